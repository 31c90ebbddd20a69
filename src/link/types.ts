import type { FileFacts, Signature, TypeFact, TypeReference } from '../model/file-facts.ts';
import { isBeyond } from './cuts.ts';
import type { Entity } from './entity.ts';
import { limits } from './limits.ts';
import type { Linker } from './linker.ts';

/** Types of the standard library that hold others. */
const LISTS = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable', 'AsyncIterable']);
const RECORDS = new Set(['Record', 'Map', 'ReadonlyMap']);

const TYPES = 'what types say that lead to too many others';

/** What a declared type says of a value. Empty: nothing, as for `string` or a type parameter. */
export function entitiesOfType(linker: Linker, type: TypeReference, file: FileFacts): readonly Entity[] {
  return followed(linker, type, file, 0);
}

function followed(linker: Linker, type: TypeReference, file: FileFacts, depth: number): readonly Entity[] {
  if (isBeyond(depth, 8, file, 0, TYPES)) return [];
  const { name } = type;
  switch (name.kind) {
    case 'inline':
      return type.members ? [{ is: 'shape', members: type.members, extends: [], file }] : [];
    case 'member': {
      const context = { file, frame: linker.openFrame(file, 0) };
      return followed(linker, name.of, file, depth + 1).flatMap((entity) => linker.memberOf(entity, name.name, context));
    }
    case 'typeof':
      return typeofEntities(linker, name.value, name.called, file);
    case 'import': {
      const resolution = linker.resolve(file.file, name.from);
      if (resolution.kind === 'missing') return [];
      if (resolution.kind === 'package') {
        const path = resolution.subpath ? `${resolution.name}/${resolution.subpath}` : resolution.name;
        const [last = ''] = name.path.slice(-1);
        const shape = linker.names.shapeOf(path);
        if (shape?.derived?.includes(last)) return [];
        const given = shape?.returned?.includes(last) ? type.arguments?.[0]?.name : undefined;
        if (given?.kind === 'typeof') return typeofEntities(linker, given.value, true, file);
        return [{ is: 'external', package: path, from: 'type', name: name.path.join('.') }];
      }
      const target = linker.files.get(resolution.file);
      const [first = 'default'] = name.path;
      return target ? exportedType(linker, target, first, depth) : [];
    }
    case 'local': {
      const [element, second] = type.arguments ?? [];
      if (LISTS.has(name.name) && element) return [{ is: 'list', items: [followed(linker, element, file, depth + 1)], open: true }];
      if (RECORDS.has(name.name) && second) {
        return [{ is: 'record', entries: [['*', followed(linker, second, file, depth + 1)]] }];
      }
      return localType(linker, file, name.name, depth);
    }
  }
}

/** Every part of a union, through the aliases of the project, each with the file it is written in. */
export function alternativesOf(linker: Linker, type: TypeReference, file: FileFacts, depth = 0): readonly { readonly type: TypeReference; readonly file: FileFacts }[] {
  if (isBeyond(depth, 4, file, 0, TYPES)) return [];
  const alias = declaration(linker, type, file);
  const own = alias?.fact.alias ? alternativesOf(linker, alias.fact.alias, alias.file, depth + 1) : [{ type, file }];
  return [...own, ...(type.or ?? []).flatMap((other) => alternativesOf(linker, other, file, depth + 1))];
}

/** The signature of a function type, through aliases, interfaces and imports, with the file it is written in. */
export function signatureOfType(
  linker: Linker,
  type: TypeReference,
  file: FileFacts,
  depth = 0,
): { readonly signature: Signature; readonly file: FileFacts } | undefined {
  if (type.signature) return { signature: type.signature, file };
  if (isBeyond(depth, 8, file, 0, TYPES)) return undefined;
  const { name } = type;
  if (name.kind === 'member') {
    const values = valuesOfRecord(linker, name.of, file, depth + 1);
    if (values) return signatureOfType(linker, values.type, values.file, depth + 1);
    for (const entity of followed(linker, name.of, file, depth + 1)) {
      const member = memberType(linker, entity, name.name, 0);
      const found = member && signatureOfType(linker, member.type, member.file, depth + 1);
      if (found) return found;
    }
    return undefined;
  }
  const declared = declaration(linker, type, file);
  return declared?.fact.alias && signatureOfType(linker, declared.fact.alias, declared.file, depth + 1);
}

/** `V` of `Record<K, V>`, also behind a name. */
function valuesOfRecord(
  linker: Linker,
  type: TypeReference,
  file: FileFacts,
  depth: number,
): { readonly type: TypeReference; readonly file: FileFacts } | undefined {
  if (isBeyond(depth, 8, file, 0, TYPES)) return undefined;
  const values = type.name.kind === 'local' && type.name.name === 'Record' ? type.arguments?.[1] : undefined;
  if (values) return { type: values, file };
  const declared = declaration(linker, type, file);
  return declared?.fact.alias && valuesOfRecord(linker, declared.fact.alias, declared.file, depth + 1);
}

