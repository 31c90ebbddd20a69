import type { FileFacts } from '../model/file-facts.ts';
import { locationOf } from './entity.ts';
import type { Linker } from './linker.ts';

/** Tells that a bound of the analysis left something out at a function; once for each function and reason. */
export function cutAt(linker: Linker, file: FileFacts, fn: number, reason: (name: string) => string): void {
  const fact = file.functions[fn];
  if (!fact) return;
  const at = locationOf(file, fact.span);
  const cut = { at, reason: reason(fact.name ?? 'this function'), wouldDecide: at.file };
  const isKnown = linker.cuts.some((each) => each.reason === cut.reason && each.at.file === at.file && each.at.line === at.line);
  if (!isKnown) linker.cuts.push(cut);
}
