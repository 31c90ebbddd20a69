import type { SettleNode } from '../link/flow.ts';

/** Does a rejection put the message back? `unknown`: a value decides. */
export function requeues({ pattern, call: { file, call } }: SettleNode): boolean | 'unknown' {
  if (!pattern.requeue) return false;
  const [slot, unset] = pattern.requeue;
  const argument = file.calls[call]?.arguments[Number(slot)];
  if (argument === undefined || argument.kind === 'undefined') return unset;
  return argument.kind === 'literal' && typeof argument.value === 'boolean' ? argument.value : 'unknown';
}
