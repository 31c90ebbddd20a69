import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { Resource } from '../../model/infrastructure.ts';
import { retriesOf } from '../retries-of.ts';
import { type Deliveries, UNKNOWN } from './verdict.ts';

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

/** Event Hubs that feed a function: as often as its retry policy says, once without. */
export function retriedDeliveries({ linker }: ProjectModel, consumer: Consumer): Deliveries {
  const retries = retriesOf(linker, consumer);
  if (retries === 'unknown') return UNKNOWN;
  if (retries !== 'endless') return { status: 'bounded', max: retries + 1 };
  const at = consumer.mappings[0]?.at ?? consumer.declaredAt;
  return { status: 'unbounded', how: 'blocks', at, because: [{ at, note: 'its retry policy has no end' }] };
}

/**
 * The queue trigger: `extensions.queues.maxDequeueCount` of the nearest `host.json`, 5 unless set.
 * Source: Microsoft's page "Azure Queue storage trigger and bindings for Azure Functions", host.json settings.
 */
export function dequeuedDeliveries({ infrastructure }: ProjectModel, { at }: Consumer): Deliveries {
  const hosts = infrastructure.resources.flatMap((resource) => (resource.kind === 'host' && isAbove(folderOf(resource.at.file), at.file) ? [resource] : []));
  const nearest = hosts.reduce<(typeof hosts)[number] | undefined>((best, host) => (best && best.at.file.length > host.at.file.length ? best : host), undefined);
  if (!nearest || nearest.dequeues === 'unknown') return { status: 'bounded' };
  return { status: 'bounded', max: nearest.dequeues ?? 5 };
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

function isAbove(folder: string, file: string): boolean {
  return file.startsWith(folder);
}
