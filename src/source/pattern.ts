import { ts } from 'ts-morph';
import type { BindingFact } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { declare, expression, lookUp, operand, type Place } from './reading.ts';

/**
 * Takes a name or a destructuring pattern apart: calls `bound` with each binding and the part of `value` it gets.
 * `kind`: declare the names as they are met (parameters, `catch`, loop variables); absent: they are hoisted.
 */
export function bindPattern(
  place: Place,
  name: ts.BindingName,
  value: Value,
  bound: (binding: number, value: Value) => void,
  kind?: BindingFact['kind'],
): void {
  if (ts.isIdentifier(name)) {
    const id = kind ? declare(place, name.text, kind, name) : lookUp(place.scope, name.text);
    if (id !== undefined) bound(id, value);
    return;
  }
  const taken: string[] = [];
  const isObject = ts.isObjectBindingPattern(name);
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    const key = isObject ? keyOf(element) : String(index);
    const part: Value = element.dotDotDotToken
      ? { kind: 'rest', of: value, without: isObject ? [...taken] : Array.from({ length: index }, (_, at) => String(at)) }
      : { kind: 'member', of: value, name: key };
    taken.push(key);
    bindPattern(place, element.name, withDefault(place, part, element.initializer), bound, kind);
  });
}

function keyOf(element: ts.BindingElement): string {
  const key = element.propertyName ?? element.name;
  return ts.isIdentifier(key) || ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : '';
}

function withDefault(place: Place, part: Value, initializer: ts.Expression | undefined): Value {
  if (!initializer) return part;
  return { kind: 'choice', op: '??', of: [part, expression(place, initializer, operand)] };
}
