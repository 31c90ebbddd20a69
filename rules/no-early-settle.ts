import type { Consumer, ProjectModel } from '../src/link/project-model.ts';
import type { Evidence, Finding } from '../src/model/finding.ts';
import { consumerName } from '../src/queries/consumer-name.ts';
import { type Early, type EarlySettle, earlySettles } from '../src/queries/early-settle-of.ts';
import { acknowledgingLater } from '../src/queries/edits/acknowledging-later.ts';
import { awaiting } from '../src/queries/edits/await-call.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noEarlySettle = defineRule({
  name: 'no-early-settle',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow settling a message before its work is done', preset: 'recommended' },
    messages: {
      acknowledgedFirst:
        "The message of '{{consumer}}' is acknowledged before its work ({{work}}): a crash or an error in between loses it.",
      unawaited:
        "Nobody waits for the work of '{{consumer}}' ({{work}}): the message counts as done before it is, and a failure is lost.",
      automatic:
        "A message of '{{consumer}}' counts as done when it is delivered ({{option}}): a crash or an error in its work ({{work}}) loses it.",
      buffered:
        "What '{{consumer}}' is to store only waits in memory ({{buffer}}) when its message counts as done: what is there when the process ends, or when storing it ({{work}}) fails, is lost.",
      shared: 'The messages of {{count}} consumers ({{consumer}}, …) count as done here before their work is: a crash or a failure loses them.',
    },
    intent: 'at-most-once',
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    // What many consumers share is to be mended there, once.
    for (const group of earlySettles(model)) {
      const [first, ...others] = group;
      yield others.length === 0 ? ofOne(model, first) : ofMany(model, group);
    }
  },
});

type MessageId = 'acknowledgedFirst' | 'unawaited' | 'automatic' | 'buffered' | 'shared';

function ofOne(model: ProjectModel, { consumer, early }: Early): Finding<MessageId> {
  return {
    at: early.at,
    messageId: MESSAGES[early.how],
    data: { consumer: consumerName(consumer), work: shortPath(early.work), option: early.option ?? '', buffer: early.buffer ? shortPath(early.buffer) : '' },
    because: [
      consumes(consumer),
      ...(early.buffer ? [{ at: early.buffer, note: 'puts its work into a list in memory' }] : []),
      { at: early.work, note: early.buffer ? 'stores the list later' : 'work that may be lost' },
    ],
    suggestions: mending(model, early),
    consumer: consumer.id,
  };
}

/** Consumers that are named; the rest is counted. */
const MOST_NAMED = 10;

function ofMany(model: ProjectModel, group: readonly [Early, ...Early[]]): Finding<MessageId> {
  const [{ consumer, early }] = group;
  return {
    at: early.at,
    messageId: 'shared',
    data: { count: String(group.length), consumer: `'${consumerName(consumer)}'` },
    because: group.slice(0, MOST_NAMED).flatMap((each) => [consumes(each.consumer), { at: each.early.work, note: 'work that may be lost' }]),
    suggestions: mending(model, early),
  };
}

function consumes(consumer: Consumer): Evidence {
  return { at: consumer.at, note: `consumes '${consumerName(consumer)}'` };
}

function mending({ linker }: ProjectModel, { unawaited, acknowledged }: EarlySettle): NonNullable<Finding['suggestions']> {
  if (acknowledged) return acknowledgingLater(linker, acknowledged.by, acknowledged.work);
  return unawaited ? awaiting(unawaited, 'Wait for the work, so that the message is done when it is.') : [];
}

const MESSAGES: Readonly<Record<EarlySettle['how'], 'acknowledgedFirst' | 'unawaited' | 'automatic' | 'buffered'>> = {
  'acknowledged first': 'acknowledgedFirst',
  unawaited: 'unawaited',
  automatic: 'automatic',
  buffered: 'buffered',
};
