import { ts } from 'ts-morph';
import type { Step, TypeReference, Use } from '../model/file-facts.ts';
import type { Property, Value } from '../model/value.ts';
import { assignment } from './assignment.ts';
import { argument, readCall, readImportCall, readNew, readTag, requiredModule } from './call.ts';
import { readClass } from './class.ts';
import { readFunction } from './function.ts';
import { propertyKey } from './property-key.ts';
import { awaitedUse, block, expression, into, lookUp, operand, type Place, spanOf, type Target } from './reading.ts';
import { typeReference } from './type.ts';

export function readExpression(place: Place, node: ts.Expression, use: Use, target: Target): Value {
  switch (node.kind) {
    case ts.SyntaxKind.Identifier:
      return identifier(place, node as ts.Identifier, use);
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
      return { kind: 'literal', value: (node as ts.StringLiteralLike).text };
    case ts.SyntaxKind.NumericLiteral:
      return { kind: 'literal', value: Number((node as ts.NumericLiteral).text.replaceAll('_', '')) };
    case ts.SyntaxKind.TrueKeyword:
      return { kind: 'literal', value: true };
    case ts.SyntaxKind.FalseKeyword:
      return { kind: 'literal', value: false };
    case ts.SyntaxKind.NullKeyword:
      return { kind: 'literal', value: null };
    case ts.SyntaxKind.ThisKeyword:
      return { kind: 'this' };
    case ts.SyntaxKind.SuperKeyword:
      return { kind: 'super' };
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
      return { kind: 'function', fn: readFunction(place, node as ts.ArrowFunction | ts.FunctionExpression, target) };
    case ts.SyntaxKind.ClassExpression:
      return { kind: 'class', cls: readClass(place, node as ts.ClassExpression) };
    default:
      return compound(place, node, use, target);
  }
}

function compound(place: Place, node: ts.Expression, use: Use, target: Target): Value {
  if (ts.isCallExpression(node)) {
    return readImportCall(place, node) ?? requiredModule(place, node) ?? readCall(place, node, use);
  }
  if (ts.isPropertyAccessExpression(node)) return member(place, node);
  if (ts.isElementAccessExpression(node)) return elementAccess(place, node);
  if (ts.isAwaitExpression(node)) return expression(place, node.expression, awaitedUse(use), target);
  if (ts.isSatisfiesExpression(node) || ts.isAsExpression(node)) {
    return expression(place, node.expression, use, target.type ? target : { ...target, type: typeReference(place, node.type) });
  }
  if (isTransparent(node)) return expression(place, node.expression, use, target);
  if (ts.isNewExpression(node)) return readNew(place, node, use);
  if (ts.isObjectLiteralExpression(node)) return objectLiteral(place, node, use, target.type);
  if (ts.isArrayLiteralExpression(node)) return arrayLiteral(place, node, use);
  if (ts.isTemplateExpression(node)) return template(place, node);
  if (ts.isConditionalExpression(node)) return conditional(place, node, use);
  if (ts.isBinaryExpression(node)) return binary(place, node, use);
  if (ts.isTaggedTemplateExpression(node)) return readTag(place, node, use);
  if (ts.isPrefixUnaryExpression(node)) return unary(place, node);
  if (ts.isPostfixUnaryExpression(node)) return assignment(place, node.operand, '++', undefined, node);
  if (ts.isVoidExpression(node)) {
    expression(place, node.expression, { as: 'voided', awaited: false });
    return { kind: 'undefined' };
  }
  if (ts.isTypeOfExpression(node)) {
    return { kind: 'operation', op: 'typeof', of: [expression(place, node.expression, operand)] };
  }
  if (ts.isDeleteExpression(node)) return { kind: 'operation', op: 'delete', of: [expression(place, node.expression, operand)] };
  if (ts.isYieldExpression(node)) {
    return node.expression ? expression(place, node.expression, awaitedUse(use)) : { kind: 'undefined' };
  }
  if (ts.isMetaProperty(node)) return { kind: 'global', name: 'import.meta' };
  return { kind: 'unknown', why: 'computed at run time', span: spanOf(place.reading, node) };
}

function isTransparent(
  node: ts.Expression,
): node is ts.ParenthesizedExpression | ts.NonNullExpression | ts.TypeAssertion {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isTypeAssertionExpression(node);
}

function identifier(place: Place, node: ts.Identifier, use: Use): Value {
  if (node.text === 'undefined') return { kind: 'undefined' };
  const binding = lookUp(place.scope, node.text);
  if (binding === undefined) return { kind: 'global', name: node.text };
  place.reading.bindings[binding]?.uses.push(use);
  return { kind: 'binding', binding };
}

function member(place: Place, node: ts.PropertyAccessExpression): Value {
  const of = expression(place, node.expression, { as: 'receiver', awaited: false });
  const name = node.name.text;
  return environment(of, name) ?? { kind: 'member', of, name };
}

function elementAccess(place: Place, node: ts.ElementAccessExpression): Value {
  const of = expression(place, node.expression, { as: 'receiver', awaited: false });
  const key = expression(place, node.argumentExpression, operand);
  if (key.kind !== 'literal') return { kind: 'element', of, key };
  const name = String(key.value);
  return environment(of, name) ?? { kind: 'member', of, name };
}

/** `process.env.X`, `import.meta.env.X`, `Bun.env.X`. */
function environment(of: Value, name: string): Value | undefined {
  if (of.kind !== 'member' || of.name !== 'env' || of.of.kind !== 'global') return undefined;
  return ['process', 'import.meta', 'Bun'].includes(of.of.name) ? { kind: 'env', name } : undefined;
}

