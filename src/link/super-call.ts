import { callsWhere } from '../facts/questions.ts';
import type { CallFact, FileFacts } from '../model/file-facts.ts';

/** The `super(…)` of a constructor. */
export function superCallIn(file: FileFacts, fn: number): { readonly call: number; readonly fact: CallFact } | undefined {
  for (const call of callsWhere(file, 'named', 'super')) {
    const fact = file.calls[call];
    if (fact?.kind === 'super' && fact.fn === fn) return { call, fact };
  }
  return undefined;
}
