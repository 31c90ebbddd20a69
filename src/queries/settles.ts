import { locationOf } from '../link/entity.ts';
import type { ExitNode } from '../link/flow.ts';
import type { Consumer } from '../link/project-model.ts';
import type { Value } from '../model/value.ts';
import { deliveryOf } from '../link/delivery-of.ts';
import { occurrencesIn } from './occurrence.ts';
import { type Settlement, settlementOf } from './settlement-of.ts';
import { returnsValue } from './told-by-result.ts';

const known = new WeakMap<Consumer, Settlement>();

/** When and how a consumer settles its messages. */
export function settlementOfConsumer(consumer: Consumer): Settlement {
  let settlement = known.get(consumer);
  if (!settlement) known.set(consumer, (settlement = readSettlement(consumer)));
  return settlement;
}

function readSettlement(consumer: Consumer): Settlement {
  const { flow, handler } = consumer;
  const { polled = false } = deliveryOf(consumer);
  const unread = polled ? unreadFailures(consumer) : undefined;
  if (unread) return unread;
  // What is settled by its delivery is settled before anybody sees it.
  if (flow.length === 0 || consumer.settledBy === 'delivery') return { status: 'unknown' };
  const settlement = settlementOf(flow, { ...(handler && { handler }), answersHttp: polled, byHand: consumer.settledBy === 'handler' });
  if (leavesUnsettled(consumer, settlement)) return { status: 'after-work' };
  if ((deliveryOf(consumer).answers || triesOnce(consumer)) && tellsOfFailure(settlement)) return { status: 'partly-swallowed', at: settlement.at };
  // What it caught it may name among the messages that failed.
  const isNamed = settlement.status === 'swallowed' && settlement.how === 'caught' && polled && failuresIn(consumer) !== undefined;
  return isNamed ? { status: 'partly-swallowed', at: settlement.at } : settlement;
}

/** What is caught ends without the value by which the library knows that a message is done. */
function leavesUnsettled(consumer: Consumer, settlement: Settlement): boolean {
  const { settledByValue } = deliveryOf(consumer);
  if (!settledByValue || settlement.status !== 'swallowed' || settlement.work?.fate.kind !== 'caught') return false;
  if (!(Number(consumer.version?.split('.')[0]) >= settledByValue.since)) return false;
  if (consumer.options.some((entity) => entity.is !== 'object' || entity.value.properties.some((property) => property.kind === 'spread' || (property.kind === 'value' && property.key === settledByValue.unless)))) return false;
  const { by } = settlement.work.fate;
  return !occurrencesIn(consumer.flow).some(
    ({ node, levels }) =>
      node.do === 'exit' &&
      node.how === 'return' &&
      node.value !== undefined &&
      node.frame.fn === consumer.registered?.fn &&
      !levels.some(({ container, part }) => container === by && part === 'body'),
  );
}

/** Its own options say that it is tried once: what it caught would not come again, and what it gives instead is its result. */
function triesOnce(consumer: Consumer): boolean {
  const { deliveries } = deliveryOf(consumer);
  if (typeof deliveries !== 'object' || !('option' in deliveries)) return false;
  return consumer.options.some((entity) => entity.is === 'object' && writtenNumber(entity.value, deliveries.option.split('.')) === 1 - (deliveries.more ?? 0));
}

function writtenNumber(value: Value, [name, ...path]: readonly string[]): number | undefined {
  if (name === undefined) return value.kind === 'literal' && typeof value.value === 'number' ? value.value : undefined;
  if (value.kind !== 'object') return undefined;
  const property = value.properties.find((each) => each.kind === 'value' && each.key === name);
  return property?.kind === 'value' ? writtenNumber(property.value, path) : undefined;
}

/** `catch { return null }`, of a handler that is asked for something: who asked is told, and may ask again. */
function tellsOfFailure(settlement: Settlement): settlement is Extract<Settlement, { status: 'swallowed' }> {
  if (settlement.status !== 'swallowed' || settlement.work?.fate.kind !== 'caught') return false;
  return returnsValue(settlement.work.fate.by.handler ?? []);
}

/**
 * The handler returns `batchItemFailures`, and no event source mapping reads them: without `ReportBatchItemFailures`
 * every returned value is success. Source: Lambda API `CreateEventSourceMapping` FunctionResponseTypes.
 */
function unreadFailures(consumer: Consumer): Settlement | undefined {
  const { mappings } = consumer;
  const [first] = mappings;
  if (!first || mappings.some(({ reportsBatchItemFailures }) => reportsBatchItemFailures !== false)) return undefined;
  const answer = failuresIn(consumer);
  return answer && { status: 'swallowed', how: 'unread failures', at: locationOf(answer.frame.file, answer.span), declaredAt: first.at, recorded: false };
}

/** Where the handler answers with the messages that failed. */
function failuresIn({ flow, handler }: Consumer): ExitNode | undefined {
  for (const { node } of occurrencesIn(flow)) {
    if (node.do === 'exit' && node.how === 'return' && node.frame.file === handler?.file && node.value && holdsFailures(node.value)) return node;
  }
  return undefined;
}

/** `return { batchItemFailures }`, where it may hold some. */
function holdsFailures(value: Value): boolean {
  if (value.kind !== 'object') return false;
  return value.properties.some(
    (property) => property.kind === 'value' && property.key === 'batchItemFailures' && !(property.value.kind === 'array' && property.value.elements.length === 0),
  );
}
