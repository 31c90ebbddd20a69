import { placeKey } from '../src/model/location.ts';
import { exchangeFlaws } from '../src/queries/dead-letter-flaws/exchanges.ts';
import type { DeadLetterFlaw } from '../src/queries/dead-letter-flaws/flaw.ts';
import { functionFlaws } from '../src/queries/dead-letter-flaws/functions.ts';
import { queueFlaws } from '../src/queries/dead-letter-flaws/queues.ts';
import { defineRule } from '../src/rule/rule.ts';

export const requireReachableDeadLetter = defineRule({
  name: 'require-reachable-dead-letter',
  meta: {
    type: 'problem',
    docs: { description: 'Require dead-letter destinations that get what fails', preset: 'strict' },
    messages: {
      ignored: "This dead-letter setting of '{{name}}' has no effect: SST reads no such property of a consumer, only 'cdk.eventSource.onFailure' and the queue's own.",
      wrongLayer: "This dead-letter setting serves asynchronous invocations, but '{{name}}' is polled for: what fails never gets there. The source needs its own.",
      otherType: "The dead-letter queue of '{{name}}' is of another type: one of both is FIFO, and SQS takes only a dead-letter queue of the same type.",
      shorter: "The dead-letter queue of '{{name}}' keeps messages {{dead}}, the queue {{own}}, counted from the first send: what fails late is deleted before anybody looks.",
      firstFailure: "A message of '{{name}}' is given up after its first failure ({{setting}} 1): a restart or a short outage sends all there is to the dead-letter queue.",
      sameConsumer: "'{{name}}' takes from a queue and from its dead-letter queue: what fails is tried for ever, and nothing is kept.",
      unbound: "No queue is bound to '{{exchange}}', the dead-letter exchange of '{{name}}': RabbitMQ drops what is rejected, without an error.",
      unroutable: "No binding of '{{exchange}}' fits '{{key}}', the dead-letter routing key of '{{name}}': RabbitMQ drops what is rejected, without an error.",
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    const flaws: readonly DeadLetterFlaw[] = [...queueFlaws(model), ...functionFlaws(model), ...exchangeFlaws(model)];
    const seen = new Set<string>();
    for (const { how, at, name, because, detail, consumer, suggestions = [] } of flaws) {
      const key = `${how} ${placeKey(at)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield { at, messageId: how, data: { name, ...detail }, because, suggestions, ...(consumer !== undefined && { consumer }) };
    }
  },
});
