import type { InfrastructureFacts } from '../model/infrastructure.ts';
import { programOf } from './pulumi/program.ts';
import { readPulumiResource } from './pulumi/resources.ts';
import { attached } from './reading/attached.ts';
import { problemsOf, withoutFaults } from './reading/problem.ts';
import type { SourceText } from './reading/source-text.ts';
import { entriesOf, type ParsedTree, textOf, treeAt } from './tree/tree.ts';

/**
 * A program of Pulumi YAML: `Main.json`, `Main.yaml`, or in the project file `Pulumi.yaml` itself. Out: undefined for a
 * project in another language, which has no resources there.
 * Source: pulumi-yaml 1.38.1 `pkg/pulumiyaml/run.go` LoadDir.
 */
export function readPulumiYaml(source: SourceText, { tree, faults }: ParsedTree): InfrastructureFacts | undefined {
  const declared = entriesOf(treeAt(tree, 'resources'));
  if (!tree || !declared.some(({ value }) => /^[\w-]+:[\w:/-]+$/.test(textOf(treeAt(value, 'type')) ?? ''))) return undefined;
  const program = programOf(tree, source);
  const resources = withoutFaults(declared, faults).flatMap((entry) => readPulumiResource(entry, program));
  return { file: source.file, format: 'pulumi', resources: attached(resources), problems: problemsOf(source, faults) };
}
