import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { QueueResource } from '../model/infrastructure.ts';
import type { Entity } from '../link/entity.ts';
import { intoObject } from '../link/write-option.ts';
import type { Evidence, Suggestion } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import { consumerName } from './consumer-name.ts';
import { isSet, numberOf, optionOf } from './options.ts';

/** A message is handed out again while its handler may still be at work. */
export interface ShortLock {
  readonly how: 'function' | 'handler';
  readonly at: Location;
  readonly name: string;
  /** Both in seconds. */
  readonly lock: number;
  readonly limit: number;
  readonly because: readonly Evidence[];
  readonly suggestions?: readonly Suggestion[];
}

export function shortLocks(model: ProjectModel): readonly ShortLock[] {
  return model.consumers.flatMap((consumer) => [...byFunction(consumer), ...byOption(model, consumer)]);
}

/**
 * SQS hides a message for the visibility timeout while a function works; Lambda takes no mapping whose function may
 * take longer. Source: Lambda API `CreateEventSourceMapping`; cfn-lint E3505.
 */
function byFunction(consumer: Consumer): readonly ShortLock[] {
  if (consumer.system !== 'aws_sqs') return [];
  const limits = consumer.functions.flatMap(({ timeoutSeconds, at }) => (timeoutSeconds === undefined ? [] : [{ timeoutSeconds, at }]));
  const [limit, ...others] = limits;
  if (!limit || others.some(({ timeoutSeconds }) => timeoutSeconds !== limit.timeoutSeconds)) return [];
  const queues = consumer.sources.flatMap(({ resources }) => resources.filter((resource): resource is QueueResource => resource.kind === 'queue'));
  return queues.flatMap(({ lockSeconds, at }): readonly ShortLock[] => {
    if (lockSeconds === undefined || lockSeconds >= limit.timeoutSeconds) return [];
    return [{ how: 'function', at, name: consumerName(consumer), lock: lockSeconds, limit: limit.timeoutSeconds, because: [{ at: limit.at, note: `the function may take ${String(limit.timeoutSeconds)} s` }] }];
  });
}

/** sqs-consumer gives up on a handler only after the queue has handed the message out again. Source: sqs-consumer 15.0.3 `dist/esm/consumer.js`. */
function byOption({ linker }: ProjectModel, { broker, options, declaredAt, ...consumer }: Consumer): readonly ShortLock[] {
  if (broker.name !== 'sqs-consumer') return [];
  const lock = numberOf(optionOf(linker, options, 'visibilityTimeout'));
  const limit = numberOf(optionOf(linker, options, 'handleMessageTimeout'));
  const beats = isSet(optionOf(linker, options, 'heartbeatInterval'));
  if (lock === undefined || limit === undefined || beats !== false || lock * 1000 >= limit) return [];
  return [{ how: 'handler', at: declaredAt, name: consumer.destination?.shown ?? '?', lock, limit: limit / 1000, because: [], suggestions: beating(options, lock) }];
}

/** It has to come sooner than the message does. Source: sqs-consumer 15.0.3 `dist/esm/validation.js`. */
function beating([only, ...others]: readonly Entity[], lock: number): readonly Suggestion[] {
  if (only?.is !== 'object' || others.length > 0 || lock < 3) return [];
  const edits = intoObject(only.frame.file, only.value, [`heartbeatInterval: ${String(Math.floor(lock / 3))}`]);
  return edits.length === 0 ? [] : [{ title: 'Keep the message hidden for as long as the handler works.', edits }];
}
