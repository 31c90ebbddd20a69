import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import { producersOf } from '../dead-letter/job-store.ts';
import { numberOf, optionOf } from '../options.ts';
import { type Deliveries, UNKNOWN } from './verdict.ts';

/** `attempts` of the jobs that are sent, else of the queue's defaults; 1 without either (bullmq 6.7.0, bull 4.16.5). */
export function jobDeliveries(model: ProjectModel, consumer: Consumer): Deliveries {
  // One handler of a registry that several queues share: which of them it is, nobody says.
  if (consumer.picked && !consumer.destination) return UNKNOWN;
  const own = producersOf(model, consumer).map(({ options }) => numberOf(optionOf(model.linker, options, 'attempts')));
  const queue = consumer.sources
    .flatMap(({ declarations }) => declarations)
    .map(({ options }) => numberOf(optionOf(model.linker, options, 'defaultJobOptions.attempts')));
  return { status: 'bounded', max: Math.max(1, ...[...own, ...queue].filter((attempts) => attempts !== undefined)) };
}
