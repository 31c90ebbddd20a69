import type { Entity } from '../link/entity.ts';
import type { Linker } from '../link/linker.ts';

/** What an option is, by its path in an options object: one entity for each possibility. */
export function optionOf(linker: Linker, options: readonly Entity[], path: string): readonly Entity[] {
  return path.split('.').reduce<readonly Entity[]>((at, name) => at.flatMap((entity) => memberOf(linker, entity, name)), options);
}

function memberOf(linker: Linker, entity: Entity, name: string): readonly Entity[] {
  if (entity.is === 'object') return linker.memberOf(entity, name, { file: entity.frame.file, frame: entity.frame });
  // A connection's address, or a handler in the place of options, says nothing of them.
  if (entity.is === 'constant' || entity.is === 'text' || entity.is === 'function' || (entity.is === 'setting' && entity.source === 'env')) return [];
  return entity.is === 'record' || entity.is === 'list' || entity.is === 'unknown' || entity.is === 'open' ? [entity] : [{ is: 'unknown', why: 'computed at run time' }];
}

/** Is an option written, with something other than `undefined`? `unknown`: it may be. */
export function isSet(entities: readonly Entity[]): boolean | 'unknown' {
  if (entities.length === 0) return false;
  if (entities.some((entity) => entity.is !== 'unknown' && entity.is !== 'open' && entity.is !== 'constant')) return true;
  if (entities.some((entity) => entity.is === 'constant' && entity.value !== undefined && entity.value !== null)) return true;
  return entities.some((entity) => entity.is === 'unknown' || entity.is === 'open') ? 'unknown' : false;
}

/** Is an option certainly written? A member of options of which only the type is known is not. */
export function isWritten(entities: readonly Entity[]): boolean {
  return isSet(entities) === true && !entities.some(isTypeAlone);
}

function isTypeAlone(entity: Entity): boolean {
  if (entity.is !== 'external') return false;
  let root = entity;
  while (root.of) root = root.of;
  return root.from === 'type' || root.from === 'argument';
}

export type Literal = string | number | boolean | null | undefined;

/** The literals an option may be. */
export function literalsOf(entities: readonly Entity[]): readonly Literal[] {
  return entities.flatMap((entity): readonly Literal[] => {
    if (entity.is === 'constant') return [entity.value];
    const [only] = entity.is === 'text' ? entity.parts : [];
    return entity.is === 'text' && entity.parts.length === 1 && typeof only === 'string' ? [only] : [];
  });
}

/** The one number an option is. */
export function numberOf(entities: readonly Entity[]): number | undefined {
  const numbers = literalsOf(entities).filter((value) => typeof value === 'number');
  return numbers.length === 1 ? numbers[0] : undefined;
}
