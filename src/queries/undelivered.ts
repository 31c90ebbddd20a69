import type { ProjectModel } from '../link/project-model.ts';
import type { Resource, ScheduleResource, SubscriptionResource } from '../model/infrastructure.ts';
import type { Location } from '../model/location.ts';

/** A subscription, rule or schedule that drops what it cannot deliver. */
export interface Undelivered {
  readonly by: 'topic' | 'rule' | 'schedule';
  readonly at: Location;
  /** The function or queue it delivers to. */
  readonly to: string;
  readonly toAt: Location;
}

/**
 * Deliveries by SNS and EventBridge to a function or queue of the project without a dead-letter queue of their own: the
 * queue's and the function's are for what was delivered.
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

function isDelivery(resource: Resource): resource is SubscriptionResource | ScheduleResource {
  return resource.kind === 'schedule' || (resource.kind === 'subscription' && resource.system !== 'gcp_pubsub');
}

function kindOf(resource: SubscriptionResource | ScheduleResource): Undelivered['by'] {
  if (resource.kind === 'schedule') return 'schedule';
  return resource.system === 'aws_sns' ? 'topic' : 'rule';
}
