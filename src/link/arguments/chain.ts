import type { CallFact } from '../../model/file-facts.ts';
import type { Argument } from '../../model/value.ts';
import { isBeyond } from '../cuts.ts';
import type { CallReference } from '../entity.ts';

/** Calls of one chain, before and behind one. */
const LONGEST = 30;
const CHAIN = `what a chain of more than ${String(LONGEST)} calls says`;

/** The calls of one chain, before and behind this call: `insert().values().onConflictDoNothing()`. */
export function chained({ file, call }: CallReference): readonly CallFact[] {
  const found: CallFact[] = [];
  const facts = file.calls;
  for (let at = facts[call]; at?.callee.kind === 'member' && at.callee.of.kind === 'call' && !isBeyond(found.length, LONGEST, file, at.fn, CHAIN); ) {
    const before: CallFact | undefined = facts[at.callee.of.call];
    if (before) found.push(before);
    at = before;
  }
  for (let use = facts[call]?.use; use?.as === 'receiver' && use.of !== undefined && !isBeyond(found.length, 2 * LONGEST, file, facts[call]?.fn ?? 0, CHAIN); ) {
    const next: CallFact | undefined = facts[use.of];
    if (next) found.push(next);
    use = next?.use;
  }
  return found;
}

export function chainedName({ callee }: CallFact): string {
  return callee.kind === 'member' ? callee.name : '';
}

export function chainedArgument(reference: CallReference, name: string): Argument | undefined {
  return chained(reference).find((fact) => chainedName(fact) === name)?.arguments[0];
}
