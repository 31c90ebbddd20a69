import type { BindingResource, InfrastructureFacts } from '../model/infrastructure.ts';
import { environmentOf } from './aws/function.ts';
import { readOutputs } from './aws/outputs.ts';
import { readResources } from './aws/resources.ts';
import { type Template, templateOf } from './aws/template.ts';
import { problemsOf } from './reading/problem.ts';
import { locate, type SourceText } from './reading/source-text.ts';
import { expandVariables, hasVariables } from './serverless/variables.ts';
import { entriesOf, entryOf, type ParsedTree, textOf, type Tree, treeAt } from './tree/tree.ts';

/** CloudFormation and SAM. In: a file that names such resources. Out: undefined where it is neither. */
export function readCloudFormation(source: SourceText, { tree, faults }: ParsedTree): InfrastructureFacts | undefined {
  const problems = problemsOf(source, faults);
  if (tree === undefined) return { file: source.file, format: 'cloudformation', resources: [], problems };
  if (!isTemplate(tree)) return undefined;

  // A part of a serverless.yml may stand in a file of its own and still use its variables.
  const root = hasVariables(source.text) ? expandVariables(tree, undefined) : tree;
  const template = templateOf([root], source, faults);
  const globals = treeAt(root, 'Globals', 'Function');
  return {
    file: source.file,
    format: 'cloudformation',
    resources: [...readResources(template, globals), ...globalBindings(globals, template), ...readOutputs(root, template)],
    problems,
  };
}

function isTemplate(tree: Tree): boolean {
  if (entryOf(tree, 'AWSTemplateFormatVersion')) return true;
  const transform = treeAt(tree, 'Transform');
  const transforms = transform?.kind === 'list' ? transform.items.map(textOf) : [textOf(transform)];
  if (transforms.some((name) => name?.startsWith('AWS::'))) return true;
  return entriesOf(treeAt(tree, 'Resources')).some(({ value }) =>
    /^(?:AWS|Alexa)::/.test(textOf(treeAt(value, 'Type')) ?? ''),
  );
}

function globalBindings(globals: Tree | undefined, template: Template): readonly BindingResource[] {
  const variables = treeAt(globals, 'Environment', 'Variables');
  const names = Object.entries(environmentOf(variables, template)).filter(([name]) => name !== '*');
  return names.map(([name, value]) => ({
    kind: 'binding',
    id: `Globals.Function.Environment.${name}`,
    scope: template.scope,
    at: locate(template.source, entryOf(variables, name)?.span ?? [0, 0]),
    name,
    value,
  }));
}
