import type { FunctionResource, InfrastructureFacts, MappingResource, RouteResource } from '../model/infrastructure.ts';
import { folderOf, fromFolderOf } from './reading/path.ts';
import { problemsOf } from './reading/problem.ts';
import { routeOf } from './reading/route.ts';
import { locate, type SourceText } from './reading/source-text.ts';
import { reference, text, unknown } from './reading/value.ts';
import { itemsOf, type ParsedTree, textOf, type Tree, treeAt } from './tree/tree.ts';

/** Triggers that are fed by queues and streams, with the properties that name them, the first that is there. */
const triggers = new Map<string, { readonly system: MappingResource['sourceSystem']; readonly names: readonly string[] }>([
  ['queuetrigger', { system: 'azure_storage_queues', names: ['queueName'] }],
  ['servicebustrigger', { system: 'servicebus', names: ['queueName', 'topicName'] }],
  ['eventhubtrigger', { system: 'eventhubs', names: ['eventHubName', 'path'] }],
  ['eventgridtrigger', { system: 'eventgrid', names: [] }],
]);

/**
 * An Azure function of version 3: `function.json` beside its code, or where `scriptFile` leads to it. The exported
 * function is `entryPoint`, else the module itself.
 * Source: Microsoft's developer reference of Azure Functions for Node.js, programming model version 3.
 */
export function readFunctionJson(source: SourceText, { tree, faults }: ParsedTree): InfrastructureFacts | undefined {
  const bindings = itemsOf(treeAt(tree, 'bindings'));
  if (!tree || bindings.length === 0) return undefined;
  const mappings = bindings.flatMap((binding, index) => mappingOf(source, tree, binding, index));
  const routes = bindings.flatMap((binding, index) => routesOf(source, binding, index));
  const resources = mappings.length + routes.length === 0 ? [] : [functionOf(source, tree), ...mappings, ...routes];
  return { file: source.file, format: 'azure functions', resources, problems: problemsOf(source, faults) };
}

function functionOf(source: SourceText, tree: Tree): FunctionResource {
  const script = fromFolderOf(source.file, textOf(treeAt(tree, 'scriptFile')) ?? 'index.js');
  const name = textOf(treeAt(tree, 'entryPoint')) ?? 'default';
  return {
    kind: 'function',
    id: 'function',
    scope: source.file,
    at: locate(source, tree.span),
    name: text(folderOf(source.file).split('/').at(-1) ?? ''),
    handler: script === undefined ? unknown('the script lies elsewhere') : text(`${script.replace(/\.[mc]?[jt]s$/, '')}.${name}`),
    codeDirectory: '.',
    environment: {},
    asynchronousDeadLetter: 'unknown',
  };
}

/**
 * `httpTrigger`: at the name of the function unless it says so. Without `methods` it takes all of them.
 * Source: Microsoft's reference of the HTTP trigger of Azure Functions.
 */
function routesOf(source: SourceText, binding: Tree, index: number): readonly RouteResource[] {
  if ((textOf(treeAt(binding, 'type')) ?? '').toLowerCase() !== 'httptrigger') return [];
  const route = textOf(treeAt(binding, 'route')) ?? folderOf(source.file).split('/').at(-1) ?? '';
  const methods = itemsOf(treeAt(binding, 'methods')).flatMap((method) => textOf(method) ?? []);
  const verbs = methods.length === 0 ? [undefined] : methods;
  return verbs.map((method, each) => ({
    kind: 'route',
    id: `bindings.${String(index)}${each === 0 ? '' : `.${String(each)}`}`,
    scope: source.file,
    at: locate(source, binding.span),
    platform: 'azure_functions',
    function: reference('function'),
    ...routeOf(method === undefined ? undefined : text(method), text(route)),
  }));
}

function mappingOf(source: SourceText, tree: Tree, binding: Tree, index: number): readonly MappingResource[] {
  const trigger = triggers.get((textOf(treeAt(binding, 'type')) ?? '').toLowerCase());
  if (!trigger) return [];
  const name = trigger.names.map((key) => textOf(treeAt(binding, key))).find((each) => each !== undefined);
  return [
    {
      kind: 'mapping',
      id: `bindings.${String(index)}`,
      scope: source.file,
      at: locate(source, binding.span),
      source: name === undefined ? unknown('no queue is named') : text(name),
      sourceSystem: trigger.system,
      function: reference('function'),
      reportsBatchItemFailures: false,
      deadLetter: 'unknown',
      ...(trigger.system === 'eventhubs' && retriesOf(tree)),
    },
  ];
}

/**
 * `retry`, whose `maxRetryCount` of -1 stands for no end. Without it nothing is tried again.
 * Source: Microsoft's page "Azure Functions error handling and retries".
 */
function retriesOf(tree: Tree): Pick<MappingResource, 'maxDeliveries' | 'limitUnread'> {
  const retry = treeAt(tree, 'retry');
  if (!retry) return { maxDeliveries: 0 };
  const count = Number(textOf(treeAt(retry, 'maxRetryCount')));
  if (!Number.isInteger(count)) return { limitUnread: true };
  return count < 0 ? {} : { maxDeliveries: count };
}
