import { posix } from 'node:path';
import type { FileFacts } from '../model/file-facts.ts';
import { type CallReference, type Entity, type FunctionEntity, plainText, text, unknown } from './entity.ts';
import { elementsOf, namesIn } from './collections.ts';
import { distinct } from './distinct.ts';
import { firstElements } from './elements.ts';
import type { Frame } from './frame.ts';
import { limits } from './limits.ts';
import type { Linker } from './linker.ts';
import { required } from './modules.ts';
import { argumentsFrom } from './parameters.ts';
import { ENDINGS, sourceAt } from './source-at.ts';

type Collection = Extract<Entity, { is: 'list' | 'record' }>;

/** Methods of arrays, maps and sets. `undefined`: not one of them. */
export function collectionResult(
  linker: Linker,
  owner: Collection,
  name: string,
  reference: CallReference,
): readonly Entity[] | undefined {
  const argument = (index: number): readonly Entity[] => argumentOf(linker, reference, index);
  const items = elementsOf(linker, owner, reference.frame);
  const open = owner.is === 'list' && owner.open;
  switch (name) {
    case 'map':
    case 'flatMap': {
      // Beyond the calls that are told apart, one is as good as all others.
      const mapped = items.slice(0, limits.activations + 1).map((item) => callEach(linker, argument(0), item, reference));
      return [list(name === 'flatMap' ? flat(mapped, reference.frame) : mapped, open, reference.frame)];
    }
    case 'filter':
    case 'slice':
    case 'sort':
    case 'toSorted':
    case 'reverse':
    case 'values':
      return [list(items, open, reference.frame)];
    case 'concat': {
      const more = argumentsFrom(linker, { written: reference.file.calls[reference.call]?.arguments ?? [], frame: reference.frame }, 0, true);
      const added = more.flatMap((entity) => (entity.is === 'list' ? entity.items : [])).flatMap((item) => appended(linker, item, reference));
      return [list([...items, ...added], open || added.some((item) => item.some(({ is }) => is === 'unknown')), reference.frame)];
    }
    case 'flat':
      return [list(flat(items, reference.frame), open, reference.frame)];
    case 'entries':
      return owner.is === 'record' ? [list(pairs(linker, owner, reference), false, reference.frame)] : undefined;
    case 'keys':
      return owner.is === 'record' ? [list(namesIn(linker, owner).map((key) => [text(key)]), false, reference.frame)] : undefined;
    case 'find':
    case 'at':
    case 'pop':
    case 'shift':
      return distinct(items.flat(), reference.frame);
    case 'get': {
      if (owner.is !== 'record') return undefined;
      const keys = argument(0).map(plainText);
      const known = keys.length > 0 && keys.every((key) => key !== undefined);
      if (!known) return distinct(items.flat(), reference.frame);
      return owner.entries.flatMap(([key, entities]) => (keys.includes(key) || key === '*' ? entities : []));
    }
    case 'forEach':
      return [{ is: 'constant', value: undefined }];
    default:
      return undefined;
  }
}

/** Lists are put in as a whole, everything else as it is. */
function appended(linker: Linker, item: readonly Entity[], { frame }: CallReference): readonly (readonly Entity[])[] {
  const lists = item.filter(({ is }) => is === 'list' || is === 'record');
  return lists.length === 0 ? [item] : lists.flatMap((each) => elementsOf(linker, each, frame));
}

/** One level of lists less, as far as elements are looked at. */
function flat(items: readonly (readonly Entity[])[], frame: Frame): readonly (readonly Entity[])[] {
  const out: (readonly Entity[])[] = [];
  for (const entity of firstElements(items.flat(), frame)) {
    if (entity.is === 'list') out.push(...entity.items);
    else out.push([entity]);
  }
  return out;
}

function list(items: readonly (readonly Entity[])[], open = false, frame?: Frame): Entity {
  return { is: 'list', items: firstElements(items, frame), open };
}

