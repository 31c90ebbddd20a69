import type { FileFacts, PropertyWrite } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import type { Entity } from './entity.ts';
import { type Frame, frameOf } from './frame.ts';
import type { Linker } from './linker.ts';

/**
 * `if (!queues.has(name)) queues.set(name, new Queue(name)); return queues.get(name)`: what a function looks up under a
 * key that it writes under the same key itself is what this call of it puts there, not what any other call did.
 */
export function memoised(linker: Linker, of: Value, key: Value, frame: Frame): readonly Entity[] {
  if (key.kind === 'literal') return [];
  const { file } = frame;
  return writesInto(file, of, frame).flatMap((write): readonly Entity[] => {
    const home = frameOf(frame, write.fn);
    const written = write.path.at(-1);
    if (!home || written === undefined || typeof written === 'string' || !isSameVariable(written, key)) return [];
    return linker.evaluate(write.value, home);
  });
}

function writesInto(file: FileFacts, of: Value, frame: Frame): readonly PropertyWrite[] {
  if (of.kind === 'binding') return (file.bindings[of.binding]?.writes ?? []).filter(({ path }) => path.length === 1);
  if (of.kind !== 'member' || of.of.kind !== 'this') return [];
  const writes: PropertyWrite[] = [];
  for (let at: Frame | undefined = frame; at; at = at.parent) {
    writes.push(...(file.functions[at.fn]?.thisWrites ?? []).filter(({ path }) => path.length === 2 && path[0] === of.name));
    if (file.functions[at.fn]?.kind !== 'arrow') break;
  }
  return writes;
}

function isSameVariable(one: Value, other: Value): boolean {
  if (one.kind === 'binding') return other.kind === 'binding' && one.binding === other.binding;
  if (one.kind === 'member') return other.kind === 'member' && one.name === other.name && isSameVariable(one.of, other.of);
  if (one.kind === 'this') return other.kind === 'this';
  return one.kind === 'template' && other.kind === 'template' && one.parts.length === other.parts.length && one.parts.every((part, index) => isSamePart(part, other.parts[index]));
}

function isSamePart(one: Value, other: Value | undefined): boolean {
  if (one.kind === 'literal') return other?.kind === 'literal' && one.value === other.value;
  return other !== undefined && isSameVariable(one, other);
}
