import { deliveryOf } from '../link/delivery-of.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { CountOption, DeliveryCount } from '../model/delivery.ts';
import { deadLetterOf } from './dead-letter-of.ts';
import { statedQueueOf } from './dead-letter/stated.ts';
import { activityDeliveries } from './deliveries/activity.ts';
import { dequeuedDeliveries, limitedDeliveries, retriedDeliveries } from './deliveries/azure.ts';
import { configuredDeliveries, countedDeliveries } from './deliveries/configured.ts';
import { jobDeliveries } from './deliveries/job-store.ts';
import { optionDeliveries } from './deliveries/option.ts';
import { logDeliveries, mappedDeliveries, queueDeliveries, streamDeliveries, subscriptionDeliveries } from './deliveries/polled.ts';
import { handledDeliveries, subscribedDeliveries, transportedDeliveries } from './deliveries/rabbitmq.ts';
import { recoveredDeliveries } from './deliveries/recovered.ts';
import { type Deliveries, UNKNOWN } from './deliveries/verdict.ts';
import { isOfPublishWrapper } from './lost-sends.ts';
import { replaysIn } from './replays-of.ts';
import type { Settlement } from './settlement-of.ts';
import { settlementOfConsumer } from './settles.ts';

export type { Deliveries } from './deliveries/verdict.ts';

type Reader = (model: ProjectModel, consumer: Consumer) => Deliveries;

/** Who reads the place that decides. */
const readers: Readonly<Record<Exclude<DeliveryCount, number | CountOption>, Reader>> = {
  once: () => ({ status: 'none' }),
  some: () => ({ status: 'bounded' }),
  unknown: () => UNKNOWN,
  'job options': jobDeliveries,
  'redrive policy': (model, consumer) => queueDeliveries(consumer, deadLetterOf(model, consumer)),
  'stream mapping': (_, consumer) => streamDeliveries(consumer),
  'queue mapping': (_, consumer) => mappedDeliveries(consumer),
  'delivery count': limitedDeliveries,
  'retry policy': retriedDeliveries,
  'host settings': dequeuedDeliveries,
  'calling policy': activityDeliveries,
  'consumer configuration': (model, consumer) => configuredDeliveries(model, consumer, deadLetterOf(model, consumer)),
  'as dead letters': (model, consumer) => countedDeliveries(deadLetterOf(model, consumer)),
  'subscription policy': (model, consumer) => subscriptionDeliveries(deadLetterOf(model, consumer)),
  'without end': (model, consumer) => logDeliveries(deadLetterOf(model, consumer)),
  requeue: handledDeliveries,
  recovery: recoveredDeliveries,
  'error behaviour': subscribedDeliveries,
  transport: transportedDeliveries,
};

/** How often a message is tried whose handler always fails. */
export function deliveriesOf(model: ProjectModel, consumer: Consumer): Deliveries {
  const settlement = settlementOfConsumer(consumer);
  // What counts as success is never tried again, whatever the queue would do.
  if (settlement.status === 'early' || endsEveryFailure(model, settlement)) return { status: 'none' };
  return deliveriesOfFailing(model, consumer);
}

/** How often a message is tried that is not settled, as when the process ends before its handler does. */
export function deliveriesOfFailing(model: ProjectModel, consumer: Consumer): Deliveries {
  const replay = replaysIn(model).find(({ destination, chosen }) => !chosen && consumer.sources.includes(destination));
  if (replay) {
    const because = [{ at: replay.at, note: 'runs every failed job again' }, { at: replay.by.at, note: 'each time this runs' }];
    return { status: 'unbounded', how: 'replayed', at: replay.at, because };
  }
  const stated = statedQueueOf(consumer)?.maxDeliveries;
  if (stated !== undefined) return { status: 'bounded', max: stated };
  const { deliveries } = deliveryOf(consumer);
  if (typeof deliveries === 'object') return optionDeliveries(model, consumer, deliveries);
  return typeof deliveries === 'number' ? { status: 'bounded', max: deliveries } : readers[deliveries](model, consumer);
}

/** An answered status is no catch: what is thrown passes. And a publish wrapper ends the failures of what it sends only. */
function endsEveryFailure(model: ProjectModel, settlement: Settlement): boolean {
  return settlement.status === 'swallowed' && settlement.how !== 'error status' && !isOfPublishWrapper(model, settlement.at);
}
