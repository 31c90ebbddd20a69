import type { Consumer, ProjectModel } from '../src/link/project-model.ts';
import { placeKey } from '../src/model/location.ts';
import { consumerName } from '../src/queries/consumer-name.ts';
import { placeOfConsumer } from '../src/queries/place-of-consumer.ts';
import { type Repeated, type RepeatedEffect, repeatedEffects } from '../src/queries/repeated-effects.ts';
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
    const found = model.consumers.flatMap((whole) => {
      const redelivery = redeliveryOf(model, whole);
      return redelivery === undefined ? [] : firstAtEachPlace([whole, ...whole.cases].flatMap((consumer) => foundIn(model, consumer, redelivery)));
    });
    for (const { consumer, worst, redelivery } of found) {
      if (found.some((other) => isCaseOf(other, consumer) && placeKey(other.worst.at) === placeKey(worst.at))) continue;
      yield {
        at: placeOfConsumer(model, consumer),
        messageId: 'repeated',
        data: {
          consumer: consumerName(consumer),
          effect: wordsFor(worst),
          chain: chainText(worst.chain),
          redelivery,
        },
        because: worst.chain.map(({ name, at, runs }, index) => ({ at, note: index === worst.chain.length - 1 ? `${wordsFor(worst)}: ${name}` : `${runs ? 'runs' : 'calls'} ${name}` })),
        consumer: consumer.id,
      };
    }
  },
});

/** Counting up and random values change a row that is there. */
function wordsFor({ effect, chain }: Repeated): string {
  return effect === 'insert' && /^(?:find\w+)?(?:update|increment|decrement)/i.test(chain.at(-1)?.name ?? '') ? 'changes the row' : WORDS[effect];
}

function foundIn(model: ProjectModel, consumer: Consumer, redelivery: string): readonly Found[] {
  const [worst] = repeatedEffects(model, consumer);
  return worst ? [{ consumer, worst, redelivery }] : [];
}

/** What is the worst of a whole handler is that of one of its jobs as well. */
function firstAtEachPlace(found: readonly Found[]): readonly Found[] {
  const places = new Map(found.toReversed().map((each) => [placeKey(each.worst.at), each]));
  return found.filter((each) => places.get(placeKey(each.worst.at)) === each);
}

interface Found {
  readonly consumer: Consumer;
  readonly worst: Repeated;
  readonly redelivery: string;
}

/** A handler that a registry picks: what it does is its own, not that of whoever picked it. */
function isCaseOf({ consumer: { picked, declaredAt } }: Found, whole: Consumer): boolean {
  return picked !== undefined && whole.picked === undefined && placeKey(declaredAt) === placeKey(whole.declaredAt);
}

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
};
