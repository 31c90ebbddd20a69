import { ts } from 'ts-morph';
import type { ClassFact, MemberFact, Step } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { readDecorator } from './call.ts';
import { readFunction } from './function.ts';
import { propertyKey } from './property-key.ts';
import { expression, operand, type Place, spanOf, statements, stored } from './reading.ts';
import { jsDocType, typeReference } from './type.ts';

/** Reads a class and gives its index. */
export function readClass(place: Place, node: ts.ClassLikeDeclaration): number {
  const { reading } = place;
  const id = reading.classes.length;
  const fact: { -readonly [Key in keyof ClassFact]: ClassFact[Key] } = {
    ...(node.name && { name: node.name.text }),
    implements: heritage(node, ts.SyntaxKind.ImplementsKeyword).map((type) => typeReference(place, type)),
    abstract: node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) ?? false,
    decorators: decoratorsOf(place, node),
    members: [],
    fn: place.fn,
    span: spanOf(reading, node),
    nameSpan: spanOf(reading, node.name ?? node),
  };
  reading.classes.push(fact);
  const [base] = heritage(node, ts.SyntaxKind.ExtendsKeyword);
  if (base) fact.extends = expression(place, base.expression, operand);
  const fields = initialiser(place, node, id, false);
  const statics = initialiser(place, node, id, true);
  const members: MemberFact[] = [];
  for (const member of node.members) {
    if (ts.isConstructorDeclaration(member)) {
      if (!member.body) continue;
      fact.constructedBy = readFunction(place, member, { name: 'constructor', cls: id });
      members.push(...parameterProperties(place, member));
    } else if (ts.isClassStaticBlockDeclaration(member)) {
      statements(statics, member.body.statements);
    } else {
      const read = readMember(place, member, id, isStatic(member) ? statics : fields);
      if (read) members.push(read);
    }
  }
  fact.members = members;
  return id;
}

function heritage(node: ts.ClassLikeDeclaration, token: ts.SyntaxKind): readonly ts.ExpressionWithTypeArguments[] {
  return node.heritageClauses?.find((clause) => clause.token === token)?.types ?? [];
}

function decoratorsOf(place: Place, node: ts.HasDecorators): Value[] {
  return (ts.getDecorators(node) ?? []).map((decorator) => readDecorator(place, decorator));
}

/** Field initialisers run as a function of their own, with `this` as the new object (or the class). */
function initialiser(place: Place, node: ts.ClassLikeDeclaration, cls: number, isStaticOne: boolean): Place {
  const fn = place.reading.functions.length;
  const steps: Step[] = [];
  place.reading.functions.push({
    kind: 'initialiser',
    async: false,
    generator: false,
    parameters: [],
    body: steps,
    returns: [],
    parent: place.fn,
    cls,
    ...(isStaticOne && { static: true }),
    span: spanOf(place.reading, node),
  });
  return { ...place, scope: { names: new Map(), parent: place.scope, fn }, fn, cls, steps };
}

function isStatic(member: ts.ClassElement): boolean {
  const modifiers = ts.canHaveModifiers(member) ? (member.modifiers ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
}

function readMember(place: Place, member: ts.ClassElement, cls: number, fields: Place): MemberFact | undefined {
  if (!member.name) return undefined;
  const key = propertyKey(fields, member.name);
  if (typeof key !== 'string') {
    readNameless(place, member, cls, fields);
    return undefined;
  }
  const base = {
    name: key,
    static: isStatic(member),
    abstract: isAbstract(member),
    decorators: ts.canHaveDecorators(member) ? decoratorsOf(place, member) : [],
    span: spanOf(place.reading, member),
  };
  if (ts.isPropertyDeclaration(member)) {
    const type = member.type ? typeReference(place, member.type) : jsDocType(place, member);
    const value = member.initializer && expression(fields, member.initializer, stored, { name: key, type });
    return { ...base, kind: 'field', ...(value && { value }), ...(type && { type }) };
  }
  if (!ts.isMethodDeclaration(member) && !ts.isAccessor(member)) return undefined;
  const kind = ts.isMethodDeclaration(member) ? 'method' : ts.isGetAccessorDeclaration(member) ? 'getter' : 'setter';
  const type = member.type && typeReference(place, member.type);
  if (!member.body) return base.abstract ? { ...base, kind, ...(type && { type }) } : undefined;
  return { ...base, kind, fn: readFunction(place, member, { name: key, cls, static: base.static }), ...(type && { type }) };
}

/** A member with a computed name: nobody finds it by its name, but what it does is done. */
function readNameless(place: Place, member: ts.ClassElement, cls: number, fields: Place): void {
  if (ts.isPropertyDeclaration(member) && member.initializer) expression(fields, member.initializer, stored);
  else if ((ts.isMethodDeclaration(member) || ts.isAccessor(member)) && member.body) readFunction(place, member, { cls, static: isStatic(member) });
}

function isAbstract(member: ts.ClassElement): boolean {
  const modifiers = ts.canHaveModifiers(member) ? (member.modifiers ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword);
}

/** `constructor(private readonly x: X)` declares a field. */
function parameterProperties(place: Place, node: ts.ConstructorDeclaration): MemberFact[] {
  return node.parameters.flatMap((parameter, index): MemberFact[] => {
    if (!ts.isParameterPropertyDeclaration(parameter, node) || !ts.isIdentifier(parameter.name)) return [];
    return [
      {
        name: parameter.name.text,
        kind: 'field',
        static: false,
        abstract: false,
        parameter: index,
        ...(parameter.type && { type: typeReference(place, parameter.type) }),
        decorators: [],
        span: spanOf(place.reading, parameter),
      },
    ];
  });
}
