import { consumerName } from '../src/queries/consumer-name.ts';
import { awaiting } from '../src/queries/edits/await-call.ts';
import { settlementOfConsumer } from '../src/queries/settles.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noEarlySettle = defineRule({
  name: 'no-early-settle',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow settling a message before its work is done', preset: 'recommended' },
    messages: {
      acknowledgedFirst:
        "The message of '{{consumer}}' is acknowledged before its work ({{work}}): a crash or an error in between loses it.",
      unawaited:
        "Nobody waits for the work of '{{consumer}}' ({{work}}): the message counts as done before it is, and a failure is lost.",
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const consumer of model.consumers) {
      const settlement = settlementOfConsumer(consumer);
      if (settlement.status !== 'early') continue;
      yield {
        at: settlement.at,
        messageId: settlement.how === 'unawaited' ? 'unawaited' : 'acknowledgedFirst',
        data: { consumer: consumerName(consumer), work: shortPath(settlement.work.at) },
        because: [
          { at: consumer.at, note: `consumes '${consumerName(consumer)}'` },
          { at: settlement.work.at, note: 'work that may be lost' },
        ],
        suggestions: settlement.work.fate.kind === 'unawaited' ? awaiting(settlement.work.fate.call, 'Wait for the work, so that the message is done when it is.') : [],
        consumer: consumer.id,
      };
    }
  },
});
