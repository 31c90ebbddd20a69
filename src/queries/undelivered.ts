import type { ProjectModel } from '../link/project-model.ts';
import type { Resource, SubscriptionResource } from '../model/infrastructure.ts';
import type { Location } from '../model/location.ts';

/** A subscription or rule that drops what it cannot deliver. */
export interface Undelivered {
  readonly by: 'topic' | 'rule';
  readonly at: Location;
  /** The function or queue it delivers to. */
  readonly to: string;
  readonly toAt: Location;
}

/**
 * Deliveries by SNS and EventBridge to a function or queue of the project without a dead-letter queue of their own: the
 * queue's and the function's are for what was delivered. A run that a schedule cannot start is left out here: the next
 * one comes, and there is no message to keep.
 * Source: SNS Developer Guide, "Message delivery retries" and "Dead-letter queues"; EventBridge User Guide, "Retry policy
 * and dead-letter queues".
 */
export function undelivered({ infrastructure }: ProjectModel): readonly Undelivered[] {
  return infrastructure.resources.flatMap((resource): readonly Undelivered[] => {
    if (!isDelivery(resource) || resource.deadLetter !== undefined) return [];
    const { resource: target } = infrastructure.follow(resource.endpoint, resource.scope);
    if (target?.kind !== 'function' && target?.kind !== 'queue') return [];
    const name = 'name' in target ? infrastructure.follow(target.name, target.scope).text : undefined;
    return [{ by: kindOf(resource), at: resource.at, to: name === undefined || name.includes('…') ? target.id : name, toAt: target.at }];
  });
}

function isDelivery(resource: Resource): resource is SubscriptionResource {
  return resource.kind === 'subscription' && resource.system !== 'gcp_pubsub';
}

function kindOf({ system }: SubscriptionResource): Undelivered['by'] {
  return system === 'aws_sns' ? 'topic' : 'rule';
}
