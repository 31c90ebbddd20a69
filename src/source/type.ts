import { ts } from 'ts-morph';
import type { Signature, TypeFact, TypeName, TypeReference } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { importedName } from './module.ts';
import { expression, into, operand, type Place } from './reading.ts';

/** Types that say nothing of their own: `Promise<X>` is read as `X`. */
const TRANSPARENT = new Set([
  'Promise', 'PromiseLike', 'Awaited', 'Partial', 'Required', 'Readonly', 'NonNullable', 'Omit', 'Pick', 'Observable',
]);

/** Reads a type as far as it names something; types without a name are `inline`. */
export function typeReference(place: Place, node: ts.TypeNode): TypeReference {
  if (ts.isTypeReferenceNode(node)) return namedType(place, node);
  if (ts.isArrayTypeNode(node)) return arrayOf(typeReference(place, node.elementType));
  if (ts.isUnionTypeNode(node)) return unionOf(place, node);
  if (ts.isIntersectionTypeNode(node)) return firstNamed(place, node.types);
  if (ts.isParenthesizedTypeNode(node) || ts.isTypeOperatorNode(node) || ts.isOptionalTypeNode(node)) {
    return typeReference(place, node.type);
  }
  if (ts.isFunctionTypeNode(node)) return { name: { kind: 'inline' }, signature: signatureOf(place, node) };
  if (ts.isConditionalTypeNode(node)) return firstNamed(place, [node.falseType, node.trueType]);
  if (ts.isIndexedAccessTypeNode(node)) return indexedType(place, node);
  if (ts.isTypeLiteralNode(node)) return { name: { kind: 'inline' }, members: membersOf(place, node.members) };
  if (ts.isImportTypeNode(node)) return importType(place, node);
  if (ts.isTypeQueryNode(node)) return { name: { kind: 'typeof', value: entityValue(place, node.exprName), called: false } };
  if (ts.isJSDocNonNullableType(node) || ts.isJSDocNullableType(node) || ts.isJSDocOptionalType(node)) {
    return typeReference(place, node.type);
  }
  if (ts.isExpressionWithTypeArguments(node)) return heritageType(place, node);
  return { name: { kind: 'inline' } };
}

function arrayOf(element: TypeReference): TypeReference {
  return { name: { kind: 'local', name: 'Array' }, arguments: [element] };
}

function namedType(place: Place, node: ts.TypeReferenceNode): TypeReference {
  const path = pathOf(node.typeName);
  const [first] = path;
  const parameter = path.length === 1 && first !== undefined ? place.typeParameters?.get(first) : undefined;
  if (parameter) return parameter;
  const [argument] = node.typeArguments ?? [];
  if (argument && path.length === 1 && first !== undefined) {
    if (TRANSPARENT.has(first)) return typeReference(place, argument);
    if ((first === 'ReturnType' || first === 'InstanceType') && ts.isTypeQueryNode(argument)) {
      return { name: { kind: 'typeof', value: entityValue(place, argument.exprName), called: true } };
    }
  }
  return withArguments(place, { name: nameOf(place, path) }, node.typeArguments);
}

function heritageType(place: Place, node: ts.ExpressionWithTypeArguments): TypeReference {
  const path = expressionPath(node.expression);
  return path ? withArguments(place, { name: nameOf(place, path) }, node.typeArguments) : { name: { kind: 'inline' } };
}

function expressionPath(node: ts.Expression): string[] | undefined {
  if (ts.isIdentifier(node)) return [node.text];
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const before = expressionPath(node.expression);
  return before && [...before, node.name.text];
}

function withArguments(
  place: Place,
  type: TypeReference,
  list: ts.NodeArray<ts.TypeNode> | undefined,
): TypeReference {
  return list ? { ...type, arguments: list.map((each) => typeReference(place, each)) } : type;
}

function nameOf(place: Place, path: readonly string[]): TypeName {
  const [first = '', ...rest] = path;
  const imported = importedName(place, first);
  if (!imported) return { kind: 'local', name: first, ...(rest.length > 0 && { path: rest }) };
  const own = imported.name === '*' || imported.name === '=' ? [] : [imported.name];
  return { kind: 'import', from: imported.from, path: [...own, ...rest] };
}

function pathOf(name: ts.EntityName): string[] {
  return ts.isIdentifier(name) ? [name.text] : [...pathOf(name.left), name.right.text];
}

/** `import('aws-lambda').SQSEvent`, also in JSDoc. */
function importType(place: Place, node: ts.ImportTypeNode): TypeReference {
  if (!ts.isLiteralTypeNode(node.argument) || !ts.isStringLiteral(node.argument.literal)) return { name: { kind: 'inline' } };
  const from = node.argument.literal.text;
  place.reading.imports.add(from);
  const path = node.qualifier ? pathOf(node.qualifier) : [];
  return withArguments(place, { name: { kind: 'import', from, path } }, node.typeArguments);
}

function signatureOf(place: Place, node: ts.SignatureDeclarationBase): Signature {
  return {
    parameters: node.parameters.map(({ type }) => (type ? typeReference(place, type) : { name: { kind: 'inline' } })),
    ...(node.type && { returns: typeReference(place, node.type) }),
  };
}

