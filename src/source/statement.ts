import { ts } from 'ts-morph';
import type { Step, SwitchCase } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { noteAwaitedRuns } from './awaited-runs.ts';
import { readClass } from './class.ts';
import { readFunction } from './function.ts';
import { hoist } from './hoist.ts';
import { isModuleStatement, moduleStatement, exportDeclared } from './module.ts';
import { bindPattern } from './pattern.ts';
import { rethrowOf } from './rethrow.ts';
import { assign, block, declare, dropped, expression, into, lookUp, operand, type Place, spanOf, statements } from './reading.ts';
import { typeDeclaration, typeReference, jsDocType } from './type.ts';

export function readStatements(place: Place, list: readonly ts.Statement[]): void {
  for (const statement of list) readStatement(place, statement);
  noteAwaitedRuns(place, list);
}

/** Reads a statement as a block of its own and gives its steps. */
function nested(place: Place, statement: ts.Statement): Step[] {
  const steps: Step[] = [];
  const inner = block(place, steps);
  if (ts.isBlock(statement)) readBlock(inner, statement);
  else {
    hoist(inner, [statement], false);
    readStatement(inner, statement);
  }
  return steps;
}

function readBlock(place: Place, { statements: list }: ts.Block): void {
  hoist(place, list, false);
  statements(place, list);
}

function readStatement(place: Place, node: ts.Statement): void {
  if (isModuleStatement(node)) {
    moduleStatement(place, node);
    return;
  }
  if (ts.isExpressionStatement(node)) expression(place, node.expression, dropped);
  else if (ts.isVariableStatement(node)) readVariables(place, node);
  else if (ts.isFunctionDeclaration(node)) readFunctionDeclaration(place, node);
  else if (ts.isClassDeclaration(node)) readClassDeclaration(place, node);
  else if (ts.isReturnStatement(node)) readReturn(place, node);
  else if (ts.isIfStatement(node)) readIf(place, node);
  else if (ts.isBlock(node)) readBlock(block(place, place.steps), node);
  else if (ts.isTryStatement(node)) readTry(place, node);
  else if (ts.isThrowStatement(node)) {
    const value = expression(place, node.expression, { as: 'thrown', awaited: false });
    place.steps.push({ do: 'throw', value, span: spanOf(place.reading, node) });
  } else if (ts.isSwitchStatement(node)) readSwitch(place, node);
  else if (ts.isIterationStatement(node, false)) readLoop(place, node);
  else if (ts.isBreakStatement(node)) place.steps.push({ do: 'break', span: spanOf(place.reading, node) });
  else if (ts.isContinueStatement(node)) place.steps.push({ do: 'continue', span: spanOf(place.reading, node) });
  else if (ts.isLabeledStatement(node)) readStatement(place, node.statement);
  else if (ts.isEnumDeclaration(node)) readEnum(place, node);
  else if (ts.isModuleDeclaration(node)) readNamespace(place, node);
  else typeDeclaration(place, node);
}

function readVariables(place: Place, node: ts.VariableStatement): void {
  for (const declaration of node.declarationList.declarations) readVariable(place, declaration, node);
  if (node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)) {
    for (const { name } of node.declarationList.declarations) exportDeclared(place, name);
  }
}

function readVariable(place: Place, declaration: ts.VariableDeclaration, statement?: ts.VariableStatement): void {
  const { name, initializer } = declaration;
  const type = declaration.type ? typeReference(place, declaration.type) : statement && jsDocType(place, statement);
  const binding = ts.isIdentifier(name) ? lookUp(place.scope, name.text) : undefined;
  const fact = binding === undefined ? undefined : place.reading.bindings[binding];
  if (fact && type) fact.type = type;
  if (!initializer) return;
  const use = binding === undefined ? operand : ({ as: 'binding', awaited: false, of: binding } as const);
  const value = expression(place, initializer, use, {
    name: ts.isIdentifier(name) ? name.text : undefined,
    type,
    commented: statement,
  });
  bindPattern(place, name, value, (id, bound) => {
    assign(place, id, bound);
  });
}

