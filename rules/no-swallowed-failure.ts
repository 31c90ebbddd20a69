import type { Consumer, ProjectModel } from '../src/link/project-model.ts';
import type { Evidence, Finding } from '../src/model/finding.ts';
import { consumerName } from '../src/queries/consumer-name.ts';
import { discardedDeadLetters } from '../src/queries/discarded-dead-letters.ts';
import { askingForFailures } from '../src/queries/edits/naming-failures.ts';
import { mendingSwallowed } from '../src/queries/edits/mending-swallowed.ts';
import { placeOfConsumer } from '../src/queries/place-of-consumer.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { type Swallowed, swallowedFailures } from '../src/queries/swallowed-failures.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noSwallowedFailure = defineRule({
  name: 'no-swallowed-failure',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow handlers that turn a failure into success', preset: 'recommended' },
    messages: {
      caught:
        "The handler of '{{consumer}}' catches every error of its work ({{work}}) and goes on: the message counts as done, so it is neither tried again nor kept as a dead letter.",
      acknowledgedAnyway:
        "The handler of '{{consumer}}' acknowledges the message even when its work ({{work}}) failed: the message is lost.",
      settled:
        "The handler of '{{consumer}}' awaits Promise.allSettled and ignores its result: work that failed ({{work}}) counts as done and is never tried again.",
      errorStatus:
        "The handler of '{{consumer}}' answers a failure with an HTTP status: for {{system}} every returned value is success, so the message is removed and never tried again.",
      unreadFailures:
        "The handler of '{{consumer}}' returns batchItemFailures, but its event source mapping ({{declared}}) does not ask for ReportBatchItemFailures: failed messages count as done.",
      shared:
        "What fails for any of {{count}} consumers ({{consumer}}, …) ends here and counts as done: their messages are neither tried again nor kept as dead letters.",
      discarded: "The consumer of the dead letters '{{consumer}}' only writes a log and lets them go: nothing is left to run again.",
    },
    intent: 'onFailure: ignore',
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    // What many consumers share is to be mended there, once.
    for (const group of swallowedFailures(model)) {
      const [first, ...others] = group;
      yield others.length === 0 ? ofOne(first) : ofMany(group);
    }
    yield* ofDeadLetters(model);
  },
});

type MessageId = (typeof MESSAGES)[keyof typeof MESSAGES] | 'shared' | 'discarded';

function ofOne({ consumer, settlement }: Swallowed): Finding<MessageId> {
  const { work, declaredAt } = settlement;
  return {
    at: settlement.at,
    messageId: MESSAGES[settlement.how],
    data: { consumer: consumerName(consumer), system: consumer.system, work: work ? shortPath(work.at) : '', declared: declaredAt ? shortPath(declaredAt) : '' },
    because: [
      ...(consumer.handler ? [consumes(consumer)] : []),
      ...(work ? [{ at: work.at, note: 'work whose failure is lost' }] : []),
      ...(declaredAt ? [{ at: declaredAt, note: 'the event source mapping has no ReportBatchItemFailures' }] : []),
    ],
    suggestions: settlement.how === 'unread failures' ? askingForFailures(consumer) : mendingSwallowed(consumer, settlement),
    consumer: consumer.id,
  };
}

/** Consumers that are named; the rest is counted. */
const MOST_NAMED = 10;

function ofMany(group: readonly [Swallowed, ...Swallowed[]]): Finding<MessageId> {
  const [{ consumer, settlement }] = group;
  return {
    at: settlement.at,
    messageId: 'shared',
    data: { count: String(group.length), consumer: `'${consumerName(consumer)}'` },
    because: group.slice(0, MOST_NAMED).map((each) => consumes(each.consumer)),
    suggestions: mendingSwallowed(consumer, settlement),
  };
}

function consumes(consumer: Consumer): Evidence {
  return { at: consumer.at, note: `consumes '${consumerName(consumer)}'` };
}

function* ofDeadLetters(model: ProjectModel): Iterable<Finding<MessageId>> {
  for (const { consumer, log } of discardedDeadLetters(model)) {
    yield {
      at: placeOfConsumer(model, consumer),
      messageId: 'discarded',
      data: { consumer: consumerName(consumer) },
      because: log ? [{ at: log, note: 'all it does' }] : [],
      consumer: consumer.id,
    };
  }
}

const MESSAGES = {
  caught: 'caught',
  'acknowledged anyway': 'acknowledgedAnyway',
  settled: 'settled',
  'error status': 'errorStatus',
  'unread failures': 'unreadFailures',
} as const;
