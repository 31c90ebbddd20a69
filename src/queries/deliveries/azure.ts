import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { Resource } from '../../model/infrastructure.ts';
import type { Deliveries } from './verdict.ts';

/**
 * Service Bus: `maxDeliveryCount` of the queue, or of the subscriptions of the topic where they agree. There is always
 * one. Source: `@azure/arm-servicebus` 6.1.0 `types/arm-servicebus.d.ts` SBQueue, SBSubscription.
 */
export function limitedDeliveries({ infrastructure }: ProjectModel, { sources }: Consumer): Deliveries {
  const declared = sources.flatMap(({ resources }) => resources);
  const limits = infrastructure.resources.flatMap((resource): readonly (number | undefined)[] => {
    if (!isLimited(resource) || !(declared.includes(resource) || isSubscribed(resource))) return [];
    return [resource.deadLetter && resource.deadLetter !== 'unknown' ? resource.deadLetter.maxDeliveries : undefined];
  });
  const [max, ...others] = new Set(limits);
  return { status: 'bounded', ...(max !== undefined && others.length === 0 && { max }) };

  function isSubscribed(resource: Resource): boolean {
    if (resource.kind !== 'subscription') return false;
    const { resource: topic, text } = infrastructure.follow(resource.topic, resource.scope);
    return declared.some((each) => each === topic || (each.kind === 'topic' && text !== undefined && infrastructure.follow(each.name, each.scope).text === text));
  }
}

function isLimited(resource: Resource): resource is Extract<Resource, { kind: 'queue' | 'subscription' }> {
  return (resource.kind === 'queue' || resource.kind === 'subscription') && resource.system === 'servicebus';
}
