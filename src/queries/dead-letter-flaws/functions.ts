import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import { consumerName } from '../consumer-name.ts';
import { declaredQueues } from '../declared-for.ts';
import { deadLetterOf } from '../dead-letter-of.ts';
import type { DeadLetterFlaw } from './flaw.ts';

/** Dead-letter settings that stand where nothing reads them, or that the same handler empties. */
export function functionFlaws(model: ProjectModel): readonly DeadLetterFlaw[] {
  return model.consumers.flatMap((consumer) => [...ignored(consumer), ...wrongLayer(model, consumer), ...sameConsumer(model, consumer)]);
}

function ignored(consumer: Consumer): readonly DeadLetterFlaw[] {
  return consumer.mappings.flatMap(({ ignoredDeadLetterAt: at, deadLetter }): readonly DeadLetterFlaw[] =>
    at && deadLetter === undefined ? [{ how: 'ignored', at, name: consumerName(consumer), because: [{ at: consumer.at, note: 'the handler' }], consumer: consumer.id }] : [],
  );
}

/**
 * A function's dead-letter queue and on-failure destination serve asynchronous invocations alone; an event source
 * mapping calls it and waits. Source: Lambda API `CreateFunction` DeadLetterConfig; measured on a synthesized CDK stack.
 */
function wrongLayer(model: ProjectModel, consumer: Consumer): readonly DeadLetterFlaw[] {
  const { mappings, subscriptions, functions } = consumer;
  const [mapping] = mappings;
  if (!mapping || subscriptions.length > 0 || deadLetterOf(model, consumer).status !== 'lost') return [];
  return functions.flatMap(({ asynchronousDeadLetter: setting }): readonly DeadLetterFlaw[] => {
    if (!setting || setting === 'unknown') return [];
    const because = [{ at: mapping.at, note: 'the event source mapping that polls for it' }];
    return [{ how: 'wrongLayer', at: setting.at, name: consumerName(consumer), because, consumer: consumer.id }];
  });
}

/** One handler takes from a queue and from the queue of its dead letters. */
function sameConsumer({ infrastructure }: ProjectModel, consumer: Consumer): readonly DeadLetterFlaw[] {
  const queues = declaredQueues(consumer).flat().map(({ resource }) => resource);
  return queues.flatMap(({ deadLetter, scope, at }): readonly DeadLetterFlaw[] => {
    if (!deadLetter || deadLetter === 'unknown') return [];
    const { resource: target } = infrastructure.follow(deadLetter.target, scope);
    if (!queues.some((queue) => queue === target)) return [];
    return [{ how: 'sameConsumer', at: consumer.at, name: consumerName(consumer), because: [{ at, note: 'the queue' }, { at: deadLetter.at, note: 'names the other as its dead-letter queue' }], consumer: consumer.id }];
  });
}
