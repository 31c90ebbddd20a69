import type { Consumer } from '../../link/project-model.ts';
import { declaredQueues } from '../declared-for.ts';
import type { DeadLetterVerdict } from '../dead-letter/verdict.ts';
import { type Deliveries, UNKNOWN } from './verdict.ts';

/** SQS: `maxReceiveCount` of the redrive policy, else until retention. Source: SQS API `SetQueueAttributes`. */
export function queueDeliveries(consumer: Consumer, deadLetter: DeadLetterVerdict): Deliveries {
  if (deadLetter.status === 'lost') return redelivered(deadLetter);
  if (deadLetter.status !== 'kept') return UNKNOWN;
  const limits = declaredQueues(consumer).flat().flatMap(({ resource: { deadLetter: written } }) => (written === undefined || written === 'unknown' ? [] : [written.maxDeliveries]));
  const [max] = limits;
  return { status: 'bounded', ...(max !== undefined && limits.every((each) => each === max) && { max }) };
}

/**
 * Kinesis and DynamoDB streams: `MaximumRetryAttempts` or `MaximumRecordAgeInSeconds` of the mapping, both without
 * limit by default. Source: Lambda API `CreateEventSourceMapping`.
 */
export function streamDeliveries({ mappings }: Consumer): Deliveries {
  const endless = mappings.find((mapping) => mapping.maxDeliveries === undefined && mapping.maximumRecordAgeSeconds === undefined && !mapping.limitUnread);
  if (endless) {
    return {
      status: 'unbounded',
      how: 'blocks',
      at: endless.at,
      because: [{ at: endless.at, note: 'the event source mapping limits neither tries nor age: both are endless by default' }],
    };
  }
  const [first] = mappings;
  if (!first) return UNKNOWN;
  return { status: 'bounded', ...(first.maxDeliveries !== undefined && { max: first.maxDeliveries + 1 }) };
}

/** Cloudflare: `max_retries` of the queue's consumer, 3 unless set. Source: Cloudflare's page "Configure Queues". */
export function mappedDeliveries({ mappings }: Consumer): Deliveries {
  return { status: 'bounded', max: (mappings[0]?.maxDeliveries ?? 3) + 1 };
}

/** Pub/Sub: `maxDeliveryAttempts` of the dead-letter policy, else until retention. Source: `pubsub.proto` DeadLetterPolicy. */
export function subscriptionDeliveries(deadLetter: DeadLetterVerdict): Deliveries {
  if (deadLetter.status === 'lost') return redelivered(deadLetter);
  return deadLetter.status === 'kept' ? { status: 'bounded' } : UNKNOWN;
}

/** Kafka: a handler that fails keeps its offset, and is given the same message again. */
export function logDeliveries(deadLetter: DeadLetterVerdict): Deliveries {
  if (deadLetter.status === 'kept') return { status: 'bounded' };
  if (deadLetter.status !== 'lost' || !deadLetter.at) return UNKNOWN;
  return { status: 'unbounded', how: 'blocks', at: deadLetter.at, because: deadLetter.because };
}

function redelivered(deadLetter: Extract<DeadLetterVerdict, { status: 'lost' }>): Deliveries {
  if (!deadLetter.at) return UNKNOWN;
  return { status: 'unbounded', how: 'redelivered', at: deadLetter.at, because: deadLetter.because };
}