function readFunctionDeclaration(place: Place, node: ts.FunctionDeclaration): void {
  if (!node.body) return;
  const fn = readFunction(place, node, { name: node.name?.text });
  const value: Value = { kind: 'function', fn };
  if (node.name) assign(place, declare(place, node.name.text, 'function', node.name), value);
  exportStatement(place, node, node.name, value);
}

function readClassDeclaration(place: Place, node: ts.ClassDeclaration): void {
  const binding = node.name && declare(place, node.name.text, 'class', node.name);
  const value: Value = { kind: 'class', cls: readClass(place, node) };
  if (binding !== undefined) assign(place, binding, value);
  exportStatement(place, node, node.name, value);
}

function exportStatement(
  place: Place,
  node: ts.FunctionDeclaration | ts.ClassDeclaration,
  name: ts.Identifier | undefined,
  value: Value,
): void {
  const kinds = node.modifiers?.map((modifier) => modifier.kind) ?? [];
  if (!kinds.includes(ts.SyntaxKind.ExportKeyword)) return;
  if (kinds.includes(ts.SyntaxKind.DefaultKeyword)) place.reading.exports['default'] = value;
  else if (name) exportDeclared(place, name);
}

function readReturn(place: Place, node: ts.ReturnStatement): void {
  const span = spanOf(place.reading, node);
  if (!node.expression) {
    place.steps.push({ do: 'return', span });
    return;
  }
  const value = expression(place, node.expression, { as: 'returned', awaited: false });
  place.reading.functions[place.fn]?.returns.push(value);
  place.steps.push({ do: 'return', value, span });
}

function readIf(place: Place, node: ts.IfStatement): void {
  const condition = expression(place, node.expression, { as: 'condition', awaited: false });
  place.steps.push({
    do: 'if',
    condition,
    then: nested(place, node.thenStatement),
    else: node.elseStatement ? nested(place, node.elseStatement) : [],
    span: spanOf(place.reading, node),
  });
}

function readTry(place: Place, node: ts.TryStatement): void {
  const { catchClause, finallyBlock } = node;
  const body = nested(place, node.tryBlock);
  const handler = catchClause && readCatch(place, catchClause);
  const rethrow = catchClause && rethrowOf(place.reading.source, catchClause);
  place.steps.push({
    do: 'try',
    body,
    ...(handler && { handler, handlerSpan: spanOf(place.reading, catchClause) }),
    ...(finallyBlock && { finalizer: nested(place, finallyBlock) }),
    promise: false,
    span: spanOf(place.reading, node),
    ...(rethrow && { rethrow }),
  });
}

function readCatch(place: Place, { variableDeclaration, block: body }: ts.CatchClause): Step[] {
  const steps: Step[] = [];
  const inner = block(place, steps);
  if (variableDeclaration) {
    bindPattern(
      inner,
      variableDeclaration.name,
      { kind: 'caught' },
      (id, value) => {
        assign(inner, id, value);
      },
      'catch',
    );
  }
  readBlock(inner, body);
  return steps;
}

function readSwitch(place: Place, node: ts.SwitchStatement): void {
  const on = expression(place, node.expression, { as: 'condition', awaited: false });
  const inner = block(place, place.steps);
  for (const clause of node.caseBlock.clauses) hoist(inner, clause.statements, false);
  const cases: SwitchCase[] = [];
  let tests: Value[] = [];
  for (const clause of node.caseBlock.clauses) {
    if (ts.isCaseClause(clause)) tests.push(expression(inner, clause.expression, operand));
    if (clause.statements.length === 0) continue;
    const steps: Step[] = [];
    statements(into(inner, steps), clause.statements);
    cases.push({ tests: ts.isDefaultClause(clause) ? [] : tests, steps, span: spanOf(place.reading, clause) });
    tests = [];
  }
  place.steps.push({ do: 'switch', on, cases, span: spanOf(place.reading, node) });
}

