import type { FileFacts, FunctionFact } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import type { LibraryShape, PluginPattern } from '../model/library.ts';
import { bounded, noteCut } from './bounded.ts';
import { indexCalls } from './callers.ts';
import { isBeyond, isEntityBeyond } from './cuts.ts';
import type { Entity, ExternalEntity, FunctionEntity } from './entity.ts';
import { folderPlugins } from './folder-plugins.ts';
import { functionsOf } from './handler.ts';
import { libraryCallees } from './library-calls.ts';
import type { Linker } from './linker.ts';
import { argumentsFrom } from './parameters.ts';

/** What a library gives a function that is handed to it as a plugin, wherever the function is written. */
export type PluginReader = (fact: FunctionFact, index: number) => ExternalEntity | undefined;

/** Plugins that register plugins. */
const DEEPEST = 8;

/**
 * Finds the functions that libraries are handed as plugins. Whoever writes no types has them in files of their own, and
 * nothing there says what their parameters are. Plugins are known by what is known of those that register them.
 * In: a linker that is complete; `install` is given the reader before it is asked for the first time.
 */
export function findPlugins(linker: Linker, install: (reader: PluginReader) => void): void {
  const sites = sitesIn(linker);
  if (sites.length === 0) return;
  const given = new Map<FunctionFact, readonly ExternalEntity[]>();
  let looking = true;
  install((fact, index) => {
    // What is not known yet may be known in the next round: nothing made of it is to be remembered.
    if (looking && !given.has(fact)) noteCut();
    return given.get(fact)?.[index];
  });
  for (const site of sites) noteHost(linker, site, given);
  for (let round = 0, before = -1; round < DEEPEST && given.size > before; round += 1) {
    before = given.size;
    for (const site of sites) bounded(() => note(linker, site, given));
    const [first] = sites;
    if (first && given.size > before) isBeyond(round + 2, DEEPEST, first.file, 0, `plugins that are registered by more than ${String(DEEPEST)} others inside each other`);
  }
  looking = false;
}

interface Site {
  readonly file: FileFacts;
  readonly call: number;
}

/** The packages whose import tells that a library is there: its own, and those that find plugins for it. */
export function packagesTelling({ packages, plugins = {} }: LibraryShape): readonly string[] {
  return [...packages, ...Object.values(plugins).flatMap(({ folders }) => folders?.packages ?? [])];
}

/** Calls that have the name of one that takes plugins, in projects that import such a library. */
function sitesIn(linker: Linker): readonly Site[] {
  const shapes = linker.shapes.filter(({ plugins }) => plugins);
  const packages = new Set(shapes.flatMap(packagesTelling));
  if (![...linker.files.values()].some(({ imports }) => imports.some((name) => packages.has(name)))) return [];
  const names = new Set(shapes.flatMap(({ plugins = {} }) => Object.keys(plugins).map((key) => key.split('.').at(-1) ?? key)));
  return [...names].flatMap((name) => indexCalls(linker).get(name).filter(({ file, call }) => (file.calls[call]?.arguments.length ?? 0) > 0));
}

/**
 * `fastify start app.js` runs what `app.js` exports: a function that registers what finds plugins in a folder is handed
 * what that can be registered with, whoever calls it.
 */
function noteHost(linker: Linker, { file, call }: Site, given: Map<FunctionFact, readonly ExternalEntity[]>): void {
  const fact = file.calls[call];
  const [plugin] = fact?.arguments ?? [];
  const { callee } = fact ?? {};
  if (!fact || callee?.kind !== 'member' || callee.of.kind === 'super' || !plugin || plugin.kind === 'spread') return;
  const host = parameterBehind(file, callee.of);
  const target = host?.index === 0 ? file.functions[host.fn] : undefined;
  if (!target || given.has(target)) return;
  const packages = linker.evaluate(plugin, linker.openFrame(file, fact.fn)).flatMap((entity) => (entity.is === 'external' ? [entity.package] : []));
  for (const { packages: [name], plugins = {} } of linker.shapes) {
    const pattern = Object.entries(plugins).find(([key, { folders }]) => key.endsWith(`.${callee.name}`) && folders?.packages.some((each) => packages.includes(each)))?.[1];
    if (pattern && name !== undefined) given.set(target, pattern.gives.map((type): ExternalEntity => ({ is: 'external', package: name, from: 'type', name: type })));
  }
}

function parameterBehind(file: FileFacts, value: Value): Extract<Value, { kind: 'parameter' }> | undefined {
  if (value.kind !== 'binding') return value.kind === 'parameter' ? value : undefined;
  const [only, ...others] = file.bindings[value.binding]?.values ?? [];
  return only?.kind === 'parameter' && others.length === 0 ? only : undefined;
}

function note(linker: Linker, { file, call }: Site, given: Map<FunctionFact, readonly ExternalEntity[]>): void {
  const fact = file.calls[call];
  if (!fact) return;
  const frame = linker.openFrame(file, fact.fn);
  for (const { callee, isNew } of libraryCallees(linker, file, call, frame)) {
    const pattern = linker.names.shapeOf(callee.package)?.plugins?.[linker.names.keyOf(callee, isNew)];
    if (!pattern) continue;
    const types = pattern.gives.map((name): ExternalEntity => ({ is: 'external', package: callee.package, from: 'type', name }));
    const handed = argumentsFrom(linker, { written: fact.arguments, frame }, 0, false);
    const found = pattern.folders ? folderPlugins(linker, { reference: { file, call, frame }, callee }, pattern.folders).map(({ plugin }) => plugin) : [];
    for (const plugin of [...pluginFunctions(linker, handed, pattern), ...found]) if (!given.has(plugin.fact)) given.set(plugin.fact, types);
  }
}

/** The functions among what a library is handed as plugins: themselves, in objects, in lists, behind what wraps them. */
export function pluginFunctions(linker: Linker, entities: readonly Entity[], pattern: PluginPattern, depth = 0): readonly FunctionEntity[] {
  if (isEntityBeyond(depth, 4, entities[0], 'plugins in lists that lie more than 4 inside each other')) return [];
  return entities.flatMap((entity): readonly FunctionEntity[] => {
    switch (entity.is) {
      case 'list':
        return pluginFunctions(linker, entity.items.flat(), pattern, depth + 1);
      case 'module':
        return pluginFunctions(linker, linker.exportOf(entity.file, 'default'), pattern, depth + 1).concat(pluginsIn(linker, entity, pattern));
      case 'function':
      case 'external':
        return pattern.at.includes('') ? functionsOf(linker, [entity]) : [];
      case 'object':
      case 'record':
      case 'instance':
        return pluginsIn(linker, entity, pattern);
      default:
        return [];
    }
  });
}

function pluginsIn(linker: Linker, entity: Entity, { at }: PluginPattern): readonly FunctionEntity[] {
  return at.filter((path) => path !== '').flatMap((path) => functionsOf(linker, membersAt(linker, entity, path.split('.'))));
}

function membersAt(linker: Linker, entity: Entity, path: readonly string[]): readonly Entity[] {
  return path.reduce<readonly Entity[]>(
    (found, name) =>
      found.flatMap((each) => {
        const file = fileOf(each);
        return file ? linker.memberOf(each, name, { file, frame: linker.openFrame(file, 0) }) : [];
      }),
    [entity],
  );
}

function fileOf(entity: Entity): FileFacts | undefined {
  if (entity.is === 'object') return entity.frame.file;
  if (entity.is === 'instance') return entity.of.file;
  return entity.is === 'module' ? entity.file : undefined;
}
