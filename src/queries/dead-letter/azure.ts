import { plainText } from '../../link/entity.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import { slotOf } from '../../link/slots.ts';
import type { SubscriptionResource } from '../../model/infrastructure.ts';
import { retriesOf } from '../retries-of.ts';
import { hasWork, skippingDeadLetter } from './log.ts';
import { type DeadLetterVerdict, unknownUntil } from './verdict.ts';

/**
 * Event Grid: the dead-letter destination of the subscription that names the function; without it an event is dropped
 * after its last try. Source: Microsoft's page "Event Grid message delivery and retry".
 */
export function eventDeadLetter(model: ProjectModel, consumer: Consumer): DeadLetterVerdict {
  const subscriptions = eventSubscriptionsOf(model, consumer);
  if (subscriptions.length === 0) return unknownUntil('the event subscription that names the function');
  const without = subscriptions.find(({ deadLetter }) => deadLetter === undefined);
  if (without) {
    const { at, maxDeliveries } = without;
    return {
      status: 'lost',
      fate: 'deletedAfterTries',
      at,
      because: [{ at, note: 'the event subscription has no dead-letter destination' }],
      ...(maxDeliveries !== undefined && { tries: maxDeliveries }),
    };
  }
  const kept = subscriptions.flatMap(({ deadLetter }) => (deadLetter !== undefined && deadLetter !== 'unknown' ? [deadLetter] : []));
  if (kept.length < subscriptions.length) return unknownUntil('the dead-letter destination, which is computed');
  return { status: 'kept', ...(kept[0] && { at: kept[0].at }) };
}

/**
 * Event Hubs that feed a function: what fails is passed over after the last try, unless the handler puts it elsewhere.
 * Source: Microsoft's pages "Azure Functions reliable event processing" and "Azure Functions error handling and retries".
 */
export function retriedDeadLetter({ linker }: ProjectModel, consumer: Consumer): DeadLetterVerdict {
  if (!hasWork(consumer)) return unknownUntil('the handler, which could not be followed');
  const retries = retriesOf(linker, consumer);
  const passed = skippingDeadLetter(consumer);
  if (passed.status !== 'lost' || retries === 0) return passed;
  if (retries === 'unknown') return unknownUntil("the function's retry policy, which is computed");
  const { at = consumer.at } = passed;
  if (retries === 'endless') return { ...passed, fate: 'blocksPartition', because: [{ at, note: 'its retry policy has no end; nothing sends the message elsewhere' }] };
  return { ...passed, fate: 'deletedAfterTries', tries: retries + 1, because: [{ at, note: 'it goes on behind the last try; nothing sends the message elsewhere' }] };
}

function eventSubscriptionsOf(model: ProjectModel, consumer: Consumer): readonly SubscriptionResource[] {
  const names = functionNames(model, consumer);
  return model.infrastructure.resources.flatMap((resource) => {
    if (resource.kind !== 'subscription' || resource.system !== 'eventgrid') return [];
    const { text } = model.infrastructure.follow(resource.endpoint, resource.scope);
    return text !== undefined && names.has(text) ? [resource] : [];
  });
}

/** What a function is called: the first argument of the call that registers it, or the folder of its `function.json`. */
function functionNames({ linker, infrastructure }: ProjectModel, { call, functions }: Consumer): ReadonlySet<string> {
  const registered = call ? slotOf(linker, call, '0').map(plainText) : [];
  const declared = functions.map(({ name, scope }) => infrastructure.follow(name, scope).text);
  return new Set([...registered, ...declared].filter((name) => name !== undefined));
}
