import type { FileFacts } from '../model/file-facts.ts';
import type { Argument, Value } from '../model/value.ts';

/** Does a value, or what stands behind its variables, hold one like this? Values share their parts: each is looked at once. */
export function someWithin(file: FileFacts, value: Argument, holds: (value: Value) => boolean, seen = new Set<Argument>()): boolean {
  if (seen.has(value)) return false;
  seen.add(value);
  const again = (next: Argument): boolean => someWithin(file, next, holds, seen);
  if (value.kind === 'spread') return again(value.of);
  if (holds(value)) return true;
  switch (value.kind) {
    case 'binding':
      return file.bindings[value.binding]?.values.some(again) ?? false;
    case 'call': {
      const fact = file.calls[value.call];
      return fact !== undefined && (fact.arguments.some(again) || (fact.callee.kind === 'member' && again(fact.callee.of)));
    }
    case 'operation':
    case 'choice':
      return value.of.some(again);
    case 'template':
      return value.parts.some(again);
    case 'element':
      return again(value.of) || again(value.key);
    case 'member':
    case 'each':
    case 'rest':
      return again(value.of);
    case 'array':
      return value.elements.some(again);
    case 'object':
      return value.properties.some((property) => (property.kind === 'spread' ? again(property.of) : property.kind !== 'getter' && again(property.value)));
    default:
      return false;
  }
}

const called = new WeakMap<Argument, ReadonlySet<number>>();

/** Is what a call gives a part of a value, by itself, through variables, or in what the value is made of? */
export function mentionsCall(file: FileFacts, value: Argument, call: number): boolean {
  let calls = called.get(value);
  if (!calls) called.set(value, (calls = callsWithin(file, value)));
  return calls.has(call);
}

function callsWithin(file: FileFacts, value: Argument): ReadonlySet<number> {
  const calls = new Set<number>();
  someWithin(file, value, (each) => {
    if (each.kind === 'call') calls.add(each.call);
    return false;
  });
  return calls;
}
