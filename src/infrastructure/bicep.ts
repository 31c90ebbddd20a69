import type { ForeignResource, InfrastructureFacts, InfrastructureValue, Resource, ValueResource } from '../model/infrastructure.ts';
import { type AzureResource, lastName } from './azure/declared.ts';
import { readAzureResource } from './azure/resources.ts';
import { settingsIn } from './azure/settings.ts';
import { readVerifiedModule } from './azure/verified-modules.ts';
import { type Names, newBudget, treeOf, turnsOf, valueOf } from './bicep/evaluate.ts';
import { readBicepText } from './bicep/read-bicep.ts';
import type { Declaration, Expression, ObjectExpression } from './bicep/syntax.ts';
import { problemsOf } from './reading/problem.ts';
import { locate, type SourceText } from './reading/source-text.ts';
import { reference, unknown } from './reading/value.ts';
import { entriesOf, type Tree, treeAt } from './tree/tree.ts';

interface File {
  readonly source: SourceText;
  readonly names: Names;
}

/** A resource that another one holds, or that says so with `parent`. */
interface Within {
  readonly type: string;
  readonly id: string;
}

/**
 * One Bicep file. Its scope is the file: parameters are `var.name`, outputs `output.name`, resources and modules stand
 * under their symbolic names.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/bicep/file (declarations, loops, `existing`),
 * `…/child-resource-name-type` (names and types of nested resources, `parent`), `…/modules` (paths, `outputs`).
 */
export function readBicep(source: SourceText): InfrastructureFacts {
  const { declarations, faults } = readBicepText(source.text);
  const file: File = { source, names: namesOf(declarations) };
  const resources = declarations.flatMap((declaration) => readDeclared(declaration, file));
  return { file: source.file, format: 'bicep', resources, problems: problemsOf(source, faults) };
}

function namesOf(declarations: readonly Declaration[]): Names {
  const values = new Map<string, Expression>();
  const references = new Map<string, string>();
  for (const { kind, name, value } of declarations) {
    if (kind === 'var' && value) values.set(name, value);
    // Texts may be another one's that uses this file; lists, objects and numbers are taken as they stand here.
    else if (kind === 'param' && value && isPart(value)) values.set(name, value);
    else if (kind === 'param') references.set(name, `var.${name}`);
    if (kind === 'resource' || kind === 'module') references.set(name, name);
    if (kind === 'resource' && value) for (const child of childrenIn(value)) references.set(child, child);
  }
  return { valueOf: (name) => values.get(name), referenceTo: (name) => references.get(name), budget: newBudget() };
}

function isPart({ kind, ...rest }: Expression): boolean {
  return kind === 'array' || kind === 'object' || (kind === 'literal' && 'value' in rest && typeof rest.value !== 'string');
}

function childrenIn(value: Expression): readonly string[] {
  const body = bodyOf(value);
  return (body?.resources ?? []).flatMap((child) => [child.name, ...(child.value ? childrenIn(child.value) : [])]);
}

function bodyOf(value: Expression): ObjectExpression | undefined {
  if (value.kind === 'object') return value;
  return value.kind === 'loop' || value.kind === 'if' ? bodyOf(value.body) : undefined;
}

function readDeclared(declaration: Declaration, file: File): readonly Resource[] {
  switch (declaration.kind) {
    case 'resource':
      return readResource(declaration, file);
    case 'module':
      return readModule(declaration, file);
    case 'param':
    case 'output':
      return named(declaration, file);
    case 'var':
      return [];
  }
}

function named({ kind, name, value, span }: Declaration, { source, names }: File): readonly ValueResource[] {
  if (!value) return [];
  const id = `${kind === 'param' ? 'var' : 'output'}.${name}`;
  return [{ kind: 'value', id, scope: source.file, at: locate(source, span), value: valueOf(treeOf(value, names)) }];
}

/** A loop over a list that is written out declares one for each of its elements. */
function readResource(declaration: Declaration, file: File, within?: Within): readonly Resource[] {
  const { name, value } = declaration;
  if (value?.kind !== 'loop') return readOne(declaration, name, value, file, within);
  return turnsOf(value, file.names).flatMap((names, index) => readOne(declaration, index === 0 ? name : `${name}.${String(index)}`, value.body, { ...file, names }, within));
}

function readOne({ of = '', existing, span }: Declaration, id: string, value: Expression | undefined, file: File, within: Within | undefined): readonly Resource[] {
  const { source, names } = file;
  if (!value) return [];
  const body = treeOf(value, names);
  const [written = ''] = of.toLowerCase().split('@');
  const type = within && !written.includes('.') ? `${within.type}/${written}` : written;
  const parent = within ? reference(within.id) : parentIn(body);
  const name = treeAt(body, 'name');
  const resource: AzureResource = {
    id,
    scope: source.file,
    type,
    name: name ? lastName(valueOf(name)) : unknown('no name is written'),
    ...(parent && { parent }),
    body,
    at: locate(source, span),
    source,
  };
  const own: readonly Resource[] = existing ? [{ kind: 'value', id, scope: source.file, at: resource.at, value: resource.name }] : readAzureResource(resource);
  const children = bodyOf(value)?.resources ?? [];
  return [...own, ...children.flatMap((child) => readResource(child, file, { type, id }))];
}

function parentIn(body: Tree): InfrastructureValue | undefined {
  const parent = treeAt(body, 'parent');
  return parent?.kind === 'value' && parent.value.kind === 'reference' ? parent.value : undefined;
}

/** A file of the project, or a module of a registry, whose parameters say what its apps are given. */
function readModule({ name: id, of = '', value, span }: Declaration, { source, names }: File): readonly Resource[] {
  const body = value && treeOf(value.kind === 'loop' ? value.body : value, names);
  const params = treeAt(body, 'params');
  const inputs = Object.fromEntries(entriesOf(params).map(({ key, value: given }) => [key, valueOf(given)]));
  const module: ForeignResource = { kind: 'foreign', id, scope: source.file, at: locate(source, span), source: of, inputs };
  const owner = { id, scope: source.file, source };
  return [module, ...(params ? [...settingsIn(params, owner), ...readVerifiedModule(of, params, owner)] : [])];
}
