import type { QueueResource, Resource, SubscriptionResource, TopicResource, WrittenDeadLetter } from '../../model/infrastructure.ts';
import type { Edit } from '../../model/finding.ts';
import { locate, type SourceText } from '../reading/source-text.ts';
import { template, text } from '../reading/value.ts';
import { entryOf, type Tree, treeAt } from '../tree/tree.ts';
import { type AzureResource, lastName, numberIn, propertyOf, secondsIn, valueIn } from './declared.ts';

/** Tries before Service Bus gives a message up, where nothing is written. */
const MAX_DELIVERIES = 10;

/**
 * Every queue of Azure Service Bus has a dead-letter queue of its own, from which messages may be sent on; a message
 * goes there after `maxDeliveryCount` deliveries.
 * Source: `@azure/arm-servicebus` 6.1.0 `types/arm-servicebus.d.ts` SBQueue (`maxDeliveryCount` 10 by default);
 * https://learn.microsoft.com/azure/templates/microsoft.servicebus/namespaces/queues
 */
export function readServiceBusQueue(resource: AzureResource): readonly QueueResource[] {
  const { id, scope, at, name } = resource;
  const lockSeconds = secondsIn(resource, 'lockDuration');
  const retentionSeconds = secondsIn(resource, 'defaultMessageTimeToLive');
  return [
    {
      kind: 'queue',
      id,
      scope,
      at,
      system: 'servicebus',
      name,
      deadLetter: deadLetterOf(resource),
      ...(lockSeconds !== undefined && { lockSeconds }),
      ...(retentionSeconds !== undefined && { retentionSeconds }),
    },
  ];
}

function deadLetterOf(resource: AzureResource): WrittenDeadLetter {
  const { name, source, body } = resource;
  const entry = entryOf(treeAt(body, 'properties'), 'maxDeliveryCount');
  const at = entry ? locate(source, entry.span) : resource.at;
  const written = propertyOf(resource, 'maxDeliveryCount');
  const maxDeliveries = written === undefined ? MAX_DELIVERIES : numberIn(resource, 'maxDeliveryCount');
  const forwarded = valueIn(resource, 'forwardDeadLetteredMessagesTo');
  const moreTries = entry && moreTriesAt(entry.value, source);
  return {
    target: forwarded ? lastName(forwarded) : template([name, text('/$deadletterqueue')]),
    ...(maxDeliveries !== undefined && { maxDeliveries }),
    ...(moreTries && { moreTries }),
    at,
  };
}

/** Only where the number itself stands there. */
function moreTriesAt({ span: [start, end] }: Tree, { file, text: written }: SourceText): Edit | undefined {
  return written.slice(start, end) === '1' ? { file, start, end, text: '5' } : undefined;
}

export function readTopic(system: TopicResource['system']): (resource: AzureResource) => readonly TopicResource[] {
  return ({ id, scope, at, name }) => [{ kind: 'topic', id, scope, at, system, name }];
}

/** What a subscription of a topic of Service Bus could not process is kept as a queue keeps it. Source: `@azure/arm-servicebus` 6.1.0 SBSubscription. */
export function readServiceBusSubscription(resource: AzureResource): readonly SubscriptionResource[] {
  const { id, scope, at, name, parent } = resource;
  return [{ kind: 'subscription', id, scope, at, system: 'servicebus', name, ...(parent && { topic: parent }), deadLetter: deadLetterOf(resource) }];
}

/** Queues of Azure Storage have no settings for what fails: who takes from them decides. Source: https://learn.microsoft.com/azure/templates/microsoft.storage/storageaccounts/queueservices/queues */
export function readStorageQueue({ id, scope, at, name }: AzureResource): readonly Resource[] {
  return [{ kind: 'queue', id, scope, at, system: 'azure_storage_queues', name, deadLetter: 'unknown' }];
}
