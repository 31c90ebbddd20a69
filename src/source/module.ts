import { ts } from 'ts-morph';
import type { Value } from '../model/value.ts';
import { assign, declare, expression, lookUp, operand, type Place, stored } from './reading.ts';

type ModuleStatement =
  | ts.ImportDeclaration
  | ts.ImportEqualsDeclaration
  | ts.ExportDeclaration
  | ts.ExportAssignment;

export function isModuleStatement(node: ts.Statement): node is ModuleStatement {
  return (
    ts.isImportDeclaration(node) ||
    ts.isImportEqualsDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isExportAssignment(node)
  );
}

export function moduleStatement(place: Place, node: ModuleStatement): void {
  if (ts.isImportDeclaration(node)) readImport(place, node);
  else if (ts.isImportEqualsDeclaration(node)) readImportEquals(place, node);
  else if (ts.isExportDeclaration(node)) readExport(place, node);
  else readExportAssignment(place, node);
}

/** `export const { a, b } = …`, `export function f`: the names are exported as they are. */
export function exportDeclared(place: Place, name: ts.BindingName): void {
  if (ts.isIdentifier(name)) {
    const binding = lookUp(place.scope, name.text);
    if (binding !== undefined) place.reading.exports[name.text] = { kind: 'binding', binding };
    return;
  }
  for (const element of name.elements) if (!ts.isOmittedExpression(element)) exportDeclared(place, element.name);
}

/** What an imported name of this file stands for; for types, which have no value. */
export function importedName(place: Place, name: string): { readonly from: string; readonly name: string } | undefined {
  const binding = lookUp(place.scope, name);
  const value = binding === undefined ? undefined : place.reading.bindings[binding]?.values[0];
  if (value?.kind === 'import') return value;
  return value?.kind === 'member' && value.of.kind === 'import' ? { from: value.of.from, name: value.name } : undefined;
}

function specifierOf(place: Place, node: ts.Expression | undefined): string | undefined {
  if (!node || !ts.isStringLiteralLike(node)) return undefined;
  place.reading.imports.add(node.text);
  return node.text;
}

function readImport(place: Place, node: ts.ImportDeclaration): void {
  const from = specifierOf(place, node.moduleSpecifier);
  if (from === undefined) return;
  const bind = (name: ts.Identifier, exported: string): void => {
    assign(place, declare(place, name.text, 'import', name), { kind: 'import', from, name: exported });
  };
  const { name, namedBindings } = node.importClause ?? {};
  if (name) bind(name, 'default');
  if (!namedBindings) return;
  if (ts.isNamespaceImport(namedBindings)) bind(namedBindings.name, '*');
  else for (const element of namedBindings.elements) bind(element.name, (element.propertyName ?? element.name).text);
}

/** `import x = require('y')`. */
function readImportEquals(place: Place, node: ts.ImportEqualsDeclaration): void {
  if (!ts.isExternalModuleReference(node.moduleReference)) return;
  const from = specifierOf(place, node.moduleReference.expression);
  if (from === undefined) return;
  assign(place, declare(place, node.name.text, 'import', node.name), { kind: 'import', from, name: '=' });
}

function readExport(place: Place, { exportClause, moduleSpecifier }: ts.ExportDeclaration): void {
  const from = specifierOf(place, moduleSpecifier);
  const { reading } = place;
  if (!exportClause) {
    if (from !== undefined) reading.exportAll.push(from);
  } else if (ts.isNamespaceExport(exportClause)) {
    if (from !== undefined) reading.exports[exportClause.name.text] = { kind: 'import', from, name: '*' };
  } else {
    for (const { name, propertyName } of exportClause.elements) {
      const own = (propertyName ?? name).text;
      reading.exports[name.text] = from === undefined ? named(place, own) : { kind: 'import', from, name: own };
    }
  }
}

function named(place: Place, name: string): Value {
  const binding = lookUp(place.scope, name);
  return binding === undefined ? { kind: 'global', name } : { kind: 'binding', binding };
}

function readExportAssignment(place: Place, node: ts.ExportAssignment): void {
  const value = expression(place, node.expression, node.isExportEquals ? stored : operand, { name: 'default' });
  if (node.isExportEquals) place.reading.moduleExports = value;
  else place.reading.exports['default'] = value;
}
