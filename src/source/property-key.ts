import { ts } from 'ts-morph';
import type { Value } from '../model/value.ts';
import { expression, operand, type Place } from './reading.ts';

/** The name of a property, or the value of a computed one. */
export function propertyKey(place: Place, name: ts.PropertyName): string | Value {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) || ts.isPrivateIdentifier(name)) {
    return name.text;
  }
  if (ts.isBigIntLiteral(name)) return name.text;
  const value = expression(place, name.expression, operand);
  return value.kind === 'literal' ? String(value.value) : value;
}
