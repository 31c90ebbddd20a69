import type { Framework, MountPattern } from '../../model/framework.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import { cutAt } from '../cuts.ts';
import type { CallReference, Entity, ExternalEntity, OpenEntity } from '../entity.ts';
import type { Frame } from '../frame.ts';
import { folderPlugins } from '../folder-plugins.ts';
import { functionsOf } from '../handler.ts';
import { instantiate } from '../lift.ts';
import type { Linker } from '../linker.ts';
import { pluginFunctions } from '../plugins.ts';
import { type LibraryCall, slotOf } from '../slots.ts';
import { joinedPath } from './entry.ts';
import { findFrameworkCalls, frameworkOf, patternAt } from './framework-calls.ts';
import { opensOf, pathTexts, pathText, valuesAt } from './path-texts.ts';
import { argumentsAt } from './route-slots.ts';
import { placeOf, placeOfFunction, siteOfKey, type RouterContext, type RouterPlace } from './router-place.ts';

/** Below which paths routers hang. */
export interface Routers {
  placeOf(receiver: ExternalEntity, file: FileFacts, fn: number): RouterPlace;
  /** Every path a router is mounted at; one empty path where it is mounted nowhere. */
  pathsOf(key: string): readonly (readonly string[])[];
}

/** Mounts of one router that are told apart. */
const MOST_PATHS = 4;
const DEEPEST = 12;
const PATHS = `paths of routers that hang more than ${String(DEEPEST)} below each other`;

export function findRouters(linker: Linker, frameworks: readonly Framework[]): Routers {
  const mounts = new Map<string, RouterPlace[]>();
  const context: RouterContext = { linker, frameworks, given: givenPrefixes(linker, frameworks) };
  for (const { key, above } of mountsIn(context)) mounts.set(key, [...(mounts.get(key) ?? []), above]);
  const isCut = (count: number, bound: number, key: string, reason: string): boolean => {
    const site = count > bound ? siteOfKey(linker, key) : undefined;
    if (site) cutAt(...site, reason);
    return count > bound;
  };
  const pathsOf = (key: string, seen: readonly string[]): readonly (readonly string[])[] => {
    const above = mounts.get(key) ?? [];
    if (above.length === 0 || seen.includes(key) || isCut(seen.length, DEEPEST, key, PATHS)) return [[]];
    const all = above.flatMap((place) => pathsOf(place.key, [...seen, key]).map((path) => [...path, ...place.path]));
    const paths = distinct(all);
    return isCut(paths.length, MOST_PATHS, key, `paths of a router beyond the first ${String(MOST_PATHS)}`) ? paths.slice(0, MOST_PATHS) : paths;
  };
  return {
    placeOf: (receiver, file, fn) => placeOf(context, receiver, file, fn),
    pathsOf: (key) => pathsOf(key, []),
  };
}

function distinct(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(paths.map((path) => [joinedPath(path), path])).values()];
}

interface Mount {
  readonly key: string;
  readonly above: RouterPlace;
}

/** `router.prefix('/orders')`: instead of the prefix it was made with. */
function givenPrefixes(linker: Linker, frameworks: readonly Framework[]): ReadonlyMap<string, string> {
  const context: RouterContext = { linker, frameworks, given: new Map() };
  const found = findFrameworkCalls(linker, frameworks, ({ laterPrefixes }) => laterPrefixes, () => true).flatMap(({ file, call, pattern }): readonly (readonly [string, string])[] => {
    const fn = file.calls[call]?.fn ?? 0;
    const frame = linker.openFrame(file, fn);
    const callee = patternAt(linker, frameworks, ({ laterPrefixes }) => laterPrefixes, file, call, frame)?.callee;
    const [text] = callee ? pathTexts(linker, { reference: { file, call, frame }, callee }, pattern) : [];
    return callee?.of && text !== undefined ? [[placeOf(context, callee.of, file, fn).key, text]] : [];
  });
  return new Map(found);
}

