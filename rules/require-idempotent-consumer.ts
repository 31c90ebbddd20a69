import { consumerName } from '../src/queries/consumer-name.ts';
import { type RepeatedEffect, repeatedEffects } from '../src/queries/idempotency-of.ts';
import { redeliveryOf } from '../src/queries/redelivery-of.ts';
import { chainText } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const requireIdempotentConsumer = defineRule({
  name: 'require-idempotent-consumer',
  meta: {
    type: 'problem',
    docs: { description: 'Require consumers to bear a message that comes twice', preset: 'recommended' },
    messages: {
      repeated: "A second delivery of '{{consumer}}' {{effect}} again: {{chain}}. {{redelivery}}",
    },
    intent: 'idempotent',
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const consumer of model.consumers) {
      const redelivery = redeliveryOf(model, consumer);
      const [worst] = redelivery === undefined ? [] : repeatedEffects(model, consumer).filter(({ effect }) => effect !== 'publish');
      if (!worst) continue;
      yield {
        at: consumer.at,
        messageId: 'repeated',
        data: {
          consumer: consumerName(consumer),
          effect: WORDS[worst.effect],
          chain: chainText(worst.chain),
          redelivery: redelivery ?? '',
        },
        because: worst.chain.map(({ name, at }, index) => ({ at, note: index === worst.chain.length - 1 ? `${WORDS[worst.effect]}: ${name}` : `calls ${name}` })),
        consumer: consumer.id,
      };
    }
  },
});

const WORDS: Readonly<Record<RepeatedEffect, string>> = {
  payment: 'makes the payment',
  blockchain: 'sends the transaction',
  mail: 'sends the mail',
  sms: 'sends the SMS',
  push: 'sends the push notification',
  chat: 'posts the chat message',
  http: 'sends the request',
  send: 'sends',
  insert: 'inserts the row',
  publish: 'publishes the message',
};
