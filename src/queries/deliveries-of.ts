import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { CountOption } from '../model/delivery.ts';
import { maxDeliverOf } from './dead-letter/jetstream.ts';
import { producersOf } from './dead-letter/job-store.ts';
import { deliveryOf } from '../link/delivery-of.ts';
import { isSet, numberOf, optionOf } from './options.ts';
import { settlementOfConsumer } from './settles.ts';

/** How often a failing message is tried; `max` counts the first time. */
export interface Deliveries {
  readonly status: 'bounded' | 'unbounded' | 'none' | 'unknown';
  readonly max?: number;
}

export function deliveriesOf(model: ProjectModel, consumer: Consumer): Deliveries {
  const settlement = settlementOfConsumer(consumer).status;
  // What counts as success is never tried again, whatever the queue would do.
  if (settlement === 'swallowed' || settlement === 'early') return { status: 'none' };
  const { deliveries } = deliveryOf(consumer);
  if (typeof deliveries === 'object') return byOption(model, consumer, deliveries);
  if (typeof deliveries === 'number') return { status: 'bounded', max: deliveries };
  switch (deliveries) {
    case 'once':
      return { status: 'none' };
    case 'some':
      return { status: 'bounded' };
    case 'without end':
      return { status: 'unbounded' };
    case 'unknown':
      return { status: 'unknown' };
    case 'job options':
      return { status: 'bounded', max: attemptsOf(model, consumer) };
    case 'redrive policy':
      return ofQueue(consumer);
    case 'stream mapping':
      return ofStream(consumer);
    case 'consumer configuration':
      return ofConfiguration(model, consumer);
    case 'queue mapping':
      return { status: 'bounded', max: (consumer.mappings[0]?.maxDeliveries ?? 3) + 1 };
  }
}

/** `attempts` of the jobs that are sent, else of the queue's defaults; 1 without either (bullmq 6.7.0, bull 4.16.5). */
function attemptsOf(model: ProjectModel, consumer: Consumer): number {
  const own = producersOf(model, consumer).map(({ options }) => numberOf(optionOf(model.linker, options, 'attempts')));
  const queue = consumer.sources
    .flatMap(({ declarations }) => declarations)
    .map(({ options }) => numberOf(optionOf(model.linker, options, 'defaultJobOptions.attempts')));
  return Math.max(1, ...[...own, ...queue].filter((attempts) => attempts !== undefined));
}

/** The consumer's own option, else what is declared for all, else the default. */
function byOption(model: ProjectModel, { options, broker }: Consumer, { option, declared, more, unset }: CountOption): Deliveries {
  const general = declared === undefined ? [] : model.declarations.filter((each) => each.broker === broker && !each.name).map((each) => optionOf(model.linker, each.options, declared));
  for (const entities of [optionOf(model.linker, options, option), ...general]) {
    const count = numberOf(entities);
    if (count !== undefined) return { status: 'bounded', max: count + (more ?? 0) };
    if (isSet(entities) !== false) return { status: 'unknown' };
  }
  if (typeof unset === 'number') return { status: 'bounded', max: unset };
  return { status: unset === 'some' ? 'bounded' : 'unknown' };
}

function ofQueue({ sources }: Consumer): Deliveries {
  const queues = sources.flatMap(({ resources }) => resources.filter((resource) => resource.kind === 'queue'));
  const [queue] = queues;
  if (!queue || queue.deadLetter === 'unknown') return { status: 'unknown' };
  if (!queue.deadLetter) return { status: 'unbounded' };
  const { maxDeliveries } = queue.deadLetter;
  return { status: 'bounded', ...(maxDeliveries !== undefined && { max: maxDeliveries }) };
}

function ofConfiguration(model: ProjectModel, consumer: Consumer): Deliveries {
  const max = maxDeliverOf(model, consumer)?.max ?? 'unknown';
  if (max === 'unknown') return { status: 'unknown' };
  return max === -1 ? { status: 'unbounded' } : { status: 'bounded', max };
}

function ofStream({ mappings }: Consumer): Deliveries {
  const [mapping] = mappings;
  if (!mapping) return { status: 'unknown' };
  return mapping.maxDeliveries === undefined ? { status: 'unbounded' } : { status: 'bounded', max: mapping.maxDeliveries + 1 };
}
