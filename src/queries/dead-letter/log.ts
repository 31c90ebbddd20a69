import { nodesOf } from '../../link/flow.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { Evidence } from '../../model/finding.ts';
import type { SubscriptionResource } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import { declaredSubscriptions } from '../declared-for.ts';
import { isSet, optionOf } from '../options.ts';
import type { Settlement } from '../settlement-of.ts';
import { settlementOfConsumer } from '../settles.ts';
import { alternatives } from './alternatives.ts';
import { mayPark, parksFailures } from './parked.ts';
import { type DeadLetterVerdict, unknownUntil } from './verdict.ts';

/**
 * Kafka has no dead letters: a handler that fails blocks its partition, or stops the consumer, until somebody sends
 * the message elsewhere and goes on. Source: kafkajs 2.2.4 `src/consumer/runner.js`, `src/retry/index.js`; measured.
 */
export function kafkaDeadLetter(consumer: Consumer): DeadLetterVerdict {
  const { flow } = consumer;
  if (!hasWork(consumer)) return unknownUntil('the handler, which could not be followed');
  if (parksFailures(flow)) return { status: 'kept' };
  const settlement = settlementOfConsumer(consumer);
  if (passesFailures(settlement) && !mayPark(flow)) {
    return { status: 'lost', fate: 'droppedAtFirstFailure', at: consumer.declaredAt, because: [{ at: settlement.at, note: 'the failure ends here, and nothing sends the message elsewhere' }] };
  }
  if (settlement.status !== 'after-work') return unknownUntil('what the handler does with a failure');
  return {
    status: 'lost',
    fate: 'blocksPartition',
    at: consumer.declaredAt,
    because: [{ at: consumer.declaredAt, note: 'a failing handler keeps its offset; nothing sends the message elsewhere' }],
  };
}

/** Every failure counts as success and is written down nowhere, so that the offset goes on. */
function passesFailures(settlement: Settlement): settlement is Extract<Settlement, { readonly status: 'swallowed' }> {
  return settlement.status === 'swallowed' && !settlement.recorded;
}

/** Calls of the client itself are no work: whoever only takes one message and leaves hands it to somebody else. */
export function hasWork({ flow, broker }: Consumer): boolean {
  for (const node of nodesOf(flow)) {
    if (node.do === 'effect' || node.do === 'send' || (node.do === 'exit' && node.how === 'throw')) return true;
    if (node.do === 'unknown' && !(node.package !== undefined && broker.shape.packages.includes(node.package))) return true;
  }
  return false;
}

/**
 * The client goes on with what comes behind a failure, and a later commit passes the message over.
 * Source: no-kafka 3.4.4 `lib/base_consumer.js`.
 */
export function skippingDeadLetter(consumer: Consumer): DeadLetterVerdict {
  const { flow, declaredAt: at } = consumer;
  if (flow.length === 0) return unknownUntil('the handler, which could not be followed');
  if (parksFailures(flow)) return { status: 'kept' };
  if (settlementOfConsumer(consumer).status === 'unknown' && mayPark(flow)) return unknownUntil('what the handler does with a failure');
  return { status: 'lost', fate: 'droppedAtFirstFailure', at, because: [{ at, note: 'the consumer goes on behind a failure; nothing sends the message elsewhere' }] };
}

/**
 * Google Pub/Sub: the subscription's dead-letter policy; without it a message comes again until it is too old.
 * Source: `@google-cloud/pubsub` `google/pubsub/v1/pubsub.proto` DeadLetterPolicy.
 */
export function pubsubDeadLetter(model: ProjectModel, consumer: Consumer): DeadLetterVerdict {
  if (consumer.sources.some(({ isDeadLetter }) => isDeadLetter)) return { status: 'not-applicable' };
  const [named = []] = declaredSubscriptions(consumer);
  const subscriptions = consumer.subscriptions.length > 0 ? consumer.subscriptions.slice(0, 1) : named.map(({ resource }) => resource);
  if (subscriptions.length > 0) return alternatives(subscriptions.map(subscriptionVerdict));
  const declarations = consumer.sources.flatMap((source) => source.declarations);
  const [first] = declarations;
  if (!first) return unknownUntil(`the declaration of the subscription '${consumer.destination?.shown ?? '?'}'`);
  const policies = declarations.map(({ options }) => isSet(optionOf(model.linker, options, 'deadLetterPolicy')));
  if (policies.includes(true)) return { status: 'kept', at: first.at };
  if (policies.includes('unknown')) return unknownUntil('the options of the subscription, which are computed');
  return { status: 'lost', fate: 'cyclesUntilRetention', at: first.at, because: [{ at: first.at, note: 'the subscription is made without a dead-letter policy' }] };
}

function subscriptionVerdict({ deadLetter, at, alike }: SubscriptionResource): DeadLetterVerdict {
  if (deadLetter === 'unknown') return unknownUntil('the dead-letter policy, which is computed');
  if (deadLetter) return { status: 'kept', at: deadLetter.at };
  return { status: 'lost', fate: 'cyclesUntilRetention', at, because: without(at, alike) };
}

function without(at: Location, alike: Location | undefined): readonly Evidence[] {
  const own = { at, note: 'the subscription has no dead-letter policy' };
  return alike ? [{ ...own, note: 'its entry asks for no dead-letter policy' }, { at: alike, note: 'one given to the same function does' }] : [own];
}
