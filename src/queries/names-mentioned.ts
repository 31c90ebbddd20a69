import { isBeyond } from '../link/cuts.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { plain } from './row-things.ts';

/** Parts of an argument that are looked at. */
const DEEPEST = 6;
const NESTED = `what is written to a database inside more than ${String(DEEPEST)} other values`;

const STATEMENT = /^\s*(?:update|insert|delete|merge)\b|\bset\b.*=/i;

/** The names that the arguments of a call mention, each written as `plain` writes it. */
export function namesGiven(file: FileFacts, call: number, conditions = false): readonly string[] {
  const given = file.calls[call]?.arguments ?? [];
  return given.flatMap((argument) => (argument.kind === 'spread' ? [] : namesIn(file, argument, conditions))).map(plain);
}

/** The names an argument mentions: keys of objects, words of SQL; those of conditions only where they are asked for. */
function namesIn(file: FileFacts, value: Value, conditions: boolean, depth = 0): readonly string[] {
  if (isBeyond(depth, DEEPEST, file, 0, NESTED)) return [];
  const again = (each: Value): readonly string[] => namesIn(file, each, conditions, depth + 1);
  switch (value.kind) {
    case 'object':
      return value.properties.flatMap((property) => {
        if (property.kind === 'spread') return again(property.of);
        if (property.kind === 'computed') return again(property.value);
        if (property.kind === 'getter') return [property.key];
        return property.key === 'where' && !conditions ? [] : [property.key, ...again(property.value)];
      });
    case 'array':
      return value.elements.flatMap((each) => (each.kind === 'spread' ? [] : again(each)));
    case 'binding': {
      const [only, ...others] = file.bindings[value.binding]?.values ?? [];
      return only && others.length === 0 ? again(only) : [];
    }
    case 'choice':
      return value.of.flatMap(again);
    case 'call': {
      const fact = file.calls[value.call];
      const isText = fact?.callee.kind === 'member' && fact.callee.name === 'stringify' && fact.callee.of.kind === 'global';
      return isText ? fact.arguments.flatMap((each) => (each.kind === 'spread' ? [] : again(each))) : [];
    }
    case 'template':
      return value.parts.flatMap(again);
    case 'literal':
      return typeof value.value === 'string' && (STATEMENT.test(value.value) || (conditions && /^\s*select\b/i.test(value.value))) ? (value.value.match(/\w+/g) ?? []) : [];
    default:
      return [];
  }
}
