import type { SentParts } from '../model/broker.ts';
import { isEntityBeyond } from './cuts.ts';
import type { Entity } from './entity.ts';
import type { Linker } from './linker.ts';
import { nameOf } from './name.ts';
import { type LibraryCall, slotOf } from './slots.ts';

/** One of several messages that a call sends. */
export interface SentPart {
  readonly destination: readonly Entity[];
  readonly job: readonly Entity[];
  readonly options: readonly Entity[];
}

/** Lists inside lists, and children of children, that are looked at. */
const DEEPEST = 6;

/** The messages that one call sends, one for each destination and kind. */
export function sentParts(linker: Linker, call: LibraryCall, parts: SentParts): readonly SentPart[] {
  const found = new Map<string, SentPart>();
  for (const entity of objectsIn(linker, slotOf(linker, call, parts.list), parts.below, 0)) {
    const member = (name: string | undefined): readonly Entity[] => (name === undefined ? [] : memberOf(linker, entity, name));
    const part = { destination: member(parts.destination), job: member(parts.job).filter(({ is }) => is === 'text' || is === 'setting'), options: parts.options === '' ? [entity] : member(parts.options) };
    const key = `${nameOf(part.destination)?.shown ?? ''}\n${nameOf(part.job)?.shown ?? ''}`;
    if (!found.has(key)) found.set(key, part);
  }
  return [...found.values()];
}

function objectsIn(linker: Linker, entities: readonly Entity[], below: string | undefined, depth: number): readonly Extract<Entity, { is: 'object' }>[] {
  if (isEntityBeyond(depth, DEEPEST, entities[0], `messages in lists that lie more than ${String(DEEPEST)} inside each other`)) return [];
  return entities.flatMap((entity) => {
    if (entity.is === 'list') return objectsIn(linker, entity.items.flat(), below, depth + 1);
    if (entity.is !== 'object') return [];
    const more = below === undefined ? [] : objectsIn(linker, memberOf(linker, entity, below), below, depth + 1);
    return [entity, ...more];
  });
}

function memberOf(linker: Linker, entity: Extract<Entity, { is: 'object' }>, name: string): readonly Entity[] {
  return linker.memberOf(entity, name, { file: entity.frame.file, frame: entity.frame });
}
