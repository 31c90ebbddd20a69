import type { CallReference } from '../../link/entity.ts';
import type { Suggestion } from '../../model/finding.ts';

/** Where a call stands alone in a function that may wait, `await` can be written in front of it; `forEach` gives nothing to wait for. */
export function awaiting({ file, call }: Pick<CallReference, 'file' | 'call'>, title: string): readonly Suggestion[] {
  const fact = file.calls[call];
  if (fact?.use.as !== 'dropped' || fact.use.awaited || !file.functions[fact.fn]?.async) return [];
  if (fact.callee.kind === 'member' && fact.callee.name === 'forEach') return [];
  const [start] = fact.span;
  return [{ title, edits: [{ file: file.file, start, end: start, text: 'await ' }] }];
}
