import type { Finding } from '../src/model/finding.ts';
import { type Orphan, orphans } from '../src/queries/orphans.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noOrphanDestination = defineRule({
  name: 'no-orphan-destination',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow destinations with one end only', preset: 'strict' },
    messages: {
      misspelt: "Nobody consumes '{{name}}', where this goes, and nobody sends to '{{consumed}}', which is consumed ({{consumer}}): what is sent waits for ever.",
      unconsumed: "Nobody runs the jobs of '{{name}}': the project has workers for all {{count}} of its other queues ({{other}}, …), but these wait for ever.",
    },
    options: {},
    defaultOptions: {},
  },
  check(model) {
    return orphans(model).map((orphan) => (orphan.how === 'misspelt' ? ofMisspelt(orphan) : ofUnconsumed(orphan)));
  },
});

function ofMisspelt({ producer, name, consumer, consumed }: Extract<Orphan, { how: 'misspelt' }>): Finding<'misspelt'> {
  const data = { name, consumed, consumer: shortPath(consumer.at) };
  return { at: producer.askedAt, messageId: 'misspelt', data, because: [{ at: consumer.at, note: `consumes '${consumed}'` }] };
}

function ofUnconsumed({ producer, name, others }: Extract<Orphan, { how: 'unconsumed' }>): Finding<'unconsumed'> {
  const [first] = others;
  const data = { name, count: String(others.length), other: first ? shortPath(first.at) : '' };
  const because = others.map(({ at, destination }) => ({ at, note: `consumes '${destination?.shown ?? ''}'` }));
  return { at: producer.askedAt, messageId: 'unconsumed', data, because };
}
