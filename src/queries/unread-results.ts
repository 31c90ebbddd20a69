import { callsWhere } from '../facts/questions.ts';
import { callLocation } from '../link/call-location.ts';
import { isBeyond } from '../link/cuts.ts';
import { libraryCallees } from '../link/library-calls.ts';
import { isCombinator } from '../link/outcome.ts';
import { sendingCall } from '../link/producers.ts';
import type { Linker } from '../link/linker.ts';
import type { ProjectModel } from '../link/project-model.ts';
import type { PartialResult } from '../model/effect.ts';
import type { FileFacts, Use } from '../model/file-facts.ts';
import type { Location } from '../model/location.ts';
import { namesReadOf } from './names-read.ts';

/** A call that succeeds although some of its entries failed, and nobody looks. */
export interface UnreadResult {
  readonly at: Location;
  readonly result: PartialResult;
  /** The name of the variable that holds the result, where there is one. */
  readonly readBy: readonly string[];
  /** The call that sends. */
  readonly site: Site;
}

interface Site {
  readonly file: FileFacts;
  readonly call: number;
}

export function unreadResults({ linker, flows: { effects } }: ProjectModel): readonly UnreadResult[] {
  const { partialResults } = effects;
  const names = partialResults.flatMap(({ keys }) => keys.map((key) => key.replace(/^new /, '').split('.').at(-1) ?? key));
  const packages = partialResults.flatMap((result) => result.packages);
  const found: UnreadResult[] = [];
  for (const file of linker.files.values()) {
    for (const call of callsWhere(file, 'called or imported', names.join('|'))) {
      const fact = file.calls[call];
      if (!fact) continue;
      const result = libraryCallees(linker, file, call, linker.openFrame(file, fact.fn)).flatMap(({ callee, isNew }) => {
        if (!packages.includes(callee.package)) return [];
        const key = linker.names.keyOf(callee, isNew);
        return partialResults.filter((each) => each.packages.includes(callee.package) && each.keys.includes(key));
      })[0];
      const site = { file, call: sendingCall(file, call) };
      const reading = result && readingOf(linker, site, result.property, 0);
      if (result && reading) found.push({ at: callLocation(site), result, readBy: reading, site });
    }
  }
  return found;
}

/** What else is read of a result; `undefined`: what failed is read, or somebody else may do so. */
function readingOf(linker: Linker, site: Site, property: string, depth: number): readonly string[] | undefined {
  const use = site.file.calls[site.call]?.use;
  return use && !isBeyond(depth + 1, 5, site.file, site.file.calls[site.call]?.fn ?? 0, 'who reads a result through more than 5 calls') ? byUse(linker, site, use, property, depth) : undefined;
}

function byUse(linker: Linker, site: Site, use: Use, property: string, depth: number): readonly string[] | undefined {
  const { file } = site;
  switch (use.as) {
    case 'dropped':
      return use.awaited && use.within === undefined ? [] : undefined;
    case 'binding':
    case 'operand':
      return use.within === undefined ? kept(site, use, property) : undefined;
    case 'receiver': {
      // `request.promise()` of version 2.
      const next = use.of === undefined ? undefined : file.calls[use.of];
      const isPromise = next?.callee.kind === 'member' && next.callee.name === 'promise';
      return isPromise && use.of !== undefined ? readingOf(linker, { file, call: use.of }, property, depth + 1) : undefined;
    }
    case 'argument':
      return use.of !== undefined && isCombinator(file, use.of) ? dropped(file, use.of) : undefined;
    case 'returned':
      return byCallers(linker, site, property, depth);
    default:
      return undefined;
  }
}

/** `const { Successful } = await send()`, `const result = await send()`: what of it is read? */
function kept({ file, call }: Site, use: Use, property: string): readonly string[] | undefined {
  const binding = use.as === 'binding' && use.of !== undefined ? file.bindings[use.of] : undefined;
  if (use.as === 'binding' && (!binding || binding.uses.some(({ as }) => as !== 'receiver'))) return undefined;
  if (binding?.uses.length === 0) return [];
  const names = namesReadOf(file, binding && use.of !== undefined ? { kind: 'binding', binding: use.of } : { kind: 'call', call });
  return names.size > 0 && !names.has(property) && !names.has('*') ? [...names] : undefined;
}

/** `await Promise.all(…)` whose result nobody has. */
function dropped(file: FileFacts, call: number): readonly string[] | undefined {
  const use = file.calls[call]?.use;
  return use?.as === 'dropped' && use.awaited ? [] : undefined;
}

/** The result is what a function returns: nobody reads it where none of its callers does. */
function byCallers(linker: Linker, { file, call }: Site, property: string, depth: number): readonly string[] | undefined {
  const fn = file.calls[call]?.fn ?? 0;
  const fact = file.functions[fn];
  const { passedTo } = fact ?? {};
  if (passedTo) {
    const outer = file.calls[passedTo.call];
    const isMap = outer?.callee.kind === 'member' && outer.callee.name === 'map';
    return isMap && outer.use.as === 'argument' && outer.use.of !== undefined && isCombinator(file, outer.use.of) ? dropped(file, outer.use.of) : undefined;
  }
  if (!fact || fn === 0) return undefined;
  const callers = linker.callersOf({ is: 'function', file, fn, fact, frame: linker.openFrame(file, fact.parent ?? 0) });
  const readings = callers.map((caller) => readingOf(linker, caller, property, depth + 1));
  return readings.length > 0 && readings.every((reading) => reading !== undefined) ? [] : undefined;
}
