import type { Framework, RoutePattern } from '../../model/framework.ts';
import { callLocation } from '../call-location.ts';
import { opensIn } from '../opens.ts';
import { type CallReference, type Entity, type ExternalEntity, type FunctionEntity, type OpenEntity, plainText } from '../entity.ts';
import { functionsOf } from '../handler.ts';
import { instantiate } from '../lift.ts';
import type { Linker } from '../linker.ts';
import { type LibraryCall, slotOf } from '../slots.ts';
import { type Entry, entryOf, joinedPath } from './entry.ts';
import { findFrameworkCalls, type FrameworkCall, patternAt } from './framework-calls.ts';
import type { Names } from './names.ts';
import { argumentsAt } from './route-slots.ts';
import { opensOf, pathTexts, textsOf, valuesAt } from './path-texts.ts';
import type { Routers } from './routers.ts';

interface Route {
  readonly methods: readonly string[];
  readonly paths: readonly string[];
  readonly functions: readonly FunctionEntity[];
  readonly receiver?: ExternalEntity;
}

interface Fields {
  readonly routes: readonly Route[];
}

/** Routes that calls register, through whatever wraps them. */
export function calledRoutes(linker: Linker, frameworks: readonly Framework[], routers: Routers, names: Names): readonly Entry[] {
  return findFrameworkCalls(linker, frameworks, ({ routes }) => routes).flatMap((found) => {
    const { file, call } = found;
    const instances = instantiate(linker, file, file.calls[call]?.fn ?? 0, (frame) => readRoutes(linker, frameworks, found, { file, call, frame }));
    return instances.flatMap(({ fields, trail }) => fields.routes.flatMap((route) => entriesOf(routers, names, found, route, trail)));
  });
}

function readRoutes(
  linker: Linker,
  frameworks: readonly Framework[],
  { framework, pattern }: FrameworkCall<RoutePattern>,
  reference: CallReference,
): { readonly fields: Fields; readonly open: readonly OpenEntity[] } {
  const { file, call, frame } = reference;
  const callee = patternAt(linker, frameworks, ({ routes }) => routes, file, call, frame)?.callee;
  if (!callee) return { fields: { routes: [] }, open: opensIn(linker.evaluate(file.calls[call]?.callee ?? { kind: 'undefined' }, frame)) };
  const library: LibraryCall = { reference, callee };
  const path = (pattern.path ?? []).flatMap((slot) => valuesAt(linker, library, slot));
  const paths = pathTexts(linker, library, pattern.path ?? []);
  const handlers = pattern.handlers.map((slot) => valuesAt(linker, library, slot));
  const methods = typeof pattern.method === 'string' ? [] : valuesAt(linker, library, pattern.method.at);
  const open = [...path, ...handlers.flat(), ...methods, ...(callee.of ? [callee.of] : [])];
  const functions = handlers.map((entities) => functionsIn(linker, framework, entities));
  const routes = isOfObjects(pattern) ? byObject(linker, library, framework, pattern) : [{ methods: methodsOf(pattern, methods), paths, functions: functions.flat() }];
  return { fields: { routes: routes.map((route) => ({ ...route, ...(callee.of && { receiver: callee.of }) })) }, open: opensOf(open) };
}

/** `route({ method, path, handler })`, alone or in lists: every part stands in the first argument. */
function isOfObjects({ method }: RoutePattern): boolean {
  return typeof method !== 'string' && method.at.startsWith('0.');
}

function byObject(linker: Linker, library: LibraryCall, framework: Framework, pattern: RoutePattern): readonly Route[] {
  const { frame, file } = library.reference;
  const at = (entity: Entity, slot: string): readonly Entity[] =>
    slot.startsWith('0.') ? membersAt(linker, entity, slot.split('.').slice(1), { file, frame }) : slotOf(linker, library, slot);
  return argumentsAt(linker, library, '0').map((entity) => ({
    methods: methodsOf(pattern, typeof pattern.method === 'string' ? [] : at(entity, pattern.method.at)),
    paths: (pattern.path ?? []).map((slot) => textsOf(at(entity, slot))).find((texts) => texts.length > 0) ?? [],
    functions: pattern.handlers.flatMap((slot) => functionsIn(linker, framework, at(entity, slot))),
  }));
}

function membersAt(linker: Linker, entity: Entity, path: readonly string[], from: Parameters<Linker['memberOf']>[2]): readonly Entity[] {
  return path.reduce<readonly Entity[]>((found, name) => found.flatMap((each) => linker.memberOf(each, name, from)), [entity]);
}

function methodsOf({ method }: RoutePattern, entities: readonly Entity[]): readonly string[] {
  if (typeof method === 'string') return [method];
  const texts = entities.flatMap((entity) => (entity.is === 'list' ? entity.items.flat() : [entity])).map(plainText);
  const known = texts.filter((text) => text !== undefined).map((text) => text.toUpperCase());
  return known.length > 0 ? known : ['*'];
}

/** The functions among handlers; text is a route's name or path, and no file of that name. */
function functionsIn(linker: Linker, { errorArity }: Framework, entities: readonly Entity[]): readonly FunctionEntity[] {
  const unfolded = entities.flatMap((entity) => (entity.is === 'list' ? entity.items.flat() : [entity]));
  const functions = unfolded.filter(({ is }) => is !== 'text').flatMap((entity) => functionsOf(linker, [entity]).slice(0, 1));
  return functions.filter(({ fact }) => errorArity === undefined || fact.parameters.length < errorArity);
}

function entriesOf(
  routers: Routers,
  names: Names,
  { framework, file, call }: FrameworkCall<RoutePattern>,
  { methods, paths: own, functions, receiver }: Route,
  trail: readonly CallReference[],
): readonly Entry[] {
  const outermost = own.length === 0 || own.some((path) => path.includes('…')) ? undefined : trail.at(-1);
  const at = callLocation(outermost && functions.some((each) => each.file === outermost.file) ? outermost : { file, call });
  const name = names.nameOf(file, call);
  const place = receiver && framework.mounts ? routers.placeOf(receiver, file, file.calls[call]?.fn ?? 0) : undefined;
  const above = place ? routers.pathsOf(place.key).map((each) => [...each, ...place.path]) : [[]];
  const paths = name !== undefined ? [name] : own.length === 0 && place === undefined ? [undefined] : above.flatMap((each) => (own.length === 0 ? [''] : own).map((path) => joinedPath([...each, path])));
  return methods.flatMap((method) =>
    paths.flatMap((each) => {
      const entry = entryOf({ framework, method, ...(each !== undefined && { path: each }), at, functions });
      return entry ? [entry] : [];
    }),
  );
}
