import type { Resource } from '../../model/infrastructure.ts';
import { valueOf } from '../bicep/evaluate.ts';
import { locate, type SourceText } from '../reading/source-text.ts';
import { unknown } from '../reading/value.ts';
import { itemsOf, map, type Tree, treeAt } from '../tree/tree.ts';
import { lastName } from './declared.ts';
import { readAzureResource } from './resources.ts';

/** A list of parts among a module's parameters, and the type of resource each of them becomes. */
interface Part {
  readonly at: readonly string[];
  readonly type: string;
  readonly inside?: Part;
}

/**
 * Modules of Microsoft's public registry that declare queues from their parameters. What is given for each is what its
 * resource has as properties.
 * Source: https://github.com/Azure/bicep-registry-modules/tree/9f9ea1a18204/avm/res: `service-bus/namespace/main.bicep`,
 * `event-hub/namespace/main.bicep`, `storage/storage-account/{main,queue-service/main}.bicep`, `event-grid/{topic,system-topic}/main.bicep`.
 */
const modules: readonly (readonly [RegExp, Part])[] = [
  [/service-bus\/namespace/, { at: ['queues'], type: 'microsoft.servicebus/namespaces/queues' }],
  [/service-bus\/namespace/, { at: ['topics'], type: 'microsoft.servicebus/namespaces/topics', inside: { at: ['subscriptions'], type: 'microsoft.servicebus/namespaces/topics/subscriptions' } }],
  [/event-hub\/namespace/, { at: ['eventhubs'], type: 'microsoft.eventhub/namespaces/eventhubs' }],
  [/storage\/storage-account/, { at: ['queueServices', 'queues'], type: 'microsoft.storage/storageaccounts/queueservices/queues' }],
  [/event-grid\/(?:system-)?topic/, { at: ['eventSubscriptions'], type: 'microsoft.eventgrid/eventsubscriptions' }],
];

export function readVerifiedModule(path: string, params: Tree, owner: { readonly id: string; readonly scope: string; readonly source: SourceText }): readonly Resource[] {
  const [, name] = /^br(?:\/public:|:mcr\.microsoft\.com\/bicep\/)avm\/res\/([\w/-]+):/.exec(path) ?? [];
  if (name === undefined) return [];
  return modules.flatMap(([pattern, part]) => (new RegExp(`^${pattern.source}$`).test(name) ? readPart(part, params, owner) : []));
}

function readPart({ at, type, inside }: Part, given: Tree, owner: { readonly id: string; readonly scope: string; readonly source: SourceText }, parent?: Tree): readonly Resource[] {
  return itemsOf(treeAt(given, ...at)).flatMap((item, index): readonly Resource[] => {
    const id = `${owner.id}.${at.join('.')}.${String(index)}`;
    const name = treeAt(item, 'name');
    const body = map([{ key: 'properties', value: item, span: item.span }], item.span);
    const resource = {
      ...owner,
      id,
      type,
      name: name ? lastName(valueOf(name)) : unknown('no name is written'),
      ...(parent && { parent: valueOf(treeAt(parent, 'name')) }),
      body,
      at: locate(owner.source, item.span),
    };
    return [...readAzureResource(resource), ...(inside ? readPart(inside, item, { ...owner, id }, item) : [])];
  });
}