function callEach(linker: Linker, callbacks: readonly Entity[], item: readonly Entity[], reference: CallReference): readonly Entity[] {
  const functions = callbacks.filter((entity): entity is FunctionEntity => entity.is === 'function');
  if (functions.length === 0) return [unknown('computed at run time')];
  return distinct(functions.flatMap((callback) => linker.returnOf(callback, { given: [item] }, reference)), reference.frame);
}

function argumentOf(linker: Linker, { file, call, frame }: CallReference, index: number): readonly Entity[] {
  return argumentsFrom(linker, { written: file.calls[call]?.arguments ?? [], frame }, index, false);
}

/** Functions of the language and of Node that only rearrange what they are given. `undefined`: not one of them. */
export function globalResult(linker: Linker, key: string, reference: CallReference): readonly Entity[] | undefined {
  const argument = (index: number): readonly Entity[] => argumentOf(linker, reference, index);
  const collection = (): readonly (readonly Entity[])[] => argument(0).flatMap((entity) => elementsOf(linker, entity, reference.frame));
  switch (key) {
    case 'Object.values':
      return [list(collection(), false, reference.frame)];
    case 'Object.keys':
      return [list(argument(0).flatMap((entity) => namesIn(linker, entity).map((name) => [text(name)])), false, reference.frame)];
    case 'Object.entries':
      return [list(argument(0).flatMap((entity) => pairs(linker, entity, reference)))];
    case 'Object.fromEntries':
    case 'new Map':
      return [recordOf(linker, argument(0), reference)];
    case 'Object.freeze':
    case 'Object.seal':
    case 'structuredClone':
    case 'Promise.resolve':
    case 'String':
      return argument(0);
    case 'Object.assign':
      return (reference.file.calls[reference.call]?.arguments ?? []).flatMap((_, index) => argument(index));
    case 'Reflect.get':
      return argument(0).flatMap((entity) => argument(1).flatMap((key) => linker.memberOf(entity, plainText(key) ?? '*', reference)));
    case 'Array.from':
    case 'Promise.all':
    case 'Promise.allSettled':
    case 'new Set':
      return [list(collection(), false, reference.frame)];
    case 'Promise.race':
    case 'Promise.any':
      return distinct(collection().flat(), reference.frame);
    case 'cwd':
      return [text('.')];
    case 'join':
    case 'resolve':
      return joinedPaths(linker, reference);
    case 'require':
    case 'import':
      return requiredModule(linker, argument(0), reference);
    case 'new URL':
    case 'require.resolve': {
      const [path] = argument(0).map(plainText);
      const base = argument(1).map(plainText).find((from) => from !== undefined && linker.files.has(from));
      if (path !== undefined && (path.startsWith('.') || base !== undefined)) return [text(posix.join(posix.dirname(base ?? reference.file.file), path))];
      const addresses = argument(0).filter(({ is }) => is === 'text' || is === 'setting');
      return key === 'new URL' && addresses.length > 0 ? addresses : undefined;
    }
    case 'dirname':
      return argument(0).map((entity) => (plainText(entity) === undefined ? entity : text(posix.dirname(plainText(entity) ?? ''))));
    case 'readdirSync':
    case 'readdir':
      return folderList(linker, argument(0));
    case 'fileURLToPath':
    case 'pathToFileURL':
      return argument(0);
    default:
      return undefined;
  }
}

function pairs(linker: Linker, entity: Entity, reference: CallReference): readonly (readonly Entity[])[] {
  const values = elementsOf(linker, entity, reference.frame);
  return namesIn(linker, entity).map((name, index) => [list([[text(name)], values[index] ?? []])]);
}

/** A map from pairs; pairs whose key is not known count for any key. */
function recordOf(linker: Linker, from: readonly Entity[], reference: CallReference): Entity {
  const entries = from.flatMap((entity) =>
    elementsOf(linker, entity, reference.frame).flatMap((item) =>
      item.flatMap((pair): (readonly [string, readonly Entity[]])[] => {
        if (pair.is !== 'list') return [];
        const [key = [], value = []] = pair.items;
        return [[key.map(plainText).find((name) => name !== undefined) ?? '*', value]];
      }),
    ),
  );
  return { is: 'record', entries };
}

