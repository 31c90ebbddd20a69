import { posix } from 'node:path';
import type { NamedHandlers } from '../model/broker.ts';
import type { FileFacts } from '../model/file-facts.ts';
import { isEntityBeyond } from './cuts.ts';
import { type Entity, type FunctionEntity, type InstanceEntity, type ObjectEntity, plainText } from './entity.ts';
import { functionsOf } from './handler.ts';
import type { Linker } from './linker.ts';

export interface NamedHandler {
  readonly name: string;
  readonly handler: FunctionEntity;
}

/** Registries inside registries. */
const DEEPEST = 5;

/** The handlers of a registry by their names: members of an object, exports of a module, files of a folder, methods of an object. */
export function namedHandlers(linker: Linker, registries: readonly Entity[], { method }: NamedHandlers): readonly NamedHandler[] {
  const found = new Map<string, readonly NamedHandler[]>();
  for (const [name, entities] of alternatives(registries.map((entity) => membersIn(linker, entity, 0)))) {
    const handlers = functionsOf(linker, entities).concat(method === undefined ? [] : functionsOf(linker, methodsOf(linker, entities, method)));
    // Of several with one name the last is the one that runs; those of several modules are what it is in several processes.
    const each = handlers.filter(({ file }, index) => handlers.findIndex((other) => other.file === file) === index);
    if (each.length > 0) found.set(name, each.map((handler) => ({ name, handler })));
  }
  return [...found.values()].flat();
}

function methodsOf(linker: Linker, entities: readonly Entity[], method: string): readonly Entity[] {
  return entities.flatMap((entity) =>
    entity.is === 'object' ? linker.memberOf(entity, method, { file: entity.frame.file, frame: entity.frame }) : [],
  );
}

type Member = readonly [name: string, entities: readonly Entity[]];

/** What a registry holds, by name. */
export function membersIn(linker: Linker, entity: Entity, depth = 0): readonly Member[] {
  if (isEntityBeyond(depth, DEEPEST, entity, `handlers of registries that lie more than ${String(DEEPEST)} inside each other`)) return [];
  switch (entity.is) {
    case 'object':
      return inObject(linker, entity, depth);
    case 'record':
      return entity.entries;
    case 'module':
      return inModule(linker, entity.file, depth);
    case 'instance':
      return inInstance(linker, entity);
    case 'text':
      return inFolder(linker, plainText(entity));
    default:
      return [];
  }
}

function inObject(linker: Linker, entity: ObjectEntity, depth: number): readonly Member[] {
  const { frame, value } = entity;
  const own = value.properties.flatMap((property): readonly Member[] => {
    switch (property.kind) {
      case 'value':
        return [[property.key, linker.evaluate(property.value, frame)]];
      case 'computed':
        return linker.evaluate(property.key, frame).flatMap((key): readonly Member[] => {
          const name = plainText(key);
          return name === undefined ? [] : [[name, linker.evaluate(property.value, frame)]];
        });
      case 'getter':
        return [];
      case 'spread':
        return alternatives(linker.evaluate(property.of, frame).map((each) => membersIn(linker, each, depth + 1)));
    }
  });
  const written = (entity.writes ?? []).flatMap(({ key, value: later, frame: writer }): readonly Member[] => {
    const names = typeof key === 'string' ? [key] : linker.evaluate(key, writer).flatMap((each) => plainText(each) ?? []);
    return names.map((name) => [name, linker.evaluate(later, writer)]);
  });
  return [...own, ...written];
}

/** One of several registries: under a name may be what any of them holds. */
function alternatives(registries: readonly (readonly Member[])[]): readonly Member[] {
  const [only, ...others] = registries;
  if (!only || others.length === 0) return only ?? [];
  const merged = new Map<string, readonly Entity[]>();
  for (const registry of registries) for (const [name, entities] of new Map(registry)) merged.set(name, [...(merged.get(name) ?? []), ...entities]);
  return [...merged];
}

function inModule(linker: Linker, file: FileFacts, depth: number): readonly Member[] {
  const passedOn = file.exportAll.flatMap((specifier) => linker.imported(file, specifier, '*').flatMap((each) => membersIn(linker, each, depth + 1)));
  const whole = file.moduleExports ? linker.evaluate(file.moduleExports, linker.openFrame(file, 0)).flatMap((each) => membersIn(linker, each, depth + 1)) : [];
  const own = Object.keys(file.exports).flatMap((name): readonly Member[] => (name === 'default' ? [] : [[name, linker.exportOf(file, name)]]));
  return [...passedOn, ...whole, ...own];
}

function inInstance(linker: Linker, entity: InstanceEntity): readonly Member[] {
  const { file, frame, fact } = entity.of;
  return fact.members.flatMap((member): readonly Member[] =>
    member.static || member.kind === 'getter' || member.kind === 'setter' || member.name === 'constructor' ? [] : [[member.name, linker.instanceMember(entity, member.name, { file, frame })]],
  );
}

/** Each source file that lies in the folder: its default export, under the file's name. */
function inFolder(linker: Linker, folder: string | undefined): readonly Member[] {
  if (folder === undefined) return [];
  const path = posix.normalize(folder).replace(/\/$/, '');
  return [...linker.files.values()].flatMap((file): readonly Member[] => {
    const { dir, name } = posix.parse(file.file);
    return dir === path && name !== 'index' ? [[name, linker.exportOf(file, 'default')]] : [];
  });
}
