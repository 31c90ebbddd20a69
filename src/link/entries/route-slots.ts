import type { Slot } from '../../model/broker.ts';
import type { Entity } from '../entity.ts';
import type { Linker } from '../linker.ts';
import { argumentsFrom } from '../parameters.ts';
import { type LibraryCall, slotOf } from '../slots.ts';

/** Reads a slot, or every argument from an index on (`1+`), with lists unfolded. */
export function argumentsAt(linker: Linker, library: LibraryCall, slot: Slot): readonly Entity[] {
  if (!slot.endsWith('+')) return slotOf(linker, library, slot).flatMap(unfolded);
  const { file, call, frame } = library.reference;
  const [all] = argumentsFrom(linker, { written: file.calls[call]?.arguments ?? [], frame }, Number(slot.slice(0, -1)), true);
  if (all?.is === 'list') return all.items.flatMap((item) => item.flatMap(unfolded));
  // A spread nobody can read: what is written out beside it is still there.
  const written = file.calls[call]?.arguments.slice(Number(slot.slice(0, -1))) ?? [];
  return written.flatMap((each) => (each.kind === 'spread' ? [] : linker.evaluate(each, frame).flatMap(unfolded)));
}

function unfolded(entity: Entity): readonly Entity[] {
  return entity.is === 'list' ? entity.items.flatMap((item) => item.flatMap(unfolded)) : [entity];
}
