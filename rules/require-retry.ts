import { sourceName } from '../src/queries/consumer-name.ts';
import { tryingAgain } from '../src/queries/edits/trying-again.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { singleTries } from '../src/queries/single-tries.ts';
import { defineRule } from '../src/rule/rule.ts';

export const requireRetry = defineRule({
  name: 'require-retry',
  meta: {
    type: 'suggestion',
    docs: { description: 'Require a stated number of tries for jobs that may fail for a moment', preset: 'strict' },
    messages: {
      triedOnce: "Nobody sets 'attempts' for '{{queue}}', so {{library}} tries each job once: a moment's failure of its work ({{work}}) fails it for good.",
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const { consumer, at, declaration, producers, work } of singleTries(model)) {
      const queue = sourceName(consumer) ?? '';
      yield {
        at,
        messageId: 'triedOnce',
        data: { queue, library: consumer.broker.title, work: shortPath(work) },
        because: [
          ...producers.map((producer) => ({ at: producer.at, note: "sends without 'attempts'" })),
          { at: consumer.at, note: `consumes '${queue}'` },
          { at: work, note: 'work that may fail' },
        ],
        suggestions: tryingAgain(declaration),
        consumer: consumer.id,
      };
    }
  },
});