function objectLiteral(place: Place, node: ts.ObjectLiteralExpression, use: Use, type: TypeReference | undefined): Value {
  const inner: Use = { ...use, within: 'object' };
  const properties = node.properties.map((property) => objectProperty(place, property, inner, type));
  noteProvider(place, properties);
  return { kind: 'object', properties, span: spanOf(place.reading, node) };
}

function objectProperty(place: Place, node: ts.ObjectLiteralElementLike, use: Use, of: TypeReference | undefined): Property {
  const span = spanOf(place.reading, node);
  if (ts.isSpreadAssignment(node)) return { kind: 'spread', of: expression(place, node.expression, operand) };
  if (ts.isShorthandPropertyAssignment(node)) {
    return { kind: 'value', key: node.name.text, value: identifier(place, node.name, use), span };
  }
  const key = propertyKey(place, node.name);
  const name = typeof key === 'string' ? key : undefined;
  if (ts.isGetAccessorDeclaration(node)) {
    return { kind: 'getter', key: name ?? '', fn: readFunction(place, node, { name }), span };
  }
  // Of a record every member has the same type, whatever its key.
  const type: TypeReference | undefined = of && { name: { kind: 'member', of, name: name ?? '*' } };
  const value: Value = ts.isPropertyAssignment(node)
    ? expression(place, node.initializer, use, { name, commented: node, type })
    : { kind: 'function', fn: readFunction(place, node, { name, type }) };
  return typeof key === 'string' ? { kind: 'value', key, value, span } : { kind: 'computed', key, value, span };
}

function noteProvider(place: Place, properties: readonly Property[]): void {
  const written: Record<string, Value> = {};
  for (const property of properties) if (property.kind === 'value') written[property.key] = property.value;
  const { provide, useClass, useValue, useFactory, useExisting } = written;
  if (!provide) return;
  place.reading.providers.push({
    provide,
    ...(useClass && { useClass }),
    ...(useValue && { useValue }),
    ...(useFactory && { useFactory }),
    ...(useExisting && { useExisting }),
  });
}

function arrayLiteral(place: Place, node: ts.ArrayLiteralExpression, use: Use): Value {
  const elements = node.elements.map((element) => argument(place, element, { ...use, within: 'array' }));
  return { kind: 'array', elements, span: spanOf(place.reading, node) };
}

function template(place: Place, node: ts.TemplateExpression): Value {
  const parts: Value[] = node.head.text ? [{ kind: 'literal', value: node.head.text }] : [];
  for (const span of node.templateSpans) {
    parts.push(expression(place, span.expression, operand));
    if (span.literal.text) parts.push({ kind: 'literal', value: span.literal.text });
  }
  return { kind: 'template', parts };
}

function conditional(place: Place, node: ts.ConditionalExpression, use: Use): Value {
  const condition = expression(place, node.condition, { as: 'condition', awaited: false });
  const [yes, no]: [Step[], Step[]] = [[], []];
  const whenTrue = expression(into(place, yes), node.whenTrue, use);
  const whenFalse = expression(into(place, no), node.whenFalse, use);
  branch(place, condition, yes, no, node);
  return { kind: 'choice', op: '?:', of: [whenTrue, whenFalse], condition };
}

function branch(place: Place, condition: Value, yes: Step[], no: Step[], node: ts.Node): void {
  if (yes.length + no.length === 0) return;
  place.steps.push({ do: 'if', condition, then: yes, else: no, span: spanOf(place.reading, node) });
}

function binary(place: Place, node: ts.BinaryExpression, use: Use): Value {
  const op = ts.tokenToString(node.operatorToken.kind) ?? '';
  if (op === '&&' || op === '||' || op === '??') return shortCircuit(place, node, op, use);
  if (op === ',') {
    expression(place, node.left, { as: 'dropped', awaited: false });
    return expression(place, node.right, use);
  }
  if (op.endsWith('=') && !['==', '===', '!=', '!==', '<=', '>='].includes(op)) {
    return assignment(place, node.left, op, node.right, node);
  }
  const of = [expression(place, node.left, operand), expression(place, node.right, operand)] as const;
  if (op !== '+') return { kind: 'operation', op, of };
  return of.some(isText) ? { kind: 'template', parts: of.flatMap(textParts) } : { kind: 'operation', op, of };
}

function isText(value: Value): boolean {
  return value.kind === 'template' || (value.kind === 'literal' && typeof value.value === 'string');
}

function textParts(value: Value): readonly Value[] {
  return value.kind === 'template' ? value.parts : [value];
}

function shortCircuit(place: Place, node: ts.BinaryExpression, op: '&&' | '||' | '??', use: Use): Value {
  // Of `a && f()` as a statement, only `f()` is dropped: `a` is a condition.
  const left = expression(place, node.left, use.as === 'dropped' ? { as: 'condition', awaited: false } : use);
  const steps: Step[] = [];
  const right = expression(block(place, steps), node.right, use);
  if (op === '&&') branch(place, left, steps, [], node);
  else branch(place, left, [], steps, node);
  return { kind: 'choice', op, of: [left, right] };
}

function unary(place: Place, node: ts.PrefixUnaryExpression): Value {
  const op = ts.tokenToString(node.operator) ?? '';
  if (op === '++' || op === '--') return assignment(place, node.operand, op, undefined, node);
  const of = expression(place, node.operand, op === '!' ? { as: 'condition', awaited: false } : operand);
  if (op === '-' && of.kind === 'literal' && typeof of.value === 'number') return { kind: 'literal', value: -of.value };
  return { kind: 'operation', op, of: [of] };
}
