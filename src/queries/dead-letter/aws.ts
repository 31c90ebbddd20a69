import type { DestinationFacts } from '../../link/destinations.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { Suggestion } from '../../model/finding.ts';
import type { QueueResource, WrittenDeadLetter } from '../../model/infrastructure.ts';
import { declaredQueues } from '../declared-for.ts';
import { alternatives } from './alternatives.ts';
import { type DeadLetterVerdict, unknownUntil } from './verdict.ts';

/**
 * Amazon SQS: only the source queue's redrive policy keeps failing messages; a function's dead-letter queue serves
 * asynchronous invocations alone. Source: SQS API `SetQueueAttributes`; measured on a synthesized CDK stack.
 */
export function sqsDeadLetter(model: ProjectModel, consumer: Consumer): DeadLetterVerdict {
  const queues = declaredQueues(consumer);
  if (queues.length === 0) return unknownUntil(`the declaration of the queue '${consumer.destination?.shown ?? '?'}'`);
  const verdicts = queues.map((declared) => alternatives(declared.map(({ source, resource }) => queueVerdict(model, source, resource))));
  return verdicts.find(({ status }) => status === 'lost') ?? verdicts.find(({ status }) => status === 'unknown') ?? verdicts[0] ?? unknownUntil('the queue');
}

function queueVerdict(model: ProjectModel, source: DestinationFacts, queue: QueueResource): DeadLetterVerdict {
  if (source.isDeadLetter) return { status: 'not-applicable' };
  const written = queue.deadLetter ?? redriveOf(model, queue);
  if (written === 'unknown') return unknownUntil('the redrive policy, which is computed');
  if (written) return { status: 'kept', at: written.at };
  if (queue.accepted) return { status: 'not-applicable', accepted: queue.accepted.by, at: queue.accepted.at };
  return {
    status: 'lost',
    fate: 'cyclesUntilRetention',
    at: queue.at,
    because: [{ at: queue.at, note: 'the queue has no redrive policy' }],
    ...(queue.mend && { suggestions: [queue.mend] }),
  };
}

/** A redrive policy that stands in a resource of its own. */
function redriveOf(model: ProjectModel, queue: QueueResource): WrittenDeadLetter {
  for (const resource of model.infrastructure.resources) {
    if (resource.kind !== 'redrive') continue;
    const { resource: target } = model.infrastructure.follow(resource.queue, resource.scope);
    if (target === queue) return resource.deadLetter ?? 'unknown';
  }
  return undefined;
}

/**
 * Kinesis and DynamoDB streams: the event source mapping's on-failure destination. Without it a failing batch blocks
 * its shard until the records expire, or is skipped after the configured tries. Source: Lambda API
 * `CreateEventSourceMapping`: MaximumRetryAttempts -1, MaximumRecordAgeInSeconds -1 by default.
 */
export function streamDeadLetter(consumer: Consumer): DeadLetterVerdict {
  const { mappings } = consumer;
  const [first] = mappings;
  if (!first) return unknownUntil('the event source mapping of the function');
  const without = mappings.find(({ deadLetter }) => deadLetter === undefined);
  if (without) {
    const tries = without.maxDeliveries;
    return {
      status: 'lost',
      fate: tries === undefined ? 'blocksPartition' : 'deletedAfterTries',
      at: without.at,
      because: [{ at: without.at, note: 'the mapping has no on-failure destination' }],
      ...(tries !== undefined && { tries: tries + 1 }),
    };
  }
  if (mappings.some(({ deadLetter }) => deadLetter === 'unknown')) return unknownUntil('the on-failure destination, which is computed');
  const { deadLetter } = first;
  return { status: 'kept', ...(deadLetter !== undefined && deadLetter !== 'unknown' && { at: deadLetter.at }) };
}

/**
 * SNS and EventBridge invoke a function asynchronously: three runs, then the event is dropped, unless the function has
 * a dead-letter queue or an on-failure destination. Source: Lambda API `PutFunctionEventInvokeConfig`, defaults of
 * aws-cdk-lib 2.276 `EventInvokeConfig` (2 retries, 6 hours).
 */
export function asynchronousDeadLetter(model: ProjectModel, consumer: Consumer): DeadLetterVerdict {
  const [fn] = consumer.functions;
  if (!fn) return unknownUntil('the declaration of the function');
  const written = fn.asynchronousDeadLetter ?? invokeConfigOf(model, fn);
  if (written === 'unknown') return unknownUntil('the on-failure destination, which is computed');
  if (written) return { status: 'kept', at: written.at };
  if (fn.accepted) return { status: 'not-applicable', accepted: fn.accepted.by, at: fn.accepted.at };
  return {
    status: 'lost',
    fate: 'deletedAfterTries',
    at: fn.at,
    because: [{ at: fn.at, note: 'the function has neither a dead-letter queue nor an on-failure destination' }],
    tries: 3,
  };
}

function invokeConfigOf(model: ProjectModel, fn: Consumer['functions'][number]): WrittenDeadLetter {
  for (const resource of model.infrastructure.resources) {
    if (resource.kind !== 'invoke') continue;
    if (model.infrastructure.follow(resource.function, resource.scope).resource === fn) return resource.asynchronousDeadLetter;
  }
  return undefined;
}

/**
 * Cloudflare Queues: the consumer's `dead_letter_queue`; without it a message is deleted after `max_retries` (3).
 * Source: Cloudflare's pages "Configure Queues" and "Dead Letter Queues".
 */
export function cloudflareDeadLetter(consumer: Consumer): DeadLetterVerdict {
  const production = consumer.mappings.filter(({ scope }) => !/(^|[-_#./])(dev|development|test|local|staging|preview)($|[-_./])/i.test(scope.split('#')[1] ?? ''));
  // What others left behind has nowhere else to go.
  const drained = new Set(consumer.sources.filter(({ isDeadLetter }) => isDeadLetter).flatMap(({ name }) => name?.texts ?? []));
  const relevant = (production.length > 0 ? production : consumer.mappings).filter(({ source }) => source.kind !== 'text' || !drained.has(source.text));
  const without = relevant.find(({ deadLetter }) => deadLetter === undefined);
  if (relevant.length === 0) return consumer.mappings.length > 0 ? { status: 'not-applicable' } : unknownUntil('the wrangler configuration of the worker');
  if (!without) return { status: 'kept' };
  return {
    status: 'lost',
    fate: 'deletedAfterTries',
    at: without.at,
    because: [{ at: without.at, note: 'the consumer has no dead_letter_queue' }],
    suggestions: mendAll(relevant),
    tries: (without.maxDeliveries ?? 3) + 1,
  };
}

/** One environment alone would leave the others as they are. */
function mendAll(mappings: Consumer['mappings']): readonly Suggestion[] {
  const mends = mappings.flatMap(({ deadLetter, mend }) => (deadLetter === undefined ? [mend] : []));
  const [first] = mends;
  const edits = mends.flatMap((mend) => mend?.edits ?? []);
  return first && mends.every((mend) => mend !== undefined) ? [{ title: first.title, edits }] : [];
}