function readLoop(place: Place, node: ts.IterationStatement): void {
  const span = spanOf(place.reading, node);
  const outer = block(place, place.steps);
  const body: Step[] = [];
  const inner = { ...outer, steps: body };
  let over: Value | undefined;
  let condition: Value | undefined;
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    over = readForEach(outer, node);
  } else if (ts.isForStatement(node)) {
    readForHead(outer, node);
    condition = node.condition && expression(inner, node.condition, { as: 'condition', awaited: false });
  } else if (ts.isWhileStatement(node) || ts.isDoStatement(node)) {
    condition = expression(inner, node.expression, { as: 'condition', awaited: false });
  }
  body.push(...nested(outer, node.statement));
  if (ts.isForStatement(node) && node.incrementor) expression(inner, node.incrementor, dropped);
  const endless = condition === undefined ? ts.isForStatement(node) : isTrue(condition);
  place.steps.push({ do: 'loop', ...(over && { over }), ...(condition && { condition }), endless, body, span });
}

function isTrue(value: Value): boolean {
  return value.kind === 'literal' && (value.value === true || value.value === 1);
}

function readForEach(place: Place, node: ts.ForOfStatement | ts.ForInStatement): Value {
  const of = expression(place, node.expression, operand);
  const each: Value = {
    kind: 'each',
    of,
    part: ts.isForInStatement(node) ? 'keys' : 'values',
    span: spanOf(place.reading, node.initializer),
  };
  if (ts.isVariableDeclarationList(node.initializer)) {
    for (const { name } of node.initializer.declarations) {
      bindPattern(
        place,
        name,
        each,
        (id, value) => {
          assign(place, id, value);
        },
        'const',
      );
    }
  }
  return of;
}

function readForHead(place: Place, { initializer }: ts.ForStatement): void {
  if (!initializer) return;
  if (!ts.isVariableDeclarationList(initializer)) {
    expression(place, initializer, dropped);
    return;
  }
  for (const declaration of initializer.declarations) {
    if (ts.isIdentifier(declaration.name)) declare(place, declaration.name.text, 'let', declaration.name);
    readVariable(place, declaration);
  }
}

function readEnum(place: Place, node: ts.EnumDeclaration): void {
  const binding = declare(place, node.name.text, 'enum', node.name);
  let next = 0;
  const properties = node.members.map((member) => {
    const written = member.initializer && expression(place, member.initializer, operand);
    const value: Value = written ?? { kind: 'literal', value: next };
    next = (value.kind === 'literal' && typeof value.value === 'number' ? value.value : next) + 1;
    return { kind: 'value', key: nameText(member.name), value, span: spanOf(place.reading, member) } as const;
  });
  assign(place, binding, { kind: 'object', properties, span: spanOf(place.reading, node) });
  if (node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)) exportDeclared(place, node.name);
}

/** `namespace X { export const … }` as an object of what it exports. */
function readNamespace(place: Place, node: ts.ModuleDeclaration): void {
  const { body, name } = node;
  if (!body || !ts.isModuleBlock(body) || !ts.isIdentifier(name)) return;
  const inner = block(place, place.steps);
  hoist(inner, body.statements, false);
  const outside = { ...place.reading.exports };
  statements(inner, body.statements);
  const own = Object.entries(place.reading.exports).filter(([key, value]) => outside[key] !== value);
  for (const [key] of own) {
    const before = outside[key];
    if (before) place.reading.exports[key] = before;
    else Reflect.deleteProperty(place.reading.exports, key);
  }
  const span = spanOf(place.reading, node);
  const properties = own.map(([key, value]) => ({ kind: 'value', key, value, span }) as const);
  assign(place, declare(place, name.text, 'const', name), { kind: 'object', properties, span });
  if (node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)) exportDeclared(place, name);
}

function nameText(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : '';
}
