import type { Consumer } from '../link/project-model.ts';
import { type Settlement, settlementOf } from './settlement-of.ts';

/** Sources whose handlers answer nobody: an HTTP status there is success. */
const POLLED = new Set(['aws_sqs', 'aws_kinesis', 'aws_dynamodb_streams']);

const known = new WeakMap<Consumer, Settlement>();

/** When and how a consumer settles its messages. */
export function settlementOfConsumer(consumer: Consumer): Settlement {
  let settlement = known.get(consumer);
  if (!settlement) {
    const { flow, broker, system } = consumer;
    settlement = flow.length === 0 ? { status: 'unknown' } : settlementOf(flow, broker.name === 'lambda' && POLLED.has(system));
    known.set(consumer, settlement);
  }
  return settlement;
}
