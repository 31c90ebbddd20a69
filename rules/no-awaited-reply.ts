import type { Evidence, Finding } from '../src/model/finding.ts';
import { type AwaitedReply, awaitedReplies } from '../src/queries/awaited-replies.ts';
import { consumerName } from '../src/queries/consumer-name.ts';
import { entryName } from '../src/queries/entry-name.ts';
import { chainText } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noAwaitedReply = defineRule({
  name: 'no-awaited-reply',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow waiting for the job that was just sent', preset: 'recommended' },
    messages: {
      requestWaits: '{{who}} for a job in a queue: as slow as its backlog, and stuck where no worker runs. {{chain}}',
      requestPolls: '{{who}} in a loop that asks for the state of a job in a queue: as slow as its backlog, and stuck where no worker runs. {{chain}}',
      workerWaits:
        "The handler of '{{consumer}}' waits for another job and so keeps its place in the worker: when all places wait, nobody does the work. {{chain}}",
    },
    intent: 'keep-waiting',
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const reply of awaitedReplies(model)) {
      const finding = ofRequests(reply) ?? ofConsumer(reply);
      if (finding) yield finding;
    }
  },
});

type MessageId = 'requestWaits' | 'requestPolls' | 'workerWaits';

function ofRequests(reply: AwaitedReply): Finding<MessageId> | undefined {
  const { at, how, chain, requests } = reply;
  const [entry, ...others] = requests;
  if (!entry) return undefined;
  const name = entryName(entry);
  return {
    at,
    messageId: how === 'poll' ? 'requestPolls' : 'requestWaits',
    data: {
      who: others.length === 0 ? `'${name}' waits` : `'${name}' and ${String(others.length)} more wait`,
      chain: chainText(chain),
    },
    because: [{ at: entry.at, note: `answers '${name}'` }, ...hopsOf(reply)],
  };
}

function ofConsumer(reply: AwaitedReply): Finding<MessageId> | undefined {
  const [consumer] = reply.consumers;
  if (!consumer) return undefined;
  const name = consumerName(consumer);
  return {
    at: reply.at,
    messageId: 'workerWaits',
    data: { consumer: name, chain: chainText(reply.chain) },
    because: [{ at: consumer.at, note: `consumes '${name}'` }, ...hopsOf(reply)],
    consumer: consumer.id,
  };
}

function hopsOf({ chain, how }: AwaitedReply): readonly Evidence[] {
  const last = how === 'poll' ? 'asks for the state of the job' : 'waits for the end of the job';
  return chain.map(({ name, at }, index) => ({ at, note: index === chain.length - 1 ? last : `calls ${name}` }));
}
