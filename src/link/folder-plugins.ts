import { posix } from 'node:path';
import type { FileFacts } from '../model/file-facts.ts';
import type { FolderPlugins } from '../model/library.ts';
import { type Entity, type FunctionEntity, plainText } from './entity.ts';
import { functionsOf } from './handler.ts';
import type { Linker } from './linker.ts';
import { type LibraryCall, slotOf } from './slots.ts';

/** A plugin that a library finds in a folder, and the path it puts before its routes. */
export interface FolderPlugin {
  readonly plugin: FunctionEntity;
  readonly path: string;
}

/**
 * The plugins of a folder that a call registers by `@fastify/autoload`: the index file of a folder, else every file in
 * it, and the same for each folder below, whose name is put before its routes.
 * Source: @fastify/autoload 6.5.0 `lib/find-plugins.js`, `index.js` (`handlePrefixConfig`, `replaceRouteParamPattern`).
 */
export function folderPlugins(linker: Linker, library: LibraryCall, { packages, folder, prefix, parameters, named }: FolderPlugins): readonly FolderPlugin[] {
  const isLoader = slotOf(linker, library, '0').some((entity) => entity.is === 'external' && packages.includes(entity.package));
  const [root] = isLoader ? textsAt(linker, library, folder) : [];
  if (root === undefined) return [];
  const [before = ''] = textsAt(linker, library, prefix);
  const isFlat = slotOf(linker, library, named).some((entity) => isConstant(entity, false));
  const areParameters = slotOf(linker, library, parameters).some((entity) => isConstant(entity, true));
  return filesIn(linker, posix.normalize(root)).flatMap(({ file, folders }) => {
    const path = folders.map((name) => (areParameters ? asParameter(name) : name)).join('/');
    const [override] = exported(linker, file, 'prefixOverride');
    const [own] = exported(linker, file, 'autoPrefix');
    const whole = override ?? `${before}/${own ?? (isFlat ? '' : path)}`;
    return functionsOf(linker, linker.exportOf(file, 'default')).map((plugin) => ({ plugin, path: whole }));
  });
}

function textsAt(linker: Linker, library: LibraryCall, slot: string): readonly string[] {
  return slotOf(linker, library, slot).flatMap((entity) => plainText(entity) ?? []);
}

function isConstant(entity: Entity, value: boolean): boolean {
  return entity.is === 'constant' && entity.value === value;
}

function exported(linker: Linker, file: FileFacts, name: string): readonly string[] {
  return Object.hasOwn(file.exports, name) ? linker.exportOf(file, name).flatMap((entity) => plainText(entity) ?? []) : [];
}

/** `_id` and `by__id`: `:id` and `by:id`. */
function asParameter(folder: string): string {
  return folder.includes('__') ? folder.replaceAll('__', ':') : folder.replace(/^_/, ':');
}

const INDEX = /^index\.[cm]?[jt]s$/i;
const HOOKS = /^[_.]?auto_?hooks\.[cm]?[jt]s$/i;
const SCRIPT = /(?<!\.d)\.[cm]?[jt]s$/i;

function filesIn(linker: Linker, root: string): readonly { readonly file: FileFacts; readonly folders: readonly string[] }[] {
  const below = [...linker.files.values()].flatMap((file) => {
    const inside = posix.relative(root, file.file);
    return inside.startsWith('..') ? [] : [{ file, folders: inside.split('/').slice(0, -1), name: posix.basename(inside) }];
  });
  const indexed = new Set(below.filter(({ name }) => INDEX.test(name)).map(({ file }) => posix.dirname(file.file)));
  return below.filter(({ file, name }) => SCRIPT.test(name) && !HOOKS.test(name) && (INDEX.test(name) || !indexed.has(posix.dirname(file.file))));
}
