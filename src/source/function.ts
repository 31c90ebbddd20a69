import { ts } from 'ts-morph';
import type { FunctionFact, ParameterFact, Step, TypeReference } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { readDecorator } from './call.ts';
import { hoist } from './hoist.ts';
import { bindPattern } from './pattern.ts';
import { assign, expression, type GrowingFunction, operand, type Place, type Scope, spanOf, statements } from './reading.ts';
import { jsDocSignature, type JsDocSignature, jsDocType, typeReference } from './type.ts';

export interface FunctionTarget {
  readonly name?: string | undefined;
  readonly type?: TypeReference | undefined;
  readonly commented?: ts.Node | undefined;
  readonly cls?: number;
  readonly static?: boolean;
}

/** Reads a function with a body and gives its index. */
export function readFunction(place: Place, node: ts.FunctionLikeDeclaration, target: FunctionTarget): number {
  const { reading } = place;
  const id = reading.functions.length;
  const name = target.name ?? (ts.isFunctionExpression(node) ? node.name?.text : undefined);
  const contextType = target.type ?? jsDocType(place, node) ?? (target.commented && jsDocType(place, target.commented));
  const modifiers = ts.canHaveModifiers(node) ? (node.modifiers ?? []) : [];
  const body: Step[] = [];
  const returns: Value[] = [];
  const fact: GrowingFunction = {
    ...(name !== undefined && { name }),
    kind: functionKind(node),
    async: modifiers.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword),
    generator: Boolean(node.asteriskToken),
    parameters: [],
    body,
    returns,
    ...(contextType && { contextType }),
    parent: place.fn,
    ...(target.cls !== undefined && { cls: target.cls }),
    ...(target.static && { static: true }),
    span: [nameStart(place, node), node.end],
  };
  reading.functions.push(fact);
  const scope: Scope = { names: new Map(), parent: place.scope, fn: id };
  const { cls: _outer, ...outside } = place;
  const inner: Place = { ...outside, scope, fn: id, steps: body, ...(target.cls !== undefined && { cls: target.cls }) };
  if (ts.isFunctionExpression(node) && node.name) nameItself(inner, node.name, id);
  const signature = jsDocSignature(inner, target.commented ? [node, target.commented] : [node]);
  fact.parameters = readParameters(inner, node.parameters, signature);
  const returnType = node.type ? typeReference(inner, node.type) : signature.returns;
  if (returnType) fact.returnType = returnType;
  readBody(inner, node.body, returns);
  return id;
}

/** A method starts at its name, behind decorators and modifiers: that is where people look for it. */
function nameStart({ reading }: Place, node: ts.FunctionLikeDeclaration): number {
  const at = ts.isMethodDeclaration(node) ? node.name : node;
  return at.getStart(reading.source);
}

function functionKind(node: ts.FunctionLikeDeclaration): FunctionFact['kind'] {
  if (ts.isArrowFunction(node)) return 'arrow';
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (ts.isGetAccessorDeclaration(node)) return 'getter';
  if (ts.isSetAccessorDeclaration(node)) return 'setter';
  return ts.isMethodDeclaration(node) ? 'method' : 'function';
}

function nameItself(place: Place, name: ts.Identifier, fn: number): void {
  bindPattern(
    place,
    name,
    { kind: 'function', fn },
    (id, value) => {
      assign(place, id, value);
    },
    'function',
  );
}

function readParameters(
  place: Place,
  parameters: readonly ts.ParameterDeclaration[],
  signature: JsDocSignature,
): ParameterFact[] {
  const real = parameters.filter(({ name }) => !(ts.isIdentifier(name) && name.text === 'this'));
  return real.map((node, index) => {
    const name = ts.isIdentifier(node.name) ? node.name.text : undefined;
    const type = node.type ? typeReference(place, node.type) : signature.parameter(name, index);
    const rest = Boolean(node.dotDotDotToken);
    bindPattern(
      place,
      node.name,
      { kind: 'parameter', fn: place.fn, index, rest },
      (id, value) => {
        assign(place, id, value);
        const binding = place.reading.bindings[id];
        if (binding && name !== undefined && type) binding.type = type;
      },
      'parameter',
    );
    const fallback = node.initializer && expression(place, node.initializer, operand);
    const decorators = (ts.getDecorators(node) ?? []).map((decorator) => readDecorator(place, decorator));
    return {
      ...(name !== undefined && { name }),
      ...(type && { type }),
      ...(fallback && { default: fallback }),
      rest,
      ...(decorators.length > 0 && { decorators }),
    };
  });
}

function readBody(place: Place, body: ts.Block | ts.Expression | undefined, returns: Value[]): void {
  if (!body) return;
  if (ts.isBlock(body)) {
    hoist(place, body.statements, true);
    statements(place, body.statements);
    return;
  }
  const value = expression(place, body, { as: 'returned', awaited: false });
  returns.push(value);
  place.steps.push({ do: 'return', value, span: spanOf(place.reading, body) });
}
