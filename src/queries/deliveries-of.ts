import type { Consumer, ProjectModel } from '../link/project-model.ts';
import { producersOf } from './dead-letter/job-store.ts';
import { numberOf, optionOf } from './options.ts';
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
  switch (consumer.system) {
    case 'bullmq':
    case 'bull':
      return { status: 'bounded', max: attemptsOf(model, consumer) };
    case 'pg_boss':
      return { status: 'bounded' };
    case 'aws_sqs':
      return ofQueue(consumer);
    case 'aws_kinesis':
    case 'aws_dynamodb_streams':
      return ofStream(consumer);
    case 'aws_sns':
    case 'aws_eventbridge':
      return { status: 'bounded', max: 3 };
    case 'cloudflare_queues':
      return { status: 'bounded', max: (consumer.mappings[0]?.maxDeliveries ?? 3) + 1 };
    case 'redis_pubsub':
    case 'nats':
    case 'mqtt':
      return { status: 'none' };
    case 'kafka':
      return { status: 'unbounded' };
    default:
      return { status: 'unknown' };
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

function ofQueue({ sources }: Consumer): Deliveries {
  const queues = sources.flatMap(({ resources }) => resources.filter((resource) => resource.kind === 'queue'));
  const [queue] = queues;
  if (!queue || queue.deadLetter === 'unknown') return { status: 'unknown' };
  if (!queue.deadLetter) return { status: 'unbounded' };
  const { maxDeliveries } = queue.deadLetter;
  return { status: 'bounded', ...(maxDeliveries !== undefined && { max: maxDeliveries }) };
}

function ofStream({ mappings }: Consumer): Deliveries {
  const [mapping] = mappings;
  if (!mapping) return { status: 'unknown' };
  return mapping.maxDeliveries === undefined ? { status: 'unbounded' } : { status: 'bounded', max: mapping.maxDeliveries + 1 };
}
