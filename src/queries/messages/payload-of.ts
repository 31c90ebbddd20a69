import { locationOf } from '../../link/entity.ts';
import type { LinkedProducer } from '../../link/producers.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { Location } from '../../model/location.ts';
import { literalBehind, type Written, writtenAt } from '../deduplication/written.ts';

/** What a producer sends, as far as it is written where it sends. */
export interface Payload {
  /** An object; or a text that is made before it is sent. */
  readonly form: 'object' | 'text';
  /** Of an object: its properties. */
  readonly fields: readonly Field[];
  /** Nothing else is in it: no spread, no computed name. */
  readonly whole: boolean;
}

export interface Field {
  readonly name: string;
  readonly written: Written;
  readonly at: Location;
}

/** `undefined`: not known. */
export function payloadOf(model: ProjectModel, { pattern, library }: LinkedProducer): Payload | undefined {
  const slots = pattern.payload?.split('|') ?? [];
  const all = slots.flatMap((slot) => {
    const written = writtenAt(library.reference, slot);
    return written ? [literalBehind(written)] : [];
  });
  const object = all.find(({ value }) => value.kind === 'object');
  if (object) return ofObject(object);
  // `add('name', text)`: the name stands in the first of two places.
  const [only, ...others] = all.filter(({ value }) => slots.length === 1 || value.kind !== 'literal');
  return only && others.length === 0 && isStringified(model, only) ? { form: 'text', fields: [], whole: true } : undefined;
}

function ofObject({ value, frame }: Written): Payload | undefined {
  if (value.kind !== 'object') return undefined;
  const fields = value.properties.flatMap((property): readonly Field[] =>
    property.kind === 'value' ? [{ name: property.key, written: { value: property.value, frame }, at: locationOf(frame.file, property.span) }] : [],
  );
  return { form: 'object', fields, whole: fields.length === value.properties.length };
}

/** `JSON.stringify(order)`. */
function isStringified({ linker }: ProjectModel, { value, frame }: Written): boolean {
  const callee = value.kind === 'call' ? frame.file.calls[value.call]?.callee : undefined;
  const entities = callee ? linker.evaluate(callee, frame) : [];
  return entities.some((entity) => entity.is === 'external' && entity.package === 'global' && linker.names.keyOf(entity, false) === 'JSON.stringify');
}
