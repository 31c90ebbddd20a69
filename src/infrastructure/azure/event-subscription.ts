import type { InfrastructureValue, SubscriptionResource, WrittenDeadLetter } from '../../model/infrastructure.ts';
import { valueOf } from '../bicep/evaluate.ts';
import { locate } from '../reading/source-text.ts';
import { numberOf, text, unknown } from '../reading/value.ts';
import { entryOf, type Tree, textOf, treeAt } from '../tree/tree.ts';
import { type AzureResource, lastName, propertyOf } from './declared.ts';

/** Tries before Event Grid drops an event, where nothing is written. */
const MAX_DELIVERIES = 30;

/**
 * What Event Grid delivers, and where it puts what it cannot deliver: nowhere, unless `deadLetterDestination` names a
 * container.
 * Source: `@azure/arm-eventgrid` 14.1.0 `types/arm-eventgrid.d.ts` EventSubscription, RetryPolicy;
 * https://github.com/MicrosoftDocs/azure-docs/blob/00e046fdd31b/articles/event-grid/delivery-and-retry.md (30 tries and
 * 24 hours by default, then the event is dropped).
 */
export function readEventSubscription(resource: AzureResource): readonly SubscriptionResource[] {
  const { id, scope, at, name } = resource;
  const endpoint = endpointOf(resource);
  const tries = propertyOf(resource, 'retryPolicy');
  const written = tries === 'unknown' ? undefined : treeAt(tries, 'maxDeliveryAttempts');
  const maxDeliveries = tries === undefined || (tries !== 'unknown' && !written) ? MAX_DELIVERIES : numberOf(valueOf(written));
  return [
    {
      kind: 'subscription',
      id,
      scope,
      at,
      system: 'eventgrid',
      name,
      ...(endpoint && { endpoint }),
      deadLetter: deadLetterOf(resource),
      ...(maxDeliveries !== undefined && { maxDeliveries }),
    },
  ];
}

/** The name of a function or queue; the URL of anything else. */
function endpointOf(resource: AzureResource): InfrastructureValue | undefined {
  const destination = destinationOf(resource);
  const properties = treeAt(destination, 'properties');
  switch (textOf(treeAt(destination, 'endpointType'))) {
    case 'AzureFunction':
    case 'ServiceBusQueue':
    case 'ServiceBusTopic':
    case 'EventHub':
      return named(treeAt(properties, 'resourceId'));
    case 'StorageQueue':
      return named(treeAt(properties, 'queueName'));
    case 'WebHook':
      return hookedFunction(treeAt(properties, 'endpointUrl'));
    default:
      return undefined;
  }
}

function named(tree: Tree | undefined): InfrastructureValue | undefined {
  return tree && lastName(valueOf(tree));
}

/** `…/runtime/webhooks/eventgrid?functionName=place&code=…` is the function itself. */
function hookedFunction(url: Tree | undefined): InfrastructureValue {
  const value = valueOf(url);
  const texts = value.kind === 'template' ? value.parts : [value];
  const [name] = texts.flatMap((part) => (part.kind === 'text' ? (/\/eventgrid\?functionName=(\w[\w-]*)/i.exec(part.text)?.[1] ?? []) : []));
  return name === undefined ? unknown('it is an address') : text(name);
}

/** With a managed identity it stands one deeper. */
function destinationOf(resource: AzureResource): Tree | undefined {
  const withIdentity = propertyOf(resource, 'deliveryWithResourceIdentity');
  const plain = propertyOf(resource, 'destination');
  if (plain !== undefined) return plain === 'unknown' ? undefined : plain;
  return withIdentity === 'unknown' ? undefined : treeAt(withIdentity, 'destination');
}

function deadLetterOf(resource: AzureResource): WrittenDeadLetter {
  const found = propertyOf(resource, 'deadLetterDestination') ?? propertyOf(resource, 'deadLetterWithResourceIdentity');
  if (found === undefined || found === 'unknown') return found;
  if (found.kind === 'value') return 'unknown';
  const container = treeAt(found, 'properties', 'blobContainerName') ?? treeAt(found, 'deadLetterDestination', 'properties', 'blobContainerName');
  const properties = treeAt(resource.body, 'properties');
  const entry = entryOf(properties, 'deadLetterDestination') ?? entryOf(properties, 'deadLetterWithResourceIdentity');
  return { target: valueOf(container), at: locate(resource.source, entry?.span ?? found.span) };
}
