import type { LinkedProducer } from '../../link/producers.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import { type Location, placeKey } from '../../model/location.ts';
import { literalBehind } from '../deduplication/written.ts';
import { type Field, payloadOf } from './payload-of.ts';

/** A value of a message that JSON makes an empty object of. */
export interface LostValue {
  readonly producer: LinkedProducer;
  readonly field: string;
  readonly what: 'an error' | 'a Map' | 'a Set';
  readonly at: Location;
}

export function lostValues(model: ProjectModel): readonly LostValue[] {
  const seen = new Set<string>();
  return model.producers.flatMap((producer) => {
    const fields = payloadOf(model, producer)?.fields ?? [];
    return fields.flatMap((field): readonly LostValue[] => {
      const what = lostBy(model, field);
      const key = placeKey(field.at);
      if (!what || seen.has(key)) return [];
      seen.add(key);
      return [{ producer, field: field.name, what, at: field.at }];
    });
  });
}

/** Properties of an `Error` are not enumerable, a `Map` and a `Set` have none. Source: ECMAScript 2024, SerializeJSONObject; run. */
function lostBy(model: ProjectModel, { written, at }: Field): LostValue['what'] | undefined {
  if (isCaught(written.value, written.frame.file)) {
    // Errors of axios say how they are made JSON.
    return model.versionOf(at.file, 'axios') === undefined ? 'an error' : undefined;
  }
  const { value, frame } = literalBehind(written);
  if (value.kind !== 'call') return undefined;
  const fact = frame.file.calls[value.call];
  if (fact?.kind !== 'new' || fact.callee.kind !== 'global') return undefined;
  const { name } = fact.callee;
  return name === 'Error' ? 'an error' : name === 'Map' ? 'a Map' : name === 'Set' ? 'a Set' : undefined;
}

function isCaught(value: Field['written']['value'], file: Field['written']['frame']['file']): boolean {
  if (value.kind === 'caught') return true;
  const binding = value.kind === 'binding' ? file.bindings[value.binding] : undefined;
  return binding?.kind === 'catch';
}
