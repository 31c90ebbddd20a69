import type { Evidence, Finding } from '../src/model/finding.ts';
import { placeKey } from '../src/model/location.ts';
import type { Consumer, ProjectModel } from '../src/link/project-model.ts';
import { consumerName } from '../src/queries/consumer-name.ts';
import { deadLetterOf } from '../src/queries/dead-letter-of.ts';
import { type Deliveries, deliveriesOf } from '../src/queries/deliveries-of.ts';
import { rejectsForGood } from '../src/queries/deliveries/reject-for-good.ts';
import { unusedBackoffs } from '../src/queries/deliveries/unused-backoff.ts';
import { placeOfConsumer } from '../src/queries/place-of-consumer.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const requireBoundedDeliveries = defineRule({
  name: 'require-bounded-deliveries',
  meta: {
    type: 'problem',
    docs: { description: 'Require an end to the deliveries of a message that always fails', preset: 'recommended' },
    messages: {
      requeued: "A message of '{{consumer}}' that always fails is put back at once ({{where}}) and comes again without end, as fast as the broker can.",
      redelivered: "A message of '{{consumer}}' that always fails is tried again without a limit ({{where}}): it takes the place of others until it is too old.",
      recurs: "A message of '{{consumer}}' that always fails comes again for ever ({{where}}): nothing counts its tries.",
      blocks: "A message of '{{consumer}}' that always fails is tried again without a limit ({{where}}), and nothing behind it is handled until it is too old.",
      retriedForEver: "Temporal runs '{{consumer}}'{{others}} again for ever when it always fails ({{where}}): no 'maximumAttempts' or 'scheduleToCloseTimeout' ends it.",
      replayed: "Failed jobs of '{{consumer}}' are all run again and again ({{where}}): nothing counts how often, so a job that cannot succeed never ends.",
      unusedBackoff: "'backoff' is set for jobs of '{{consumer}}', but {{library}} tries a job once unless 'attempts' says otherwise: a job that fails is never tried again.",
    },
    intent: 'keep-trying',
    // That an activity is tried until its workflow ends is how Temporal is meant to be used: only who wants limits asks.
    options: { activities: { type: 'boolean', description: 'Also report Temporal activities that are called without an end to their tries.' } },
    defaultOptions: { activities: false },
  },
  *check(model, { activities }) {
    const endless = model.consumers.flatMap((consumer): readonly EndlessConsumer[] => {
      const deliveries = deliveriesOf(model, consumer);
      return deliveries.status === 'unbounded' ? [{ consumer, deliveries }] : [];
    });
    for (const { consumer, deliveries } of endless) {
      if (deliveries.how === 'retriedForEver') continue;
      yield {
        at: placeOfConsumer(model, consumer),
        messageId: deliveries.how,
        data: { consumer: consumerName(consumer), where: shortPath(deliveries.at) },
        because: [...deliveries.because, ...kept(model, consumer)],
        suggestions: deliveries.how === 'requeued' ? rejectsForGood(model, consumer) : [],
        consumer: consumer.id,
      };
    }
    if (activities) yield* policies(endless);
    yield* unused(model);
  },
});

interface EndlessConsumer {
  readonly consumer: Consumer;
  readonly deliveries: Extract<Deliveries, { readonly status: 'unbounded' }>;
}

/** One policy is one thing to mend, whatever is called under it. */
function policies(endless: readonly EndlessConsumer[]): readonly Finding<'retriedForEver'>[] {
  const byPlace = new Map<string, EndlessConsumer[]>();
  for (const each of endless) {
    if (each.deliveries.how !== 'retriedForEver') continue;
    const key = placeKey(each.deliveries.at);
    byPlace.set(key, [...(byPlace.get(key) ?? []), each]);
  }
  return [...byPlace.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const { consumer, deliveries: { at } } = first;
    return [
      {
        at,
        messageId: 'retriedForEver',
        data: { consumer: consumerName(consumer), others: andMore(others.length), where: shortPath(at) },
        because: [first, ...others].map((each) => ({ at: each.consumer.at, note: 'what it calls' })),
        consumer: consumer.id,
      },
    ];
  });
}

function andMore(others: number): string {
  return others === 0 ? '' : ` and ${String(others)} more`;
}

/** Retries that are prepared and never happen. */
function unused(model: ProjectModel): readonly Finding<'unusedBackoff'>[] {
  return unusedBackoffs(model).map(({ at, destination, library, suggestion }) => ({
    at,
    messageId: 'unusedBackoff',
    data: { consumer: destination, library },
    suggestions: suggestion ? [suggestion] : [],
  }));
}

/** The other half of the same cause, which `require-dead-letter` reports. */
function kept(model: ProjectModel, consumer: Consumer): readonly Evidence[] {
  const deadLetter = deadLetterOf(model, consumer);
  if (deadLetter.status !== 'lost') return [];
  return [{ at: deadLetter.at ?? consumer.at, note: 'no dead-letter destination either: one with a limit of tries ends the deliveries and keeps the message' }];
}
