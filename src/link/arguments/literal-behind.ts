import type { Property, Value } from '../../model/value.ts';
import type { Frame } from '../frame.ts';

/** The value written at a path of an object literal, through a variable that holds it. */
export function memberValue(bindings: Frame['file']['bindings'], value: Value, path: string | undefined): Value | undefined {
  let at: Value | undefined = value;
  for (const name of path?.split('.') ?? []) {
    at = at && literalBehind(bindings, at);
    if (at?.kind !== 'object') return undefined;
    const property: Property | undefined = at.properties.find((each) => each.kind === 'value' && each.key === name);
    at = property?.kind === 'value' ? property.value : undefined;
  }
  return at;
}

export function literalBehind(bindings: Frame['file']['bindings'], value: Value): Value {
  if (value.kind !== 'binding') return value;
  const binding = bindings[value.binding];
  const [only] = binding?.values ?? [];
  return binding?.values.length === 1 && only ? only : value;
}
