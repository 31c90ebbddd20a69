import type { Value } from '../model/value.ts';
import type { Reading } from './reading.ts';

/** Objects that are looked into inside each other. */
const DEEPEST = 3;

/** Notes on the methods of object literals that have a name what `this` is in them: `const orders = { place() { this.check(); } }`. */
export function noteOwners(reading: Reading): void {
  const note = (value: Value, owner: Value, depth = 0): void => {
    if (value.kind !== 'object' || depth > DEEPEST) return;
    for (const property of value.properties) {
      if (property.kind !== 'value') continue;
      const fact = property.value.kind === 'function' ? reading.functions[property.value.fn] : undefined;
      if (fact && (fact.kind === 'method' || fact.kind === 'function') && fact.cls === undefined) fact.owner = owner;
      note(property.value, { kind: 'member', of: owner, name: property.key }, depth + 1);
    }
  };
  for (const [binding, { values }] of reading.bindings.entries()) for (const value of values) note(value, { kind: 'binding', binding });
  const whole: Value = { kind: 'global', name: 'exports' };
  for (const [name, value] of Object.entries(reading.exports)) note(value, { kind: 'member', of: whole, name });
  if (reading.moduleExports) note(reading.moduleExports, { kind: 'member', of: { kind: 'global', name: 'module' }, name: 'exports' });
}
