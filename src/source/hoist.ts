import { ts } from 'ts-morph';
import type { BindingFact } from '../model/file-facts.ts';
import { declare, type Place, type Scope } from './reading.ts';

/**
 * Declares the names of a list of statements before they are read: what JavaScript hoists.
 * `isFunctionBody` also collects the `var`s of nested blocks.
 */
export function hoist(place: Place, list: readonly ts.Statement[], isFunctionBody: boolean): void {
  for (const statement of list) declareStatement(place, statement);
  if (!isFunctionBody) return;
  for (const statement of list) declareVars(place, statement, place.scope);
}

function declareStatement(place: Place, statement: ts.Statement): void {
  if (ts.isFunctionDeclaration(statement) && statement.name) {
    declare(place, statement.name.text, 'function', statement.name);
  } else if (ts.isClassDeclaration(statement) && statement.name) {
    declare(place, statement.name.text, 'class', statement.name);
  } else if (ts.isEnumDeclaration(statement)) {
    declare(place, statement.name.text, 'enum', statement.name);
  } else if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name)) {
    declare(place, statement.name.text, 'const', statement.name);
  } else if (ts.isVariableStatement(statement)) {
    const kind = kindOf(statement.declarationList);
    for (const { name } of statement.declarationList.declarations) declareNames(place, name, kind, place.scope);
  } else if (ts.isImportDeclaration(statement)) {
    declareImports(place, statement);
  } else if (ts.isImportEqualsDeclaration(statement)) {
    declare(place, statement.name.text, 'import', statement.name);
  }
}

function declareImports(place: Place, { importClause }: ts.ImportDeclaration): void {
  if (importClause?.name) declare(place, importClause.name.text, 'import', importClause.name);
  const named = importClause?.namedBindings;
  if (!named) return;
  if (ts.isNamespaceImport(named)) declare(place, named.name.text, 'import', named.name);
  else for (const element of named.elements) declare(place, element.name.text, 'import', element.name);
}

/** `var`s are visible in the whole function, however deep they stand. */
function declareVars(place: Place, node: ts.Node, scope: Scope): void {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
  if (ts.isVariableDeclarationList(node) && kindOf(node) === 'var') {
    for (const { name } of node.declarations) declareNames(place, name, 'var', scope);
  }
  if (ts.isExpression(node)) return;
  ts.forEachChild(node, (child) => {
    declareVars(place, child, scope);
  });
}

function declareNames(place: Place, name: ts.BindingName, kind: BindingFact['kind'], scope: Scope): void {
  if (ts.isIdentifier(name)) {
    declare(place, name.text, kind, name, scope);
    return;
  }
  for (const element of name.elements) {
    if (!ts.isOmittedExpression(element)) declareNames(place, element.name, kind, scope);
  }
}

function kindOf(list: ts.VariableDeclarationList): 'const' | 'let' | 'var' {
  if (list.flags & ts.NodeFlags.Const) return 'const';
  return list.flags & ts.NodeFlags.Let ? 'let' : 'var';
}
