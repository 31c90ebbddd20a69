import type { Slot } from '../../model/broker.ts';
import { type Entity, type OpenEntity, plainText } from '../entity.ts';
import type { Linker } from '../linker.ts';
import type { LibraryCall } from '../slots.ts';
import { slotOf } from '../slots.ts';
import { opensIn } from '../opens.ts';
import { argumentsAt } from './route-slots.ts';

/** Text of a path; what is only known at run time shows as `…`. */
export function pathText(entity: Entity): string | undefined {
  if (entity.is !== 'text') return undefined;
  return plainText(entity) ?? entity.parts.map((part) => (typeof part === 'string' ? part : '…')).join('');
}

/** The paths that the first slot gives which gives one; of a list, and of arguments (`0+`), all. */
export function pathTexts(linker: Linker, library: LibraryCall, slots: readonly Slot[]): readonly string[] {
  for (const slot of slots) {
    const texts = textsOf(valuesAt(linker, library, slot), slot.endsWith('+'));
    if (texts.length > 0) return texts;
  }
  return [];
}

/** The text of one of several values; of a list, every one. */
export function textsOf(entities: readonly Entity[], areAll = false): readonly string[] {
  const listed = entities.flatMap((entity) => (entity.is === 'list' ? entity.items.flat() : []));
  const texts = [...listed, ...entities].map(pathText).filter((text) => text !== undefined);
  return listed.length > 0 || areAll ? [...new Set(texts)] : texts.slice(0, 1);
}

export function valuesAt(linker: Linker, library: LibraryCall, slot: Slot): readonly Entity[] {
  return slot.endsWith('+') ? argumentsAt(linker, library, slot) : slotOf(linker, library, slot);
}

/** What things of libraries, and what else stands among values, are still open on. */
export function opensOf(entities: readonly Entity[]): readonly OpenEntity[] {
  return entities.flatMap((entity) => (entity.is === 'external' && entity.open ? [entity.open] : opensIn([entity])));
}
