import type { Finding } from '../src/model/finding.ts';
import { consumerName } from '../src/queries/consumer-name.ts';
import { type UnhandledJob, unhandledJobs } from '../src/queries/messages/job-names.ts';
import { type LostValue, lostValues } from '../src/queries/messages/lost-values.ts';
import { type PayloadMismatch, payloadMismatches } from '../src/queries/messages/payload-mismatches.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noMismatchedMessage = defineRule({
  name: 'no-mismatched-message',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow messages that their consumers cannot read', preset: 'strict' },
    messages: {
      ignoredJob: "No handler of '{{destination}}' knows the job '{{job}}' ({{consumer}} knows {{known}}): it counts as done, and nothing is done.",
      refusedJob: "No handler of '{{destination}}' knows the job '{{job}}' ({{consumer}} knows {{known}}): it always fails.",
      unparsed: "The data of '{{consumer}}' is a text when it comes, made by JSON.stringify ({{sent}}), and nobody parses it: its properties are undefined.",
      parsedTwice: "The data of '{{consumer}}' is an object when it comes, sent as one ({{sent}}): JSON.parse throws, and every job fails.",
      dateAsText: "'{{field}}' of '{{consumer}}' is sent as a Date ({{sent}}), but JSON makes it a text: this call throws.",
      misspelt: "Nobody sends '{{field}}' to '{{consumer}}'; what is sent is '{{name}}' ({{sent}}), which it does not read.",
      lostValue: "'{{field}}' is {{what}}, of which JSON makes '{}': whoever reads the message{{destination}} learns nothing of it.",
    },
    options: {},
    defaultOptions: {},
  },
  check(model) {
    return [...unhandledJobs(model).map(ofJob), ...payloadMismatches(model).map(ofPayload), ...lostValues(model).map(ofValue)];
  },
});

function ofJob({ producer, job, known, consumer, fate }: UnhandledJob): Finding<'ignoredJob' | 'refusedJob'> {
  const names = known.map((name) => `'${name}'`);
  const data = {
    destination: producer.destination?.shown ?? '',
    job,
    consumer: shortPath(consumer.at),
    known: names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${String(names.length - 3)} more` : names.join(', '),
  };
  return { at: producer.askedAt, messageId: fate === 'fails' ? 'refusedJob' : 'ignoredJob', data, because: [{ at: consumer.at, note: 'picks its work by the name of the job' }] };
}

function ofPayload(mismatch: PayloadMismatch): Finding<'unparsed' | 'parsedTwice' | 'dateAsText' | 'misspelt'> {
  const { consumer, at, sentAt } = mismatch;
  const name = consumerName(consumer);
  const because = [{ at: sentAt, note: 'what is sent' }, { at: consumer.at, note: `consumes '${name}'` }];
  const data = { consumer: name, sent: shortPath(sentAt) };
  const found = { at, because, consumer: consumer.id };
  switch (mismatch.how) {
    case 'text is read as an object':
      return { ...found, messageId: 'unparsed', data };
    case 'object is parsed as text':
      return { ...found, messageId: 'parsedTwice', data };
    case 'date is a text':
      return { ...found, messageId: 'dateAsText', data: { ...data, field: mismatch.field } };
    case 'misspelt':
      return { ...found, messageId: 'misspelt', data: { ...data, field: mismatch.field, name: mismatch.sent } };
  }
}

function ofValue({ producer, field, what, at }: LostValue): Finding<'lostValue'> {
  const destination = producer.destination ? ` of '${producer.destination.shown}'` : '';
  return { at, messageId: 'lostValue', data: { field, what, destination }, because: [{ at: producer.at, note: 'sends it' }] };
}
