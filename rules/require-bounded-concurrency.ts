import type { Finding } from '../src/model/finding.ts';
import { type AskedSends, askedSends } from '../src/queries/fan-outs/asked-sends.ts';
import { consumerName } from '../src/queries/consumer-name.ts';
import { entryName } from '../src/queries/entry-name.ts';
import { type FanOut, fanOuts } from '../src/queries/fan-outs/fan-outs.ts';
import { type SmallPool, smallPools } from '../src/queries/fan-outs/small-pools.ts';
import { chainText, shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

const SOURCES = { message: 'the message', store: 'the database' } as const;

export const requireBoundedConcurrency = defineRule({
  name: 'require-bounded-concurrency',
  meta: {
    type: 'problem',
    docs: { description: 'Require handlers to bound how much they start at once', preset: 'strict' },
    messages: {
      requests: "A message of '{{consumer}}' starts a request for every element of a list from {{source}}, all at once: a long list meets rate limits, timeouts and memory: {{chain}}",
      sends: "A message of '{{consumer}}' sends one message for every element of a list from {{source}}, each in a request of its own, all at once: {{chain}}",
      asked: "'{{entry}}' sends one message{{to}} for every element of a list that the request brings, all at once and each in a round trip: as many as somebody asks for.",
      pool: "'{{consumer}}' works on {{concurrency}} messages at once, but its pool has {{size}} connections ({{pool}}): the others wait for one, or fail waiting.",
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const fanOut of fanOuts(model)) yield ofFanOut(fanOut);
    for (const asked of askedSends(model)) yield ofAsked(asked);
    for (const pool of smallPools(model)) yield ofPool(pool);
  },
});

function ofFanOut({ does, at, consumer, source, chain }: FanOut): Finding<FanOut['does']> {
  const name = consumerName(consumer);
  return {
    at,
    messageId: does,
    data: { consumer: name, source: SOURCES[source], chain: chainText(chain) },
    because: [
      { at: consumer.at, note: `handles '${name}'` },
      ...chain.map((hop, index) => ({ at: hop.at, note: index === chain.length - 1 ? `once for each element: ${hop.name}` : `calls ${hop.name}` })),
    ],
    consumer: consumer.id,
  };
}

function ofAsked({ entry, at, producer }: AskedSends): Finding<'asked'> {
  const name = entryName(entry);
  return {
    at,
    messageId: 'asked',
    data: { entry: name, to: producer.destination ? ` to '${producer.destination.shown}'` : '' },
    because: [{ at: entry.at, note: `answers '${name}'` }, { at: producer.at, note: 'once for each element' }],
  };
}

function ofPool({ consumer, concurrency, size, pool }: SmallPool): Finding<'pool'> {
  return {
    at: consumer.at,
    messageId: 'pool',
    data: { consumer: consumerName(consumer), concurrency: String(concurrency), size: String(size), pool: shortPath(pool) },
    because: [{ at: pool, note: `${String(size)} connections` }],
    consumer: consumer.id,
  };
}