function mountsIn(context: RouterContext): readonly Mount[] {
  const { linker, frameworks } = context;
  return findFrameworkCalls(linker, frameworks, ({ mounts }) => mounts).flatMap(({ file, call, pattern }) => {
    const fn = file.calls[call]?.fn ?? 0;
    const instances = instantiate(linker, file, fn, (frame) => readMount(context, { file, call, frame }, pattern));
    return instances.flatMap(({ fields }) => fields);
  });
}

function readMount(context: RouterContext, reference: CallReference, pattern: MountPattern): { readonly fields: readonly Mount[]; readonly open: readonly OpenEntity[] } {
  const { linker, frameworks } = context;
  const { file, call, frame } = reference;
  const callee = patternAt(linker, frameworks, ({ mounts }) => mounts, file, call, frame)?.callee;
  if (!callee?.of) return { fields: [], open: [] };
  const above = placeOf(context, callee.of, file, file.calls[call]?.fn ?? 0);
  const library: LibraryCall = { reference, callee };
  const paths = pathTexts(linker, library, pattern.path ?? []);
  const plugins = linker.names.shapeOf(callee.package)?.plugins?.[linker.names.keyOf(callee, false)];
  const given = argumentsAt(linker, library, pattern.routers);
  const fields = given.flatMap((entity) => {
    const inner = ownPath(linker, entity, pattern) ?? paths;
    const routers = plugins && entity.is !== 'function' ? pluginFunctions(linker, [entity], plugins).map(placeOfFunction) : standsFor(context, entity, frame);
    return routers.flatMap(({ key, path: own }) => alternatives(inner).map((path): Mount => ({ key, above: { key: above.key, path: [...above.path, ...path, ...own] } })));
  });
  const found = plugins?.folders ? folderPlugins(linker, library, plugins.folders) : [];
  const inFolders = found.map(({ plugin, path }): Mount => ({ key: placeOfFunction(plugin).key, above: { key: above.key, path: [...above.path, path] } }));
  // One that stands for another router of the caller, or of a list, is looked at with each of them.
  return { fields: [...fields, ...inFolders], open: opensOf([callee.of, ...(pattern.path ?? []).flatMap((slot) => valuesAt(linker, library, slot)), ...given]) };
}

function alternatives(paths: readonly string[]): readonly (readonly string[])[] {
  return paths.length === 0 ? [[]] : paths.map((path) => [path]);
}

/** `{ plugin, routes: { prefix: '/orders' } }` */
function ownPath(linker: Linker, entity: Entity, { own }: MountPattern): readonly string[] | undefined {
  if (!own || entity.is !== 'object') return undefined;
  const from = { file: entity.frame.file, frame: entity.frame };
  const found = own.reduce<readonly Entity[]>((at, name) => at.flatMap((each) => linker.memberOf(each, name, from)), [entity]);
  const text = found.map(pathText).find((each) => each !== undefined);
  return text === undefined ? undefined : [text];
}

/** The routers an argument of a mount leads to: a router, what stands for one, a function that is given one. */
function standsFor(context: RouterContext, entity: Entity, frame: Frame): readonly RouterPlace[] {
  const { linker, frameworks } = context;
  if (entity.is === 'function') return [placeOfFunction(entity)];
  if (entity.is !== 'external') return [];
  if (entity.from === 'call' && entity.of && entity.call) {
    const framework = frameworkOf(frameworks, entity.of);
    const stand = framework?.stands?.[linker.names.keyOf(entity.of, false)];
    if (stand) {
      const library: LibraryCall = { reference: entity.call, callee: entity.of };
      const own = pathTexts(linker, library, stand.path === undefined ? [] : [stand.path]).slice(0, 1);
      const routers = own.length > 0 || stand.path === undefined ? slotOf(linker, library, stand.router) : slotOf(linker, library, '0');
      return routers.flatMap((each) => standsFor(context, each, frame)).map(({ key, path }) => ({ key, path: [...own, ...path] }));
    }
  }
  if (!frameworkOf(frameworks, entity)?.mounts) {
    // `fp(plugin)`: the wrapper of another package gives the function it was given.
    return functionsOf(linker, [entity]).map(placeOfFunction);
  }
  const { key } = placeOf(context, entity, frame.file, frame.fn);
  return [{ key, path: [] }];
}
