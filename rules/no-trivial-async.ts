import { consumerName } from '../src/queries/consumer-name.ts';
import { type NeedlessQueue, needlessQueue } from '../src/queries/needless-queue.ts';
import { placeOfConsumer } from '../src/queries/place-of-consumer.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noTrivialAsync = defineRule({
  name: 'no-trivial-async',
  meta: {
    type: 'suggestion',
    docs: { description: 'Disallow queues for work that is done sooner than it is sent', preset: 'strict' },
    messages: {
      noopConsumer:
        "The consumer of '{{consumer}}' {{work}}: the queue buys nothing, since its one producer ({{producer}}) asks for no retry, delay, rate or order and could do that itself.",
      passThroughHop:
        "The consumer of '{{consumer}}' only sends each message on to '{{to}}' ({{at}}): the queue buys nothing, since its one producer ({{producer}}) could send to '{{to}}' itself.",
    },
    intent: 'keep-async',
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const consumer of model.consumers) {
      const needless = needlessQueue(model, consumer);
      if (!needless) continue;
      const producer = needless.producer.askedAt;
      yield {
        at: placeOfConsumer(model, consumer),
        messageId: needless.kind === 'hop' ? 'passThroughHop' : 'noopConsumer',
        data: {
          consumer: consumerName(consumer),
          producer: shortPath(producer),
          work: WORK[needless.kind],
          ...('at' in needless && { at: shortPath(needless.at) }),
          ...(needless.kind === 'hop' && { to: needless.to }),
        },
        because: [
          { at: producer, note: 'the one place that sends to the queue' },
          ...('at' in needless ? [{ at: needless.at, note: needless.kind === 'hop' ? 'sends it on' : 'all it does' }] : []),
        ],
        consumer: consumer.id,
      };
    }
  },
});

const WORK: Readonly<Record<NeedlessQueue['kind'], string>> = {
  nothing: 'does nothing',
  log: 'only writes to a log',
  'in memory': 'only changes a variable',
  hop: '',
};
