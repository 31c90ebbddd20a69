import type { CallFact, FileFacts } from '../model/file-facts.ts';

interface Nesting {
  /** Calls that stand in each function itself. */
  readonly calls: readonly (readonly number[])[];
  /** Functions that stand in each function itself. */
  readonly inner: readonly (readonly number[])[];
}

const nestings = new WeakMap<FileFacts, Nesting>();

/** The calls in a function and in all functions written inside of it, in the order of the text. */
export function callsWithin(file: FileFacts, fn: number): readonly CallFact[] {
  const { calls, inner } = nestingOf(file);
  const found: number[] = [];
  const pending = [fn];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    found.push(...(calls[at] ?? []));
    pending.push(...(inner[at] ?? []));
  }
  return found.sort((a, b) => a - b).flatMap((call) => file.calls[call] ?? []);
}

function nestingOf(file: FileFacts): Nesting {
  let nesting = nestings.get(file);
  if (!nesting) {
    const calls = file.functions.map((): number[] => []);
    const inner = file.functions.map((): number[] => []);
    for (const [index, call] of file.calls.entries()) calls[call.fn]?.push(index);
    for (const [index, { parent }] of file.functions.entries()) if (parent !== undefined) inner[parent]?.push(index);
    nesting = { calls, inner };
    nestings.set(file, nesting);
  }
  return nesting;
}
