import type { ProjectModel } from '../link/project-model.ts';
import type { Resource, SubscriptionResource } from '../model/infrastructure.ts';
import { type Location, placeKey } from '../model/location.ts';

/** A subscription or rule that drops what it cannot deliver. */
export interface Undelivered {
  readonly by: 'topic' | 'rule' | 'event';
  readonly at: Location;
  /** The function or queue it delivers to. */
  readonly to: string;
  readonly toAt: Location;
  /** Deliveries that the same line makes beside this one: a construct that is made several times. */
  readonly others: number;
}

/**
 * Deliveries by SNS, EventBridge and Event Grid to a function or queue of the project without a dead-letter queue of their own: the
 * queue's and the function's are for what was delivered. A run that a schedule cannot start is left out here: the next
 * one comes, and there is no message to keep. What Event Grid delivers to a function fails with it: that is told where the
 * function stands.
 * Source: SNS Developer Guide, "Message delivery retries" and "Dead-letter queues"; EventBridge User Guide, "Retry policy
 * and dead-letter queues"; Microsoft's page "Event Grid message delivery and retry".
 */
export function undelivered({ infrastructure }: ProjectModel): readonly Undelivered[] {
  const all = infrastructure.resources.flatMap((resource): readonly Omit<Undelivered, 'others'>[] => {
    if (!isDelivery(resource) || resource.deadLetter !== undefined) return [];
    const target = targetOf(infrastructure, resource);
    if (target?.kind !== 'function' && target?.kind !== 'queue') return [];
    const name = 'name' in target ? infrastructure.follow(target.name, target.scope).text : undefined;
    return [{ by: kindOf(resource), at: resource.at, to: name === undefined || name.includes('…') ? (target.address ?? target.id) : name, toAt: target.at }];
  });
  const places = new Map<string, Undelivered>();
  for (const each of all) {
    const key = placeKey(each.at);
    const first = places.get(key);
    places.set(key, first ? { ...first, others: first.others + 1 } : { ...each, others: 0 });
  }
  return [...places.values()];
}

function isDelivery(resource: Resource): resource is SubscriptionResource {
  return resource.kind === 'subscription' && resource.system !== 'gcp_pubsub' && resource.system !== 'servicebus';
}

/** Templates of Azure name a queue by its text. */
function targetOf({ follow, resources }: ProjectModel['infrastructure'], { endpoint, scope, system }: SubscriptionResource): Resource | undefined {
  const { resource, text } = follow(endpoint, scope);
  if (resource || system !== 'eventgrid' || text === undefined) return resource;
  return resources.find((each) => each.kind === 'queue' && (each.system === 'servicebus' || each.system === 'azure_storage_queues') && follow(each.name, each.scope).text === text);
}

function kindOf({ system }: SubscriptionResource): Undelivered['by'] {
  if (system === 'eventgrid') return 'event';
  return system === 'aws_sns' ? 'topic' : 'rule';
}
