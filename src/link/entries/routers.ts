import type { Slot } from '../../model/broker.ts';
import type { Framework, MountPattern } from '../../model/framework.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import { type CallReference, type Entity, type ExternalEntity, type FunctionEntity, plainText } from '../entity.ts';
import type { Frame } from '../frame.ts';
import { functionsOf } from '../handler.ts';
import { instantiate } from '../lift.ts';
import type { Linker } from '../linker.ts';
import { pluginFunctions } from '../plugins.ts';
import { type LibraryCall, slotOf } from '../slots.ts';
import { opensIn } from '../consumers.ts';
import { joinedPath } from './entry.ts';
import { findFrameworkCalls, frameworkOf, patternAt } from './framework-calls.ts';
import { argumentsAt } from './route-slots.ts';

/** A router, or the function a framework gives one to, and the path that is added on the way to it. */
export interface RouterPlace {
  readonly key: string;
  readonly path: readonly string[];
}

/** Below which paths routers hang. */
export interface Routers {
  placeOf(receiver: ExternalEntity, file: FileFacts, fn: number): RouterPlace;
  /** Every path a router is mounted at; one empty path where it is mounted nowhere. */
  pathsOf(key: string): readonly (readonly string[])[];
}

/** Mounts of one router that are told apart. */
const MOST_PATHS = 4;
const DEEPEST = 12;

