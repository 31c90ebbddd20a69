import type { Resource } from '../../model/infrastructure.ts';
import type { AzureResource } from './declared.ts';
import { readServiceBusQueue, readServiceBusSubscription, readStorageQueue, readTopic } from './destinations.ts';
import { readEventSubscription } from './event-subscription.ts';
import { settingsIn, settingsOf } from './settings.ts';

type Reader = (resource: AzureResource) => readonly Resource[];

/** By the type of the resource. */
const readers: Readonly<Record<string, Reader>> = {
  'microsoft.servicebus/namespaces/queues': readServiceBusQueue,
  'microsoft.servicebus/namespaces/topics': readTopic('servicebus'),
  'microsoft.servicebus/namespaces/topics/subscriptions': readServiceBusSubscription,
  'microsoft.eventhub/namespaces/eventhubs': readTopic('eventhubs'),
  'microsoft.storage/storageaccounts/queueservices/queues': readStorageQueue,
  'microsoft.eventgrid/eventsubscriptions': readEventSubscription,
  'microsoft.eventgrid/systemtopics/eventsubscriptions': readEventSubscription,
  'microsoft.eventgrid/topics/eventsubscriptions': readEventSubscription,
  'microsoft.eventgrid/domains/topics/eventsubscriptions': readEventSubscription,
  'microsoft.web/sites/config': ({ body, ...owner }) => (isNamed(owner, 'appsettings') ? settingsOf(body, owner) : []),
};

/** What a resource of Azure says of messages; of any other, the settings that its processes get. */
export function readAzureResource(resource: AzureResource): readonly Resource[] {
  const { type, id, scope, at, name, body } = resource;
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (read) return read(resource);
  return [{ kind: 'value', id, scope, at, value: name }, ...settingsIn(body, resource)];
}

function isNamed({ name }: Pick<AzureResource, 'name'>, text: string): boolean {
  return name.kind === 'text' && name.text === text;
}
