import { consumerName } from '../src/queries/consumer-name.ts';
import { type EarlySettle, earlySettleOf } from '../src/queries/early-settle-of.ts';
import { awaiting } from '../src/queries/edits/await-call.ts';
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
      automatic:
        "A message of '{{consumer}}' counts as done when it is delivered ({{option}}): a crash or an error in its work ({{work}}) loses it.",
      buffered:
        "What '{{consumer}}' is to store only waits in memory ({{buffer}}) when its message counts as done: what is there when the process ends, or when storing it ({{work}}) fails, is lost.",
    },
    intent: 'at-most-once',
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const consumer of model.consumers) {
      const early = earlySettleOf(model, consumer);
      if (!early) continue;
      yield {
        at: early.at,
        messageId: MESSAGES[early.how],
        data: { consumer: consumerName(consumer), work: shortPath(early.work), option: early.option ?? '', buffer: early.buffer ? shortPath(early.buffer) : '' },
        because: [
          { at: consumer.at, note: `consumes '${consumerName(consumer)}'` },
          ...(early.buffer ? [{ at: early.buffer, note: 'puts its work into a list in memory' }] : []),
          { at: early.work, note: early.buffer ? 'stores the list later' : 'work that may be lost' },
        ],
        suggestions: early.unawaited ? awaiting(early.unawaited, 'Wait for the work, so that the message is done when it is.') : [],
        consumer: consumer.id,
      };
    }
  },
});

const MESSAGES: Readonly<Record<EarlySettle['how'], 'acknowledgedFirst' | 'unawaited' | 'automatic' | 'buffered'>> = {
  'acknowledged first': 'acknowledgedFirst',
  unawaited: 'unawaited',
  automatic: 'automatic',
  buffered: 'buffered',
};