/** `T['name']`. */
function indexedType(place: Place, { objectType, indexType }: ts.IndexedAccessTypeNode): TypeReference {
  if (!ts.isLiteralTypeNode(indexType) || !ts.isStringLiteral(indexType.literal)) return { name: { kind: 'inline' } };
  return { name: { kind: 'member', of: typeReference(place, objectType), name: indexType.literal.text } };
}

/** Type parameters stand for their default, else for what they extend. */
function withTypeParameters(place: Place, parameters: ts.NodeArray<ts.TypeParameterDeclaration> | undefined): Place {
  if (!parameters) return place;
  const typeParameters = new Map(place.typeParameters);
  for (const { name, default: fallback, constraint } of parameters) {
    const written = fallback ?? constraint;
    typeParameters.set(name.text, written ? typeReference({ ...place, typeParameters }, written) : { name: { kind: 'inline' } });
  }
  return { ...place, typeParameters };
}

/** Of `A | null | 'x'` the first part that names something. */
function firstNamed(place: Place, types: readonly ts.TypeNode[]): TypeReference {
  for (const node of types) {
    const type = typeReference(place, node);
    if (saysSomething(type)) return type;
  }
  return { name: { kind: 'inline' } };
}

function saysSomething({ name, members, signature }: TypeReference): boolean {
  return name.kind !== 'inline' || members !== undefined || signature !== undefined;
}

function unionOf(place: Place, { types }: ts.UnionTypeNode): TypeReference {
  const [first, ...others] = types.map((type) => typeReference(place, type)).filter(saysSomething);
  if (!first) return { name: { kind: 'inline' } };
  const named = others.filter(({ name }) => name.kind === 'import' || name.kind === 'local');
  return named.length === 0 ? first : { ...first, or: named };
}

function entityValue(place: Place, name: ts.EntityName): Value {
  if (ts.isIdentifier(name)) return expression(into(place, []), name, operand);
  return { kind: 'member', of: entityValue(place, name.left), name: name.right.text };
}

function membersOf(place: Place, members: readonly ts.TypeElement[]): Record<string, TypeReference> {
  const read: Record<string, TypeReference> = {};
  for (const member of members) {
    if (!member.name || !ts.isIdentifier(member.name)) continue;
    if (ts.isPropertySignature(member) && member.type) read[member.name.text] = typeReference(place, member.type);
    else if (ts.isMethodSignature(member)) {
      read[member.name.text] = { name: { kind: 'inline' }, signature: signatureOf(place, member) };
    }
  }
  return read;
}

/** Notes an interface or a type alias; anything else says nothing to us. */
export function typeDeclaration(place: Place, node: ts.Statement): void {
  if (ts.isInterfaceDeclaration(node)) {
    const inner = withTypeParameters(place, node.typeParameters);
    const extended = node.heritageClauses?.flatMap(({ types }) => types.map((type) => heritageType(inner, type))) ?? [];
    place.reading.types[node.name.text] = { members: membersOf(inner, node.members), extends: extended, interface: true };
  } else if (ts.isTypeAliasDeclaration(node)) {
    place.reading.types[node.name.text] = aliasFact(withTypeParameters(place, node.typeParameters), node.type);
  }
}

function aliasFact(place: Place, node: ts.TypeNode): TypeFact {
  if (ts.isTypeLiteralNode(node)) return { members: membersOf(place, node.members), extends: [], interface: false };
  if (ts.isIntersectionTypeNode(node)) {
    const extended = node.types.map((type) => typeReference(place, type));
    return { members: {}, extends: extended, interface: false };
  }
  return { members: {}, extends: [], alias: typeReference(place, node), interface: false };
}

export interface JsDocSignature {
  readonly returns?: TypeReference;
  parameter(name: string | undefined, index: number): TypeReference | undefined;
}

/** What the JSDoc comments before a function, or the statement it is the value of, say of its parameters and result. */
export function jsDocSignature(place: Place, commented: readonly ts.Node[]): JsDocSignature {
  const tags = commented.flatMap((node) => tagsOf(place, node));
  const parameters = tags.filter(ts.isJSDocParameterTag);
  const returns = tags.find(ts.isJSDocReturnTag)?.typeExpression?.type;
  return {
    ...(returns && { returns: typeReference(place, returns) }),
    parameter(name, index) {
      const tag = parameters.find((each) => ts.isIdentifier(each.name) && each.name.text === name) ?? parameters[index];
      return tag?.typeExpression && typeReference(place, tag.typeExpression.type);
    },
  };
}

/** `/** @type {T} *\/` before a variable, property or function. */
export function jsDocType(place: Place, node: ts.Node): TypeReference | undefined {
  const tag = tagsOf(place, node).find(ts.isJSDocTypeTag);
  return tag?.typeExpression && typeReference(place, tag.typeExpression.type);
}

/** The parser keeps comments on the node, outside the public type. TypeScript files state types in code. */
function tagsOf(place: Place, node: ts.Node): readonly ts.JSDocTag[] {
  if (/\.[mc]?tsx?$/.test(place.reading.source.fileName)) return [];
  const { jsDoc } = node as ts.Node & { readonly jsDoc?: readonly ts.JSDoc[] };
  return jsDoc?.flatMap(({ tags }) => tags ?? []) ?? [];
}
