import { consumerName } from '../src/queries/consumer-name.ts';
import { listeningToFailures } from '../src/queries/edits/listening-to-failures.ts';
import { loggingCaught } from '../src/queries/edits/logging-caught.ts';
import { failureSignalOf } from '../src/queries/failure-signal-of.ts';
import { placeOfConsumer } from '../src/queries/place-of-consumer.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const requireFailureSignal = defineRule({
  name: 'require-failure-signal',
  meta: {
    type: 'problem',
    docs: { description: 'Require that somebody learns of messages that fail', preset: 'strict' },
    messages: {
      unheard: "Nobody learns when a message of '{{consumer}}' fails: {{library}} writes no log of it, nobody listens for failures, and the handler logs none.",
      caught: "Nobody learns when a message of '{{consumer}}' fails: the error ends in a 'catch' ({{where}}) without a log line.",
      rejected: "Nobody learns when a message of '{{consumer}}' fails: the 'catch' ({{where}}) rejects it or puts it back without a log line.",
      answered: "Nobody learns when a message of '{{consumer}}' fails: the handler answers with a status ({{where}}) that no caller reads, without a log line.",
    },
    intent: 'watched-elsewhere',
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    const names = new Map<string, Set<string>>();
    for (const consumer of model.consumers) {
      const signal = failureSignalOf(model, consumer);
      if (signal.status !== 'missing') continue;
      const { file } = consumer.declaredAt;
      const given = names.get(file) ?? new Set<string>();
      names.set(file, given);
      yield {
        at: placeOfConsumer(model, consumer),
        messageId: signal.how,
        data: { consumer: consumerName(consumer), library: consumer.broker.title, where: shortPath(signal.at) },
        because: [{ at: signal.at, note: signal.how === 'unheard' ? 'made here, and nobody listens' : 'the failure ends here' }],
        suggestions: signal.how === 'unheard' ? listeningToFailures(model, consumer, given) : signal.by ? loggingCaught(model.linker, signal.by) : [],
        consumer: consumer.id,
      };
    }
  },
});
