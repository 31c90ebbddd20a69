import type { InfrastructureFacts, Resource } from '../model/infrastructure.ts';
import { lastName, parentName } from './azure/declared.ts';
import { readAzureResource } from './azure/resources.ts';
import { evaluatedIn, type Template, templateNames } from './arm/names.ts';
import { newBudget, valueOf } from './bicep/evaluate.ts';
import { problemsOf } from './reading/problem.ts';
import { locate, type SourceText } from './reading/source-text.ts';
import { entriesOf, itemsOf, type ParsedTree, textOf, type Tree, treeAt } from './tree/tree.ts';

const DEEPEST = 5;
const schema = /\/(?:\w*[dD])eploymentTemplate\.json/;

/** Whether a JSON file may be a template of Azure Resource Manager, seen without reading it. */
export function mayBeDeployment(written: string): boolean {
  // Most files are none, and a plain search is the fastest way to see it.
  return written.includes('eploymentTemplate.json') && schema.test(written);
}

/**
 * A template of Azure Resource Manager. What Bicep has generated says nothing here: it is mended in the Bicep file.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax (sections, nested resources, names
 * with the names of parents before them), `…/linked-templates` (`Microsoft.Resources/deployments`).
 */
export function readArm(source: SourceText, { tree, faults }: ParsedTree): InfrastructureFacts | undefined {
  if (!schema.test(textOf(treeAt(tree, '$schema')) ?? '') && faults.length === 0) return undefined;
  const isGenerated = textOf(treeAt(tree, 'metadata', '_generator', 'name')) === 'bicep';
  const resources = tree === undefined || isGenerated ? [] : readTemplate({ source, tree, path: '', budget: newBudget() });
  return { file: source.file, format: 'arm', resources, problems: problemsOf(source, faults) };
}

function readTemplate(template: Template, depth = 0): readonly Resource[] {
  if (depth > DEEPEST) return [];
  return resourcesIn(treeAt(template.tree, 'resources')).flatMap((resource, index) => readResource(resource, `${template.path}resources.${String(index)}`, template, depth));
}

/** A list, or a map by symbolic names. */
function resourcesIn(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'map' ? entriesOf(tree).map(({ value }) => value) : itemsOf(tree);
}

interface Within {
  readonly type: string;
  readonly name: ReturnType<typeof lastName>;
}

function readResource(written: Tree, id: string, template: Template, depth: number, within?: Within): readonly Resource[] {
  const { source } = template;
  const names = templateNames(template);
  const body = evaluatedIn(written, names);
  const own = (textOf(treeAt(body, 'type')) ?? '').toLowerCase();
  if (own === 'microsoft.resources/deployments') return readNested(written, body, id, template, depth);
  const type = within && !own.includes('.') ? `${within.type}/${own}` : own;
  const full = valueOf(treeAt(body, 'name'));
  const name = lastName(full);
  const parent = within?.name ?? parentName(full);
  const resource = { id, scope: source.file, type, name, ...(parent && { parent }), body, at: locate(source, written.span), source };
  const children = depth > DEEPEST ? [] : resourcesIn(treeAt(written, 'resources'));
  return [...readAzureResource(resource), ...children.flatMap((child, index) => readResource(child, `${id}.resources.${String(index)}`, template, depth + 1, { type, name }))];
}

/** A template inside of this one, with what it is given. */
function readNested(written: Tree, body: Tree, id: string, outer: Template, depth: number): readonly Resource[] {
  const tree = treeAt(written, 'properties', 'template');
  if (tree?.kind !== 'map') return [];
  const given = treeAt(body, 'properties', 'parameters');
  return readTemplate({ source: outer.source, tree, path: `${id}.`, outer, budget: outer.budget, ...(given && { given }) }, depth + 1);
}
