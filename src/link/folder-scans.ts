import { callsWhere } from '../facts/questions.ts';
import type { CallFact } from '../model/file-facts.ts';
import { callLocation } from './call-location.ts';
import { says } from './evaluate.ts';
import type { Linker } from './linker.ts';
import type { UnknownFact } from './project-model.ts';
import { undecidedBy } from './undecided.ts';

/** Modules that are found by listing a folder and loaded by a name nobody can read. */
export function folderScans(linker: Linker): readonly UnknownFact[] {
  const found: UnknownFact[] = [];
  for (const file of linker.files.values()) {
    const [first] = callsWhere(file, 'listing');
    if (first === undefined) continue;
    for (const [call, fact] of file.calls.entries()) {
      const [argument] = fact.arguments;
      if (!isLoading(fact) || !argument || argument.kind === 'spread' || argument.kind === 'literal') continue;
      const frame = linker.openFrame(file, fact.fn);
      const modules = linker.evaluate({ kind: 'call', call }, frame);
      if (modules.some(says)) continue;
      const at = callLocation({ file, call });
      found.push({ at, reason: 'found by scanning a folder', wouldDecide: folderOf(linker, file.calls[first], frame) ?? undecidedBy(modules, at).wouldDecide });
    }
  }
  return found;
}

/** The folder that is listed, as far as its path is written. */
function folderOf(linker: Linker, call: CallFact | undefined, frame: Parameters<Linker['evaluate']>[1]): string | undefined {
  const listing = call?.arguments[0];
  if (!listing || listing.kind === 'spread') return undefined;
  const [path] = linker.evaluate(listing, frame);
  const text = path?.is === 'text' && path.parts.every((part) => typeof part === 'string') ? path.parts.join('') : undefined;
  return text === undefined ? undefined : `the files in '${text}'`;
}

function isLoading({ callee }: CallFact): boolean {
  return callee.kind === 'global' && (callee.name === 'require' || callee.name === 'import');
}
