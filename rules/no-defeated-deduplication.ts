import type { Finding } from '../src/model/finding.ts';
import { consumerName } from '../src/queries/consumer-name.ts';
import { type EarlyMark, earlyMarks } from '../src/queries/deduplication/early-marks.ts';
import { type FreshKey, freshKeys } from '../src/queries/deduplication/fresh-keys.ts';
import { type WholeEvent, wholeEvents } from '../src/queries/deduplication/whole-events.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noDefeatedDeduplication = defineRule({
  name: 'no-defeated-deduplication',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow keys and marks against duplicates that cannot work', preset: 'strict' },
    messages: {
      freshKey: "'{{option}}' is made of {{by}} ({{fresh}}): {{library}} compares it and finds a new one each time, so no second send is ever recognised.",
      freshAtRedelivery:
        "'{{option}}' is made of {{by}} ({{fresh}}): when a message of '{{consumer}}' comes again, {{library}} takes what it sends for another message.",
      markedBeforeWork:
        "A message of '{{consumer}}' is marked as seen before its work ({{work}}): when that fails, the retry finds the mark and does nothing, and the work is lost.",
      wholeEvent:
        "The whole batch of '{{consumer}}' is its key: a second delivery has other receipt handles and counts, so no message is ever recognised.",
    },
    options: {},
    defaultOptions: {},
  },
  check(model) {
    return [...freshKeys(model).map(ofFreshKey), ...earlyMarks(model).map(ofEarlyMark), ...wholeEvents(model).map(ofWholeEvent)];
  },
});

function ofFreshKey({ at, option, library, fresh, consumer }: FreshKey): Finding<'freshKey' | 'freshAtRedelivery'> {
  const data = { option, library, by: fresh.by, fresh: shortPath(fresh.at) };
  const made = { at: fresh.at, note: `makes ${fresh.by} anew at each run` };
  if (!consumer) return { at, messageId: 'freshKey', data, because: [made] };
  const name = consumerName(consumer);
  const because = [{ at: consumer.at, note: `consumes '${name}'` }, made];
  return { at, messageId: 'freshAtRedelivery', data: { ...data, consumer: name }, because, consumer: consumer.id };
}

function ofEarlyMark({ at, work, consumer }: EarlyMark): Finding<'markedBeforeWork'> {
  const name = consumerName(consumer);
  const because = [
    { at: consumer.at, note: `consumes '${name}'` },
    { at, note: 'marks the message as seen' },
    { at: work, note: 'work that may fail' },
  ];
  return { at, messageId: 'markedBeforeWork', data: { consumer: name, work: shortPath(work) }, because, consumer: consumer.id };
}

function ofWholeEvent({ at, consumer }: WholeEvent): Finding<'wholeEvent'> {
  const name = consumerName(consumer);
  return { at, messageId: 'wholeEvent', data: { consumer: name }, because: [{ at: consumer.at, note: `consumes '${name}'` }], consumer: consumer.id };
}
