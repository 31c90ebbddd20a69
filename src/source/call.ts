import { ts } from 'ts-morph';
import type { CallFact, Use } from '../model/file-facts.ts';
import type { Argument, Value } from '../model/value.ts';
import { noteWrite } from './assignment.ts';
import { expression, into, lookUp, type Place, spanOf, withoutLiteral } from './reading.ts';
import { typeReference } from './type.ts';

/** `require('x')`: what the module exports as a whole. */
export function requiredModule(place: Place, node: ts.CallExpression): Value | undefined {
  const [specifier] = node.arguments;
  if (!ts.isIdentifier(node.expression) || node.expression.text !== 'require' || !specifier) return undefined;
  if (!ts.isStringLiteralLike(specifier) || lookUp(place.scope, 'require') !== undefined) return undefined;
  place.reading.imports.add(specifier.text);
  return { kind: 'import', from: specifier.text, name: '=' };
}

/** `import('x')`: the module's namespace; promises are transparent. */
export function readImportCall(place: Place, node: ts.CallExpression): Value | undefined {
  if (node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const [specifier] = node.arguments;
  if (!specifier || !ts.isStringLiteralLike(specifier)) return undefined;
  place.reading.imports.add(specifier.text);
  return { kind: 'import', from: specifier.text, name: '*' };
}

export function readCall(place: Place, node: ts.CallExpression, use: Use): Value {
  const id = reserve(place, node, use, kindOf(node));
  const { callee, handler } = readCallee(place, node, id);
  const read = node.arguments.map((each, index) =>
    each === handler?.node ? handler.value : argument(place, each, { as: 'argument', awaited: false, of: id, index }),
  );
  complete(place, id, callee, read, node.typeArguments);
  noteCollectionWrite(place, callee, read, node);
  return { kind: 'call', call: id };
}

function kindOf(node: ts.CallExpression): CallFact['kind'] {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return 'super';
  return node.expression.kind === ts.SyntaxKind.ImportKeyword ? 'import' : 'call';
}

export function readNew(place: Place, node: ts.NewExpression, use: Use): Value {
  const id = reserve(place, node, use, 'new');
  const callee = expression(place, node.expression, { as: 'callee', awaited: false, of: id });
  const read = (node.arguments ?? []).map((each, index) =>
    argument(place, each, { as: 'argument', awaited: false, of: id, index }),
  );
  complete(place, id, callee, read, node.typeArguments);
  return { kind: 'call', call: id };
}

/** A tagged template: the tag is called with the text as its first argument. */
export function readTag(place: Place, node: ts.TaggedTemplateExpression, use: Use): Value {
  const id = reserve(place, node, use, 'tag');
  const { callee } = readCallee(place, { expression: node.tag }, id);
  const text = expression(place, node.template, { as: 'argument', awaited: false, of: id, index: 0 });
  complete(place, id, callee, [text], node.typeArguments);
  return { kind: 'call', call: id };
}

/** A decorator, with or without parentheses. */
export function readDecorator(place: Place, node: ts.Decorator): Value {
  if (!ts.isCallExpression(node.expression)) return expression(place, node.expression, { as: 'callee', awaited: false });
  const id = reserve(place, node.expression, { as: 'dropped', awaited: false }, 'decorator');
  const callee = expression(place, node.expression.expression, { as: 'callee', awaited: false, of: id });
  const read = node.expression.arguments.map((each, index) =>
    argument(place, each, { as: 'argument', awaited: false, of: id, index }),
  );
  complete(place, id, callee, read, undefined);
  return { kind: 'call', call: id };
}

export function argument(place: Place, node: ts.Expression, use: Use): Argument {
  if (!ts.isSpreadElement(node)) return expression(place, node, use);
  // The spread elements are used as the whole is.
  return { kind: 'spread', of: expression(place, node.expression, withoutLiteral(use)) };
}

function reserve(place: Place, node: ts.Node, use: Use, kind: CallFact['kind']): number {
  const span = spanOf(place.reading, node);
  place.reading.calls.push({
    callee: { kind: 'undefined' },
    arguments: [],
    kind,
    use,
    fn: place.fn,
    span,
    nameAt: nameStart(place, node) ?? span[0],
  });
  return place.reading.calls.length - 1;
}

function nameStart(place: Place, node: ts.Node): number | undefined {
  const callee = ts.isTaggedTemplateExpression(node) ? node.tag : (node as ts.CallExpression).expression;
  return ts.isPropertyAccessExpression(callee) ? callee.name.getStart(place.reading.source) : undefined;
}

function complete(
  place: Place,
  id: number,
  callee: Value,
  read: Argument[],
  typeArguments: ts.NodeArray<ts.TypeNode> | undefined,
): void {
  const call = place.reading.calls[id];
  if (!call) return;
  call.callee = callee;
  call.arguments = read;
  read.forEach((each, index) => {
    notePassedFunctions(place, id, each, [index]);
  });
  if (typeArguments) call.typeArguments = typeArguments.map((node) => typeReference(place, node));
  if (call.kind !== 'decorator') place.steps.push({ do: 'call', call: id });
}

interface Callee {
  readonly callee: Value;
  /** The argument that was read with it. */
  readonly handler?: { readonly node: ts.Expression; readonly value: Argument };
}

/**
 * Reads the callee. The receiver of `.catch(f)` and `.then(a, f)` is guarded by `f`: its steps go into a `try`,
 * so that promise chains and statements are one thing from here on.
 */
function readCallee(place: Place, node: { readonly expression: ts.Expression; readonly arguments?: ts.NodeArray<ts.Expression> }, id: number): Callee {
  const callee = skipParentheses(node.expression);
  if (!ts.isPropertyAccessExpression(callee)) return { callee: expression(place, callee, { as: 'callee', awaited: false, of: id }) };
  const name = callee.name.text;
  const index = name === 'then' ? 1 : 0;
  const handler = name === 'catch' || name === 'then' ? node.arguments?.[index] : undefined;
  const receiver = (at: Place): Value => expression(at, callee.expression, { as: 'receiver', awaited: false, of: id });
  if (!handler && name !== 'catch') return { callee: { kind: 'member', of: receiver(place), name } };
  const body: Place['steps'] = [];
  const of = receiver(into(place, body));
  const span = spanOf(place.reading, callee.expression);
  if (!handler) {
    place.steps.push({ do: 'try', body, handler: [], promise: true, span });
    return { callee: { kind: 'member', of, name } };
  }
  const value = argument(place, handler, { as: 'argument', awaited: false, of: id, index });
  place.steps.push({
    do: 'try',
    body,
    handlerFunction: value.kind === 'spread' ? value.of : value,
    promise: true,
    span,
    handlerSpan: spanOf(place.reading, handler),
  });
  return { callee: { kind: 'member', of, name }, handler: { node: handler, value } };
}

/** Remembers on each function written as an argument which call it is handed to. */
function notePassedFunctions(place: Place, call: number, value: Argument, path: readonly (number | string)[]): void {
  if (value.kind === 'function') {
    const fact = place.reading.functions[value.fn];
    if (fact) fact.passedTo = { call, path };
  } else if (value.kind === 'object' && path.length < 3) {
    for (const property of value.properties) {
      if (property.kind === 'value') notePassedFunctions(place, call, property.value, [...path, property.key]);
    }
  }
}

function skipParentheses(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) && ts.isPropertyAccessExpression(node.expression) ? node.expression : node;
}

