import { ts } from 'ts-morph';
import type { PropertyWrite } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { assign, expression, type GrowingFunction, lookUp, operand, type Place, type Reading, spanOf, stored } from './reading.ts';

/** Reads `left op right` (`right` is absent for `++`), notes what it writes, and gives the value of the expression. */
export function assignment(
  place: Place,
  left: ts.Expression,
  op: string,
  right: ts.Expression | undefined,
  node: ts.Expression,
): Value {
  if (ts.isArrayLiteralExpression(left) || ts.isObjectLiteralExpression(left)) {
    return right ? destructuring(place, left, right) : { kind: 'undefined' };
  }
  if (ts.isIdentifier(left)) return toVariable(place, left, op, right, node);
  const target = expression(place, left, operand);
  const value = assigned(place, target, op, right, stored);
  const span = spanOf(place.reading, node);
  place.steps.push({ do: 'write', target, value, op, span });
  noteWrite(place, target, value, span);
  return value;
}

function toVariable(place: Place, left: ts.Identifier, op: string, right: ts.Expression | undefined, node: ts.Node): Value {
  const binding = lookUp(place.scope, left.text);
  const target: Value = binding === undefined ? { kind: 'global', name: left.text } : { kind: 'binding', binding };
  const use = binding === undefined ? stored : ({ as: 'binding', awaited: false, of: binding } as const);
  const value = assigned(place, target, op, right, use, left.text);
  if (binding !== undefined) {
    assign(place, binding, value);
    noteAssignment(place, binding, node);
  }
  const ownVariable = binding !== undefined && place.reading.bindings[binding]?.fn === place.fn;
  if (!ownVariable) place.steps.push({ do: 'write', target, value, op, span: spanOf(place.reading, node) });
  return value;
}

function noteAssignment({ reading }: Place, binding: number, node: ts.Node): void {
  const fact = reading.bindings[binding];
  if (fact) (fact.assignedAt ??= []).push(spanOf(reading, node));
}

function assigned(
  place: Place,
  target: Value,
  op: string,
  right: ts.Expression | undefined,
  use: Parameters<typeof expression>[2],
  name?: string,
): Value {
  const value = right && expression(place, right, use, { name: name ?? (target.kind === 'member' ? target.name : undefined) });
  if (!value) return { kind: 'operation', op, of: [target] };
  if (op === '=') return value;
  if (op === '??=' || op === '||=' || op === '&&=') {
    return { kind: 'choice', op: op.slice(0, -1) as '??' | '||' | '&&', of: [target, value] };
  }
  return { kind: 'operation', op: op.slice(0, -1), of: [target, value] };
}

function destructuring(place: Place, left: ts.Expression, right: ts.Expression): Value {
  const value = expression(place, right, operand);
  const parts = ts.isObjectLiteralExpression(left) ? objectParts(left) : arrayParts(left as ts.ArrayLiteralExpression);
  for (const [key, target] of parts) {
    const binding = ts.isIdentifier(target) ? lookUp(place.scope, target.text) : undefined;
    const part: Value = { kind: 'member', of: value, name: key };
    if (binding !== undefined) assign(place, binding, part);
    else if (!ts.isIdentifier(target)) noteWrite(place, expression(place, target, operand), part, spanOf(place.reading, left));
  }
  return value;
}

function objectParts({ properties }: ts.ObjectLiteralExpression): [string, ts.Expression][] {
  return properties.flatMap((property): [string, ts.Expression][] => {
    if (ts.isShorthandPropertyAssignment(property)) return [[property.name.text, property.name]];
    if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name)) return [];
    return [[property.name.text, property.initializer]];
  });
}

function arrayParts({ elements }: ts.ArrayLiteralExpression): [string, ts.Expression][] {
  return elements.map((element, index) => [String(index), element]);
}

/** Remembers what is written into a variable, into `this` or into the module's exports. */
export function noteWrite(place: Place, target: Value, value: Value, span: PropertyWrite['span']): void {
  const { root, path } = rootOf(target);
  const write = { path, value, fn: place.fn, span };
  if (root.kind === 'binding') {
    const binding = place.reading.bindings[root.binding];
    if (binding) (binding.writes ??= []).push(write);
  } else if (root.kind === 'this') {
    const owner = methodOf(place.reading, place.fn);
    if (owner) (owner.thisWrites ??= []).push(write);
  } else if (root.kind === 'global') {
    noteExport(place.reading, root.name, path, value);
    noteGlobal(place, root.name, path, value);
  }
}

function noteGlobal({ reading, fn }: Place, root: string, [name, ...deeper]: readonly (string | Value)[], value: Value): void {
  if ((root === 'global' || root === 'globalThis') && typeof name === 'string' && deeper.length === 0) reading.globals.push({ name, value, fn });
}

function noteExport(reading: Reading, root: string, path: readonly (string | Value)[], value: Value): void {
  const [first, second] = path;
  if (root === 'module' && first === 'exports') {
    if (path.length === 1) reading.moduleExports = value;
    else if (path.length === 2 && typeof second === 'string') reading.exports[second] = value;
  } else if (root === 'exports' && path.length === 1 && typeof first === 'string') {
    reading.exports[first] = value;
  }
}

function rootOf(target: Value): { readonly root: Value; readonly path: (string | Value)[] } {
  const path: (string | Value)[] = [];
  let root = target;
  while (root.kind === 'member' || root.kind === 'element') {
    path.unshift(root.kind === 'member' ? root.name : root.key);
    root = root.of;
  }
  return { root, path };
}

/** The function whose `this` a place sees: arrow functions have none of their own. */
function methodOf(reading: Reading, fn: number): GrowingFunction | undefined {
  let at: number | undefined = fn;
  while (at !== undefined) {
    const fact: GrowingFunction | undefined = reading.functions[at];
    if (fact?.kind !== 'arrow') return fact;
    at = fact.parent;
  }
  return undefined;
}
