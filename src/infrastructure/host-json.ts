import type { HostResource, InfrastructureFacts } from '../model/infrastructure.ts';
import { problemsOf } from './reading/problem.ts';
import { locate, type SourceText } from './reading/source-text.ts';
import { type ParsedTree, textOf, treeAt } from './tree/tree.ts';

/**
 * The settings of an Azure function app.
 * Source: Microsoft's page "host.json reference for Azure Functions 2.x and later".
 */
export function readHostJson(source: SourceText, { tree, faults }: ParsedTree): InfrastructureFacts | undefined {
  const version = treeAt(tree, 'version');
  if (!tree || !version) return undefined;
  const count = treeAt(treeAt(treeAt(tree, 'extensions'), 'queues'), 'maxDequeueCount');
  const written = Number(textOf(count));
  const dequeues = Number.isInteger(written) && written > 0 ? written : 'unknown';
  const resource: HostResource = { kind: 'host', id: 'host', scope: source.file, at: locate(source, (count ?? version).span), ...(count && { dequeues }) };
  return { file: source.file, format: 'azure functions', resources: [resource], problems: problemsOf(source, faults) };
}