/** Of `handlers.get(name).push(f)` and `(handlers[name] ??= []).push(f)`, a registry of lists: the list, as a part of the registry. */
function listIn(place: Place, list: Value): Value | undefined {
  if (list.kind === 'choice' && list.op === '??') return list.of.map((each) => listIn(place, each)).find((each) => each !== undefined);
  const { reading } = place;
  if (list.kind === 'element') return list;
  const call = list.kind === 'call' ? reading.calls[list.call] : undefined;
  const [key] = call?.arguments ?? [];
  const asks = call?.callee.kind === 'member' && call.callee.name === 'get' && call.arguments.length === 1;
  return asks && call.callee.kind === 'member' && key && key.kind !== 'spread' ? { kind: 'element', of: call.callee.of, key } : undefined;
}

/** `xs.push(v)`, `set.add(v)`, `map.set(key, v)`: a registry filled step by step. */
function noteCollectionWrite(place: Place, callee: Value, read: readonly Argument[], node: ts.Node): void {
  if (callee.kind !== 'member') return;
  const span = spanOf(place.reading, node);
  if (callee.name === 'push' || callee.name === 'unshift' || (callee.name === 'add' && read.length === 1)) {
    const list = listIn(place, callee.of);
    if (list) return noteWrite(place, list, { kind: 'array', elements: read, span }, span);
    for (const value of read) {
      const added: Value = value.kind === 'spread' ? { kind: 'each', of: value.of, part: 'values', span } : value;
      noteWrite(place, { kind: 'element', of: callee.of, key: { kind: 'undefined' } }, added, span);
    }
  }
  const [key, value] = read;
  if (callee.name !== 'set' || !key || !value || key.kind === 'spread' || value.kind === 'spread') return;
  noteWrite(place, { kind: 'element', of: callee.of, key }, value, span);
}
