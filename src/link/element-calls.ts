import { nameOfHanded } from '../facts/questions.ts';
import { isWatched, noteAsked, unwatched } from '../facts/watched.ts';
import type { FileFacts } from '../model/file-facts.ts';
import { namesOf } from './callers.ts';
import { type Entity, type FunctionEntity, text } from './entity.ts';
import type { Linker } from './linker.ts';

interface Site {
  readonly file: FileFacts;
  readonly call: number;
}

/** One element of a list or map, and the call that hands it over. */
export interface ElementCall {
  readonly site: Site;
  readonly element: readonly Entity[];
  /** What is handed over: the element; of a map, with its name. */
  readonly given: readonly (readonly Entity[])[];
  /** The function as it is named there, with what it closes over; absent where it is written there. */
  readonly named?: FunctionEntity;
}

const ITERATIONS = new Set(['forEach', 'map', 'flatMap', 'filter']);

/** `xs.forEach(f)`: the elements a function is handed one by one, whether it is written there or named: `tasks.map(start)`. */
export function elementCalls(linker: Linker, target: FunctionEntity): readonly ElementCall[] {
  const passed = target.fact.passedTo;
  const written = passed?.path.length === 1 ? [{ file: target.file, call: passed.call }] : [];
  const sites = namesOf(target).flatMap((name) => callsByArgument(linker, name));
  return [
    ...written.flatMap((site) => elementsAt(linker, site)),
    ...sites.flatMap((site) => handedAt(linker, site, target).flatMap((named) => elementsAt(linker, site).map((each) => ({ ...each, named })))),
  ];
}

/** `connected.then(start)`: what the promise holds that a named function is handed to; promises are transparent. */
export function promisedTo(linker: Linker, target: FunctionEntity): readonly Entity[] {
  const sites = namesOf(target).flatMap((name) => callsByArgument(linker, name));
  return sites.flatMap((site): readonly Entity[] => {
    const call = site.file.calls[site.call];
    if (call?.callee.kind !== 'member' || call.callee.name !== 'then' || handedAt(linker, site, target).length === 0) return [];
    return linker.evaluate(call.callee.of, linker.openFrame(site.file, call.fn));
  });
}

function elementsAt(linker: Linker, site: Site): readonly ElementCall[] {
  const call = site.file.calls[site.call];
  if (call?.callee.kind !== 'member' || !ITERATIONS.has(call.callee.name)) return [];
  const frame = linker.openFrame(site.file, call.fn);
  return linker.evaluate(call.callee.of, frame).flatMap((owner): readonly ElementCall[] => {
    if (owner.is === 'record') return owner.entries.map(([name, element]) => ({ site, element, given: name === '*' ? [element] : [element, [text(name)]] }));
    return owner.is === 'list' ? owner.items.map((element) => ({ site, element, given: [element] })) : [];
  });
}

function handedAt(linker: Linker, { file, call }: Site, { fact }: FunctionEntity): readonly FunctionEntity[] {
  const given = file.calls[call];
  const [first] = given?.arguments ?? [];
  if (!given || !first || first.kind === 'spread') return [];
  const handed = linker.evaluate(first, linker.openFrame(file, given.fn));
  return handed.flatMap((entity) => (entity.is === 'function' && entity.fact === fact ? [entity] : []));
}

interface Index {
  readonly sites: ReadonlyMap<string, readonly Site[]>;
  readonly watched: readonly FileFacts[];
}

const indexes = new WeakMap<Linker['files'], Index>();

/** Iterations and `then` that are given a function of this name. */
function callsByArgument({ files }: Linker, name: string): readonly Site[] {
  let index = indexes.get(files);
  if (!index) indexes.set(files, (index = indexOf(files)));
  for (const file of index.watched) noteAsked(file, 'handing', name);
  return index.sites.get(name) ?? [];
}

function indexOf(files: Linker['files']): Index {
  const sites = new Map<string, Site[]>();
  for (const file of files.values()) {
    const facts = unwatched(file);
    for (const [call, fact] of facts.calls.entries()) {
      const name = nameOfHanded(facts, fact);
      if (name === undefined) continue;
      const list = sites.get(name);
      if (list) list.push({ file, call });
      else sites.set(name, [{ file, call }]);
    }
  }
  return { sites, watched: [...files.values()].filter(isWatched) };
}