/** The type of a member of a shape, own or inherited. */
function memberType(linker: Linker, entity: Entity, name: string, depth: number): { readonly type: TypeReference; readonly file: FileFacts } | undefined {
  if (entity.is !== 'shape' || isBeyond(depth, 6, entity.file, 0, TYPES)) return undefined;
  const own = Object.hasOwn(entity.members, name) ? entity.members[name] : undefined;
  if (own) return { type: own, file: entity.file };
  for (const base of entity.extends) {
    for (const each of followed(linker, base, entity.file, depth + 1)) {
      const found = memberType(linker, each, name, depth + 1);
      if (found) return found;
    }
  }
  return undefined;
}

/** Where a named type is declared. */
function declaration(linker: Linker, { name }: TypeReference, file: FileFacts, depth = 0): { readonly fact: TypeFact; readonly file: FileFacts } | undefined {
  if (isBeyond(depth, 8, file, 0, TYPES)) return undefined;
  if (name.kind === 'local') {
    const fact = Object.hasOwn(file.types, name.name) ? file.types[name.name] : undefined;
    return fact && { fact, file };
  }
  if (name.kind !== 'import') return undefined;
  const resolution = linker.resolve(file.file, name.from);
  const target = resolution.kind === 'file' ? linker.files.get(resolution.file) : undefined;
  const [first] = name.path;
  if (!target || first === undefined) return undefined;
  const own = declaration(linker, { name: { kind: 'local', name: first } }, target, depth + 1);
  if (own) return own;
  const exported = Object.hasOwn(target.exports, first) ? target.exports[first] : undefined;
  const value = exported?.kind === 'binding' ? target.bindings[exported.binding]?.values[0] : exported;
  if (value?.kind === 'import') return declaration(linker, { name: { kind: 'import', from: value.from, path: [value.name] } }, target, depth + 1);
  for (const specifier of target.exportAll) {
    const found = declaration(linker, { name: { kind: 'import', from: specifier, path: [first] } }, target, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function typeofEntities(
  linker: Linker,
  value: Extract<TypeReference['name'], { kind: 'typeof' }>['value'],
  called: boolean,
  file: FileFacts,
): readonly Entity[] {
  const entities = linker.evaluate(value, linker.openFrame(file, 0));
  if (!called) return entities;
  return entities.flatMap((entity) => {
    if (entity.is === 'function') return linker.evaluateReturns(entity);
    return entity.is === 'class' ? [{ is: 'instance', of: entity, exact: false } as const] : [];
  });
}

/** A class of the module, an interface, a type alias. */
function localType(linker: Linker, file: FileFacts, name: string, depth: number): readonly Entity[] {
  const fact = Object.hasOwn(file.types, name) ? file.types[name] : undefined;
  if (fact) return declaredType(linker, file, name, fact, depth);
  const cls = file.classes.findIndex((each) => each.name === name);
  const found = file.classes[cls];
  if (!found) return [];
  return [{ is: 'instance', of: { is: 'class', file, cls, fact: found, frame: linker.openFrame(file, found.fn) }, exact: false }];
}

function declaredType(linker: Linker, file: FileFacts, name: string, fact: TypeFact, depth: number): readonly Entity[] {
  if (fact.alias) return followed(linker, fact.alias, file, depth + 1);
  if (fact.interface) {
    const implementers = linker.implementersOf(name);
    if (implementers.length > 0 && implementers.length <= limits.fanIn) {
      return implementers.map((of) => ({ is: 'instance', of, exact: false }));
    }
    const external = fact.extends.flatMap((base) => followed(linker, base, file, depth + 1)).filter(({ is }) => is === 'external');
    if (external.length > 0 && Object.keys(fact.members).length === 0) return external;
  }
  return [{ is: 'shape', members: fact.members, extends: fact.extends, file }];
}

/** Follows a type through the re-exports of a module. */
function exportedType(linker: Linker, file: FileFacts, name: string, depth: number): readonly Entity[] {
  if (isBeyond(depth, 8, file, 0, TYPES)) return [];
  if (linker.opaque?.get(file.file)?.has(name)) return [{ is: 'external', package: file.file, from: 'type', name }];
  const own = localType(linker, file, name, depth);
  if (own.length > 0) return own;
  const exported = Object.hasOwn(file.exports, name) ? file.exports[name] : undefined;
  const value = exported?.kind === 'binding' ? file.bindings[exported.binding]?.values[0] : exported;
  if (value?.kind === 'class') {
    const fact = file.classes[value.cls];
    return fact ? [{ is: 'instance', of: { is: 'class', file, cls: value.cls, fact, frame: linker.openFrame(file, fact.fn) }, exact: false }] : [];
  }
  if (value?.kind === 'import') {
    return followed(linker, { name: { kind: 'import', from: value.from, path: [value.name] } }, file, depth + 1);
  }
  for (const specifier of file.exportAll) {
    const found = followed(linker, { name: { kind: 'import', from: specifier, path: [name] } }, file, depth + 1);
    if (found.length > 0) return found;
  }
  return [];
}
