import { consumerName } from '../src/queries/consumer-name.ts';
import { mendingSwallowed } from '../src/queries/edits/mending-swallowed.ts';
import { settlementOfConsumer } from '../src/queries/settles.ts';
import { shortPath } from '../src/queries/short-path.ts';
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
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const consumer of model.consumers) {
      const settlement = settlementOfConsumer(consumer);
      // A failure that is written down where it lasts was thought of.
      if (settlement.status !== 'swallowed' || settlement.recorded) continue;
      const { work, declaredAt } = settlement;
      yield {
        at: settlement.at,
        messageId: MESSAGES[settlement.how],
        data: { consumer: consumerName(consumer), system: consumer.system, work: work ? shortPath(work.at) : '', declared: declaredAt ? shortPath(declaredAt) : '' },
        because: [
          ...(consumer.handler ? [{ at: consumer.at, note: `consumes '${consumerName(consumer)}'` }] : []),
          ...(work ? [{ at: work.at, note: 'work whose failure is lost' }] : []),
          ...(declaredAt ? [{ at: declaredAt, note: 'the event source mapping has no ReportBatchItemFailures' }] : []),
        ],
        suggestions: mendingSwallowed(consumer, settlement),
        consumer: consumer.id,
      };
    }
  },
});

const MESSAGES = {
  caught: 'caught',
  'acknowledged anyway': 'acknowledgedAnyway',
  settled: 'settled',
  'error status': 'errorStatus',
  'unread failures': 'unreadFailures',
} as const;