export function findRouters(linker: Linker, frameworks: readonly Framework[]): Routers {
  const mounts = new Map<string, RouterPlace[]>();
  for (const { key, above } of mountsIn(linker, frameworks)) mounts.set(key, [...(mounts.get(key) ?? []), above]);
  const pathsOf = (key: string, seen: readonly string[]): readonly (readonly string[])[] => {
    const above = mounts.get(key) ?? [];
    if (above.length === 0 || seen.includes(key) || seen.length > DEEPEST) return [[]];
    const all = above.flatMap((place) => pathsOf(place.key, [...seen, key]).map((path) => [...path, ...place.path]));
    return distinct(all).slice(0, MOST_PATHS);
  };
  return {
    placeOf: (receiver, file, fn) => placeOf(linker, frameworks, receiver, file, fn),
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

function mountsIn(linker: Linker, frameworks: readonly Framework[]): readonly Mount[] {
  return findFrameworkCalls(linker, frameworks, ({ mounts }) => mounts).flatMap(({ file, call, pattern }) => {
    const fn = file.calls[call]?.fn ?? 0;
    const instances = instantiate(linker, file, fn, (frame) => readMount(linker, frameworks, { file, call, frame }, pattern));
    return instances.flatMap(({ fields }) => fields);
  });
}

function readMount(linker: Linker, frameworks: readonly Framework[], reference: CallReference, pattern: MountPattern): { readonly fields: readonly Mount[]; readonly open: ReturnType<typeof opensIn> } {
  const { file, call, frame } = reference;
  const callee = patternAt(linker, frameworks, ({ mounts }) => mounts, file, call, frame)?.callee;
  if (!callee?.of) return { fields: [], open: [] };
  const above = placeOf(linker, frameworks, callee.of, file, file.calls[call]?.fn ?? 0);
  const library: LibraryCall = { reference, callee };
  const path = textAt(linker, library, pattern.path ?? []);
  const plugins = linker.names.shapeOf(callee.package)?.plugins?.[linker.names.keyOf(callee, false)];
  const fields = argumentsAt(linker, library, pattern.routers).flatMap((entity) => {
    const inner = ownPath(linker, entity, pattern) ?? path;
    const routers = plugins && entity.is !== 'function' ? pluginFunctions(linker, [entity], plugins).map(placeOfFunction) : standsFor(linker, frameworks, entity, frame);
    return routers.map(({ key, path: own }): Mount => ({ key, above: { key: above.key, path: [...above.path, ...inner, ...own] } }));
  });
  // One that stands for another router of the caller is looked at with each of them.
  return { fields, open: callee.of.open ? [callee.of.open] : [] };
}

function placeOfFunction({ file, fn }: FunctionEntity): RouterPlace {
  return { key: functionKey(file, fn), path: [] };
}

/** `{ plugin, routes: { prefix: '/orders' } }` */
function ownPath(linker: Linker, entity: Entity, { own }: MountPattern): readonly string[] | undefined {
  if (!own || entity.is !== 'object') return undefined;
  const from = { file: entity.frame.file, frame: entity.frame };
  const found = own.reduce<readonly Entity[]>((at, name) => at.flatMap((each) => linker.memberOf(each, name, from)), [entity]);
  const text = found.map(pathText).find((each) => each !== undefined);
  return text === undefined ? undefined : [text];
}

function textAt(linker: Linker, library: LibraryCall, slots: readonly Slot[]): readonly string[] {
  const text = slots.flatMap((slot) => slotOf(linker, library, slot)).map(pathText).find((found) => found !== undefined);
  return text === undefined ? [] : [text];
}

/** Text of a path; what is only known at run time shows as `…`. */
export function pathText(entity: Entity): string | undefined {
  if (entity.is !== 'text') return undefined;
  return plainText(entity) ?? entity.parts.map((part) => (typeof part === 'string' ? part : '…')).join('');
}

/** The routers an argument of a mount leads to: a router, what stands for one, a function that is given one. */
function standsFor(linker: Linker, frameworks: readonly Framework[], entity: Entity, frame: Frame): readonly RouterPlace[] {
  if (entity.is === 'function') return [{ key: functionKey(entity.file, entity.fn), path: [] }];
  if (entity.is !== 'external') return [];
  if (entity.from === 'call' && entity.of && entity.call) {
    const framework = frameworkOf(frameworks, entity.of);
    const stand = framework?.stands?.[linker.names.keyOf(entity.of, false)];
    if (stand) {
      const library: LibraryCall = { reference: entity.call, callee: entity.of };
      const own = textAt(linker, library, stand.path === undefined ? [] : [stand.path]);
      const routers = own.length > 0 || stand.path === undefined ? slotOf(linker, library, stand.router) : slotOf(linker, library, '0');
      return routers.flatMap((each) => standsFor(linker, frameworks, each, frame)).map(({ key, path }) => ({ key, path: [...own, ...path] }));
    }
  }
  if (!frameworkOf(frameworks, entity)?.mounts) {
    // `fp(plugin)`: the wrapper of another package gives the function it was given.
    return functionsOf(linker, [entity]).map(({ file, fn }) => ({ key: functionKey(file, fn), path: [] }));
  }
  const { key } = placeOf(linker, frameworks, entity, frame.file, frame.fn);
  return [{ key, path: [] }];
}

function functionKey({ file }: FileFacts, fn: number): string {
  return `${file}#${String(fn)}`;
}

/** Which router a thing is: the call that made it, or the function that is given it; and the path added since. */
function placeOf(linker: Linker, frameworks: readonly Framework[], receiver: ExternalEntity, file: FileFacts, fn: number): RouterPlace {
  const path: string[] = [];
  for (let at: ExternalEntity = receiver, depth = 0; depth < 200; depth += 1) {
    path.unshift(...prefixOf(linker, frameworks, at));
    if ((at.from === 'call' || at.from === 'new') && at.call) {
      const before: ExternalEntity | undefined = at.of?.from === 'member' ? at.of.of : undefined;
      // `router.get(…).post(…)`: the same router still.
      if (before && before.from !== 'export') at = before;
      else return { key: `${at.call.file.file}@${String(at.call.call)}`, path };
      continue;
    }
    if (at.from === 'argument' && at.call) return { key: givenBy(at.call), path };
    if (at.from === 'type' && at.open?.on === 'parameter') return { key: functionKey(at.open.file, at.open.fn), path };
    return { key: functionKey(file, fn), path };
  }
  return { key: functionKey(file, fn), path };
}

/** The function written as an argument of a call: what that call mounts is known by it. */
function givenBy({ file, call }: CallReference): string {
  const fn = file.functions.findIndex(({ passedTo }) => passedTo?.call === call);
  return functionKey(file, fn);
}

function prefixOf(linker: Linker, frameworks: readonly Framework[], entity: ExternalEntity): readonly string[] {
  if (!entity.of || !entity.call) return [];
  const prefixes = frameworkOf(frameworks, entity.of)?.prefixes;
  const slots = prefixes?.[linker.names.keyOf(entity.of, entity.from === 'new')];
  return slots ? textAt(linker, { reference: entity.call, callee: entity.of }, slots) : [];
}
