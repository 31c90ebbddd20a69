import type { Framework, RouteFiles } from '../../model/framework.ts';
import type { FileFacts, TypeReference } from '../../model/file-facts.ts';
import { type Entity, type FunctionEntity, locationOf } from '../entity.ts';
import { functionsOf, isWithin, wrappedHandler } from '../handler.ts';
import { objectValues } from '../collections.ts';
import type { Linker } from '../linker.ts';
import { type Entry, entryOf, joinedPath } from './entry.ts';
import { frameworkOf } from './framework-calls.ts';

/** Exports of files that the framework finds by their path. */
export function fileRoutes(linker: Linker, frameworks: readonly Framework[], versionOf: (file: string, name: string) => string | undefined): readonly Entry[] {
  return frameworks.flatMap((framework) =>
    (framework.files ?? []).flatMap((files) =>
      [...linker.files.values()].flatMap((file) => {
        const [, path] = files.file.exec(file.file) ?? [undefined, undefined];
        if (!files.file.test(file.file) || (files.dependency !== undefined && versionOf(file.file, files.dependency) === undefined)) return [];
        return exportsOf(linker, framework, files, file, files.path ?? routePath(path ?? ''));
      }),
    ),
  );
}

/** `teams/[id]/index` → `/teams/[id]`; groups such as `(marketing)` are no part of the address. */
function routePath(path: string): string {
  return joinedPath([path.replace(/(?:^|\/)index$/, '').replace(/\([^)]*\)/g, '')]);
}

function exportsOf(linker: Linker, framework: Framework, { exports }: RouteFiles, file: FileFacts, path: string): readonly Entry[] {
  return Object.entries(exports).flatMap(([name, method]) => {
    if (!mayExport(file, name)) return [];
    const functions = functionsOf(linker, linker.exportOf(file, name).flatMap((entity) => handlersIn(linker, entity)));
    const all = name === 'actions' ? functions : functions.slice(0, 1);
    return all.flatMap((handler) => {
      const at = locationOf(handler.file === file ? file : file, handler.file === file ? handler.fact.span : [0, 0]);
      const entry = entryOf({ framework, method, path, at, functions: [handler] });
      return entry ? [entry] : [];
    });
  });
}

function mayExport(file: FileFacts, name: string): boolean {
  return Object.hasOwn(file.exports, name) || file.exportAll.length > 0 || (name === 'default' && file.moduleExports !== undefined);
}

/** An object of handlers: `actions` of SvelteKit. */
function handlersIn(linker: Linker, entity: Entity): readonly Entity[] {
  return entity.is === 'object' ? objectValues(linker, entity) : [entity];
}

/** Exported functions whose own type, or that of their first parameter, says that a gateway calls them. */
export function typedRoutes(linker: Linker, frameworks: readonly Framework[]): readonly Entry[] {
  const typed = frameworks.filter(({ handlerTypes }) => handlerTypes);
  const packages = new Set(typed.flatMap(({ shape }) => shape.packages));
  const found = new Map<string, Entry>();
  if (![...linker.files.values()].some(({ imports }) => imports.some((name) => packages.has(name)))) return [];
  for (const file of linker.files.values()) {
    for (const name of Object.keys(file.exports)) {
      for (const registered of functionsOf(linker, linker.exportOf(file, name))) {
        const handler = wrappedHandler(linker, registered);
        const framework = frameworkOfType(linker, typed, registered) ?? frameworkOfType(linker, typed, handler);
        // A helper that is handed the event by the real handler is none.
        if (!framework || found.has(keyOf(handler)) || (registered === handler && linker.callersOf(handler).length > 0)) continue;
        const entry = entryOf({ framework, at: locationOf(handler.file, handler.fact.span), functions: [handler] });
        if (entry) found.set(keyOf(handler), entry);
      }
    }
  }
  return [...found.values()];
}

function keyOf({ file, fn }: FunctionEntity): string {
  return `${file.file}#${String(fn)}`;
}

function frameworkOfType(linker: Linker, frameworks: readonly Framework[], { file, fn, fact }: FunctionEntity): Framework | undefined {
  const parent = fact.parent === undefined ? undefined : file.functions[fact.parent];
  const factory = parent?.returns.some((value) => value.kind === 'function' && isWithin(file, value.fn, fn)) ? parent.returnType : undefined;
  return (
    matchOf(linker, frameworks, fact.parameters[0]?.type, file, 'event') ??
    matchOf(linker, frameworks, fact.contextType, file, 'handler') ??
    matchOf(linker, frameworks, factory, file, 'handler')
  );
}

function matchOf(linker: Linker, frameworks: readonly Framework[], type: TypeReference | undefined, file: FileFacts, of: 'handler' | 'event'): Framework | undefined {
  if (!type) return undefined;
  for (const entity of linker.entitiesOfType(type, file)) {
    if (entity.is !== 'external') continue;
    const framework = frameworkOf(frameworks, entity);
    if (framework?.handlerTypes?.[entity.name]?.of === of) return framework;
    const [event] = type.arguments ?? [];
    if (framework && of === 'handler' && entity.name === 'Handler' && event) return matchOf(linker, frameworks, event, file, 'event');
  }
  return undefined;
}
