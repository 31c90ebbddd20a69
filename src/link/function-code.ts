import { posix } from 'node:path';
import type { FileFacts } from '../model/file-facts.ts';
import type { FunctionResource, Resource } from '../model/infrastructure.ts';
import type { FunctionEntity } from './entity.ts';
import { codeFolderOf } from './entry-of.ts';
import { functionsOf } from './handler.ts';
import type { InfrastructureIndex } from './infrastructure-values.ts';
import type { Linker } from './linker.ts';
import { sourceAt, withoutEnding } from './source-at.ts';

/** The functions a handler string or an entry file leads to. */
export function codeOf(linker: Linker, infrastructure: InfrastructureIndex, resource: FunctionResource): readonly FunctionEntity[] {
  if (resource.code) return functionAt(linker, resource.code);
  const { text } = infrastructure.follow(resource.handler, resource.scope);
  // A bundle is made of the entry: the handler's file is the bundle, and only its export says something.
  if (resource.entry !== undefined) return text === undefined ? workerHandlers(linker, resource.entry) : exportsAt(linker, withoutEnding(posix.normalize(resource.entry)), text.slice(text.lastIndexOf('.') + 1));
  if (text === undefined) return [];
  const dot = text.lastIndexOf('.');
  if (dot < 0) return [];
  const folder = codeFolderOf(infrastructure, resource);
  if (folder === undefined) return onlyCode(linker, posix.normalize(text.slice(0, dot)), text.slice(dot + 1));
  return exportsAt(linker, posix.normalize(posix.join(folder, text.slice(0, dot))), text.slice(dot + 1));
}

function functionAt(linker: Linker, { file: path, fn }: { readonly file: string; readonly fn: number }): readonly FunctionEntity[] {
  const file = linker.files.get(path);
  const fact = file?.functions[fn];
  return file && fact ? [{ is: 'function', file, fn, fact, frame: linker.openFrame(file, fact.parent ?? 0) }] : [];
}

function exportsAt(linker: Linker, path: string, name: string): readonly FunctionEntity[] {
  const candidates = [path, path.replace(/(^|\/)(dist|build|out|lib|\.build)\//, '$1src/'), path.replace(/(^|\/)(dist|build|out|\.build)\//, '$1')];
  for (const candidate of candidates) {
    const file = sourceAt(linker, candidate);
    if (file) return functionsOf(linker, linker.exportOf(file, name === 'default' ? wholeOf(file) : name));
  }
  const file = sourceOfBuilt(linker, path, name);
  return file ? functionsOf(linker, linker.exportOf(file, name)) : [];
}

/**
 * What an Azure function runs that names no entry: the module itself; of several exports, `run` or `index`.
 * Source: Microsoft's developer reference of Azure Functions for Node.js, programming model version 3.
 */
function wholeOf({ exports, moduleExports }: FileFacts): string {
  if (moduleExports || Object.hasOwn(exports, 'default')) return 'default';
  return ['run', 'index'].find((name) => Object.hasOwn(exports, name)) ?? 'default';
}

/** `index.handler` of an archive that nobody sees packed: the only file of that name that exports it; of several, nobody knows. */
function onlyCode(linker: Linker, path: string, name: string): readonly FunctionEntity[] {
  const ends = [path, path.replace(BUILT, '')].map((end) => end.replace(/^\/+/, ''));
  const found = [...linker.files.values()].flatMap((file): readonly (readonly FunctionEntity[])[] => {
    const source = withoutEnding(file.file);
    if (!ends.some((end) => source === end || source.endsWith(`/${end}`))) return [];
    const functions = functionsOf(linker, linker.exportOf(file, name));
    return functions.length > 0 ? [functions] : [];
  });
  const [only = []] = found;
  return found.length === 1 ? only : [];
}

const BUILT = /^(?:dist|build|out|lib|\.build)\//;

/** `dist/charge/handler`, built from the only `charge/handler` there is that exports the name. */
function sourceOfBuilt(linker: Linker, path: string, name: string): FileFacts | undefined {
  const [, tail] = /(?:^|\/)(?:dist|build|out|\.build)\/((?:[^/]+\/)+[^/]+)$/.exec(path) ?? [];
  if (tail === undefined) return undefined;
  const found = [...linker.files.values()].filter(({ file, exports }) => {
    const source = withoutEnding(file);
    return (source === tail || source.endsWith(`/${tail}`)) && Object.hasOwn(exports, name);
  });
  return found.length === 1 ? found[0] : undefined;
}

/** The `queue` method of a worker's default export. */
function workerHandlers(linker: Linker, entry: string): readonly FunctionEntity[] {
  const path = posix.normalize(entry);
  const file = linker.files.get(path) ?? sourceAt(linker, withoutEnding(path));
  if (!file) return [];
  const context = { file, frame: linker.openFrame(file, 0) };
  const whole = linker.exportOf(file, 'default');
  return functionsOf(linker, whole.flatMap((entity) => linker.memberOf(entity, 'queue', context)));
}

/**
 * A function made by a module from elsewhere: what it is given names the folder of the code, `charge/dist`, and the
 * exported name. The code is what lies in the one folder of that name.
 */
export function foreignCode(linker: Linker, infrastructure: InfrastructureIndex, module: Extract<Resource, { kind: 'foreign' }>): readonly FunctionEntity[] {
  const texts = Object.values(module.inputs)
    .map((value) => infrastructure.follow(value, module.scope).text)
    .filter((text) => text !== undefined);
  for (const text of texts) {
    const folder = text.replace(/^\.?\//, '').replace(/\/(dist|build|out|src|target)\/?$/, '');
    if (!text.includes('/') || folder === '' || folder.includes('…')) continue;
    const entries = [...linker.files.values()].filter(({ file }) => isEntryOf(file, folder));
    const handlers = entries.flatMap((file) => texts.flatMap((name) => (/^\w+$/.test(name) && Object.hasOwn(file.exports, name) ? functionsOf(linker, linker.exportOf(file, name)) : [])));
    if (handlers.length > 0) return handlers;
  }
  return [];
}

function isEntryOf(file: string, folder: string): boolean {
  return new RegExp(`(^|/)${folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/(src/)?[\\w-]+\\.[mc]?[jt]s$`).test(file);
}