/** `path.join(__dirname, 'x')` as a path relative to the project's root; one for each of several last parts. */
function joinedPaths(linker: Linker, reference: CallReference): readonly Entity[] {
  const [all] = argumentsFrom(linker, { written: reference.file.calls[reference.call]?.arguments ?? [], frame: reference.frame }, 0, true);
  const given = all?.is === 'list' ? all.items : [];
  // Whoever gives the missing part, such as the element of a loop, decides.
  const open = given.flat().filter(({ is }) => is === 'open');
  if (open.length > 0) return open;
  const parts = given.map((item) => item.flatMap((entity) => plainText(entity) ?? []));
  const known = parts.findIndex((texts) => texts.length === 0);
  const folder = parts.slice(0, known < 0 ? -1 : known).map(([first = '']) => first);
  if (parts.length === 0 || known === 0) return [unknown('computed at run time')];
  if (known > 0) return [unknown('found by scanning a folder', undefined, posix.join(...folder))];
  return (parts.at(-1) ?? []).map((last) => text(posix.join(...folder, last)));
}

/** `require(path)` with a path that is known after all. */
function requiredModule(linker: Linker, argument: readonly Entity[], { file }: CallReference): readonly Entity[] {
  return argument.flatMap((entity) => {
    const path = plainText(entity);
    if (path === undefined) return entity.is === 'open' || (entity.is === 'unknown' && entity.about !== undefined) ? [entity] : [unknown('found by scanning a folder', undefined, posix.dirname(file.file))];
    if (path.startsWith('.')) return linker.imported(file, path, '=');
    const target = sourceAt(linker, path);
    const found = target ? [target] : inAnyPackage(linker, path);
    return found.length > 0 ? found.flatMap((each) => required(linker, each)) : [unknown('module not found', undefined, path)];
  });
}

/** `require(path.resolve('./src/tasks'))` in shared code: the process runs in the folder of whichever package uses it. */
function inAnyPackage(linker: Linker, path: string): readonly FileFacts[] {
  if (!path.includes('/') || path.startsWith('..')) return [];
  const ends = ENDINGS.map((ending) => `/${path}${ending}`);
  return [...linker.files.values()].filter(({ file }) => ends.some((end) => file.endsWith(end)));
}

/** The project's files of a folder: what a registry made by scanning it will hold. */
function folderList(linker: Linker, argument: readonly Entity[]): readonly Entity[] | undefined {
  const folders = argument.map(plainText).filter((folder) => folder !== undefined);
  if (folders.length === 0) return argument.some((entity) => entity.is === 'open') ? argument.filter((entity) => entity.is === 'open') : undefined;
  const names = folders.flatMap((folder) => {
    const prefix = folder === '' || folder === '.' ? '' : `${folder}/`;
    return [...linker.files.keys()]
      .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/'))
      .map((path) => [text(path.slice(prefix.length))]);
  });
  return names.length > 0 ? [list(names)] : folders.map((folder) => unknown('found by scanning a folder', undefined, folder));
}

/** The project's files that a glob pattern means: `glob.sync(join(__dirname, '*.js'))`. */
export function filesMatching(linker: Linker, patterns: readonly Entity[]): readonly Entity[] | undefined {
  const texts = patterns.flatMap((entity) => plainText(entity) ?? []);
  if (texts.length === 0) return undefined;
  const forms = texts.map((pattern) => new RegExp(`^${globSource(posix.normalize(pattern))}$`));
  return [list([...linker.files.keys()].filter((path) => forms.some((form) => form.test(path))).map((path) => [text(path)]))];
}

/** `**`, `*`, `?`, `{a,b}` and `[jt]` as a regular expression. */
function globSource(pattern: string): string {
  return pattern.replace(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|\[[^\]]*\]|[.+^$()|\\{}]/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('{') && part.length > 1) return `(?:${part.slice(1, -1).split(',').map(globSource).join('|')})`;
    return part.startsWith('[') ? part : `\\${part}`;
  });
}
