import { consumerName } from '../src/queries/consumer-name.ts';
import { deadLetterOf } from '../src/queries/dead-letter-of.ts';
import { placeOfConsumer } from '../src/queries/place-of-consumer.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const requireDeadLetter = defineRule({
  name: 'require-dead-letter',
  meta: {
    type: 'problem',
    docs: { description: 'Require a place for messages that cannot be processed', preset: 'recommended' },
    messages: {
      deletedAfterTries:
        "A message of '{{consumer}}' that fails {{tries}} is deleted: no dead-letter destination keeps it ({{where}}).",
      cyclesUntilRetention:
        "A message of '{{consumer}}' that always fails comes again until it is too old and then is gone: no dead-letter destination keeps it ({{where}}).",
      cyclesForEver:
        "A message of '{{consumer}}' that always fails comes again for ever: nothing counts its tries or puts it aside ({{where}}).",
      staysPending:
        "A message of '{{consumer}}' that fails stays pending for ever: nothing claims it again or puts it aside ({{where}}).",
      blocksPartition:
        "A message of '{{consumer}}' that always fails blocks everything behind it until it is too old: nothing moves it to a dead-letter destination ({{where}}).",
      droppedAtFirstFailure:
        "A message of '{{consumer}}' is gone at its first failure: no dead-letter destination keeps it ({{where}}).",
      removed:
        "A job of '{{consumer}}' that failed for good is removed, although {{library}} would keep it: nothing is left to look at or to run again ({{where}}).",
    },
    intent: 'onPoison: drop',
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const consumer of model.consumers) {
      const deadLetter = deadLetterOf(model, consumer);
      if (deadLetter.status !== 'lost') continue;
      yield {
        at: placeOfConsumer(model, consumer),
        messageId: deadLetter.fate,
        data: {
          consumer: consumerName(consumer),
          library: consumer.broker.title,
          where: shortPath(deadLetter.at ?? consumer.at),
          tries: counted(deadLetter.tries ?? 1),
        },
        because: deadLetter.because,
        ...(deadLetter.at && { cause: deadLetter.at }),
        suggestions: deadLetter.suggestions ?? [],
        consumer: consumer.id,
      };
    }
  },
});

function counted(tries: number): string {
  return tries === 1 ? 'once' : `${String(tries)} times`;
}
