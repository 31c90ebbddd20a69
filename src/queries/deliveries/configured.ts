import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import { maxDeliverOf } from '../dead-letter/jetstream.ts';
import type { DeadLetterVerdict } from '../dead-letter/verdict.ts';
import { type Deliveries, UNKNOWN } from './verdict.ts';

/** JetStream: `max_deliver` of the consumer, -1 unless set. Source: nats 2.29.3 `lib/jetstream/jsapi_types.d.ts`; measured on nats-server 2.9.10. */
export function configuredDeliveries(model: ProjectModel, consumer: Consumer, deadLetter: DeadLetterVerdict): Deliveries {
  // The handler itself ends the deliveries.
  if (deadLetter.status === 'kept') return { status: 'bounded' };
  const configured = maxDeliverOf(model, consumer);
  if (!configured || configured.max === 'unknown') return UNKNOWN;
  const { max, at } = configured;
  if (max !== -1) return { status: 'bounded', max };
  return { status: 'unbounded', how: 'recurs', at, because: [{ at, note: 'the consumer has no max_deliver' }] };
}

/** Nothing ends the deliveries but what would keep a dead letter. */
export function countedDeliveries(deadLetter: DeadLetterVerdict): Deliveries {
  if (deadLetter.status === 'kept') return { status: 'bounded' };
  if (deadLetter.status !== 'lost' || !deadLetter.at || deadLetter.fate === 'staysPending') return UNKNOWN;
  const how = deadLetter.fate === 'cyclesForEver' ? 'recurs' : 'redelivered';
  return { status: 'unbounded', how, at: deadLetter.at, because: deadLetter.because };
}
