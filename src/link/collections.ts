import type { ObjectValue, Value } from '../model/value.ts';
import { isEntityBeyond } from './cuts.ts';
import { type Entity, plainText, text, unknown } from './entity.ts';
import type { Frame } from './frame.ts';
import type { Linker } from './linker.ts';

/** Every value a collection holds, each as an entity set of its own. */
export function elementsOf(linker: Linker, entity: Entity, frame: Frame): readonly (readonly Entity[])[] {
  if (entity.is === 'list') return entity.items;
  if (entity.is === 'record') return entity.entries.map(([, entities]) => entities);
  if (entity.is === 'external' && entity.package !== 'global') return [linker.memberOf(entity, '*', { file: frame.file, frame })];
  return namesIn(linker, entity).map((name) => linker.memberOf(entity, name, { file: frame.file, frame }));
}

/** Objects that are spread into each other. */
const DEEPEST_SPREAD = 6;
const SPREAD = `names of objects that are spread more than ${String(DEEPEST_SPREAD)} inside each other`;

/** The names of what an object or module holds, as far as they are known: also those that are computed, spread or written later. */
export function namesIn(linker: Linker, entity: Entity, depth = 0): readonly string[] {
  if (entity.is === 'module') return Object.keys(entity.file.exports);
  if (entity.is === 'record') return entity.entries.map(([name]) => name);
  if (entity.is !== 'object') return [];
  const names = entity.value.properties.flatMap((property): readonly string[] => {
    switch (property.kind) {
      case 'value':
      case 'getter':
        return [property.key];
      case 'computed':
        return linker.evaluate(property.key, entity.frame).flatMap((key) => plainText(key) ?? []);
      case 'spread':
        return !isEntityBeyond(depth + 1, DEEPEST_SPREAD, entity, SPREAD) ? linker.evaluate(property.of, entity.frame).flatMap((each) => namesIn(linker, each, depth + 1)) : [];
    }
  });
  const written = (entity.writes ?? []).flatMap(({ key, frame }) => keyText(linker, key, frame) ?? []);
  return [...new Set([...names, ...written])];
}

/** `['orders', handle]`: an entry of a map as a loop sees it. */
function pairOf([name, entities]: readonly [string, readonly Entity[]]): readonly Entity[] {
  return [{ is: 'list', items: [[name === '*' ? unknown('computed at run time') : text(name)], entities], open: false }];
}

/** What a key that nobody knows may give. */
export function anyMember(linker: Linker, entity: Entity, frame: Frame): readonly Entity[] {
  if (entity.is === 'external') return linker.memberOf(entity, '*', { file: frame.file, frame });
  if (entity.is === 'object') return linker.memberOf(entity, '*', { file: frame.file, frame });
  const elements = elementsOf(linker, entity, frame);
  return elements.length > 0 ? elements.flat() : [unknown('computed at run time')];
}

/** Every value of an object, with the keys that are only known at run time. */
export function objectValues(linker: Linker, entity: Extract<Entity, { is: 'object' }>): readonly Entity[] {
  const own = entity.value.properties.flatMap((property): readonly Entity[] => {
    switch (property.kind) {
      case 'value':
      case 'computed':
        return linker.evaluate(property.value, entity.frame);
      case 'getter':
        return [];
      case 'spread':
        return linker.evaluate(property.of, entity.frame).flatMap((each) => anyMember(linker, each, entity.frame));
    }
  });
  return [...own, ...(entity.writes ?? []).flatMap(({ value, frame }) => linker.evaluate(value, frame))];
}

export function keysOf({ properties }: ObjectValue): readonly string[] {
  return properties.flatMap((property) => (property.kind === 'value' || property.kind === 'getter' ? [property.key] : []));
}

export function keyText(linker: Linker, key: string | Value, frame: Frame): string | undefined {
  if (typeof key === 'string') return key;
  const [entity] = linker.evaluate(key, frame);
  return entity?.is === 'text' && typeof entity.parts[0] === 'string' ? entity.parts[0] : undefined;
}

/** The elements a loop goes over, one set each. */
export function eachElements(
  linker: Linker,
  value: Extract<Value, { kind: 'each' }>,
  frame: Frame,
): readonly (readonly Entity[])[] {
  return linker.evaluate(value.of, frame).flatMap((entity) => {
    if (value.part === 'keys') return namesIn(linker, entity).map((name) => [text(name)]);
    return entity.is === 'record' ? entity.entries.map(pairOf) : elementsOf(linker, entity, frame);
  });
}
