import type { LinkedProducer } from '../../link/producers.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { Location } from '../../model/location.ts';
import { literalBehind } from '../deduplication/written.ts';
import { producersOf } from '../dead-letter/job-store.ts';
import { isNear } from '../near-name.ts';
import { type DataRead, dataRead } from './data-read.ts';
import { type Payload, payloadOf } from './payload-of.ts';

/** A consumer that reads something else than what is sent. */
export type PayloadMismatch = { readonly consumer: Consumer; readonly at: Location; readonly sentAt: Location } & (
  | { readonly how: 'text is read as an object' | 'object is parsed as text' }
  | { readonly how: 'date is a text'; readonly field: string }
  /** No producer sets the field; all set one that is called nearly so, which the consumer does not read. */
  | { readonly how: 'misspelt'; readonly field: string; readonly sent: string }
);

export function payloadMismatches(model: ProjectModel): readonly PayloadMismatch[] {
  return model.consumers.flatMap((consumer) => {
    const { broker, handler, registered, ofMessages } = consumer;
    // What stands between the library and the handler may give it something else than the job.
    const isCalled = handler !== undefined && handler.file === registered?.file && handler.fn === registered.fn;
    if ((broker.name !== 'bullmq' && broker.name !== 'bull') || !isCalled || ofMessages === false) return [];
    const sent = sentTo(model, consumer);
    return sent ? mismatchesOf(model, consumer, sent, dataRead(handler)) : [];
  });
}

interface Sent {
  readonly producer: LinkedProducer;
  readonly payload: Payload;
}

/** What every producer of the consumer's queue sends; `undefined`: not all of it is known. */
function sentTo(model: ProjectModel, consumer: Consumer): readonly [Sent, ...Sent[]] | undefined {
  const { broker, destination, job } = consumer;
  if (destination?.texts.length !== 1 || destination.patterns.length + destination.settings.length > 0) return undefined;
  const unknown = model.producers.some((other) => other.broker === broker && (!other.destination || other.destination.patterns.length + other.destination.settings.length > 0));
  if (unknown) return undefined;
  const producers = producersOf(model, consumer).filter((each) => job === undefined || each.job === undefined || each.job === job);
  const all = producers.map((producer) => {
    const payload = payloadOf(model, producer);
    return payload && { producer, payload };
  });
  const [first, ...others] = all.filter((each) => each !== undefined);
  return first && others.length === all.length - 1 ? [first, ...others] : undefined;
}

function mismatchesOf(model: ProjectModel, consumer: Consumer, sent: readonly [Sent, ...Sent[]], read: DataRead): readonly PayloadMismatch[] {
  const [{ producer }] = sent;
  const found = { consumer, sentAt: producer.at };
  if (sent.every(({ payload }) => payload.form === 'object') && read.parsedAt) return [{ ...found, how: 'object is parsed as text', at: read.parsedAt }];
  if (sent.every(({ payload }) => payload.form === 'text')) {
    const [field] = [...read.fields].filter(([name]) => !OF_TEXTS.has(name));
    return field && !read.parsedAt && !read.handedOn ? [{ ...found, how: 'text is read as an object', at: field[1] ?? consumer.at }] : [];
  }
  return sent.every(({ payload }) => payload.form === 'object' && payload.whole) ? [...dates(model, consumer, sent, read), ...misspelt(consumer, sent, read)] : [];
}

/** What a text has as well. */
const OF_TEXTS: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(String.prototype));

/** JSON makes a text of a date, and nobody makes a date of it again. */
function dates({ linker }: ProjectModel, consumer: Consumer, sent: readonly [Sent, ...Sent[]], { dates: read }: DataRead): readonly PayloadMismatch[] {
  return [...read].flatMap(([field, at]): readonly PayloadMismatch[] => {
    const fields = sent.map(({ payload }) => payload.fields.find(({ name }) => name === field));
    const [first] = fields;
    const areDates = fields.every((each) => {
      if (!each) return false;
      const { value, frame } = literalBehind(each.written);
      const entities = linker.evaluate(value, frame);
      return entities.length > 0 && entities.every((entity) => entity.is === 'external' && entity.from === 'new' && entity.of?.package === 'global' && entity.of.name === 'Date');
    });
    return first && areDates ? [{ consumer, how: 'date is a text', field, at, sentAt: first.at }] : [];
  });
}

function misspelt(consumer: Consumer, sent: readonly [Sent, ...Sent[]], { fields, handedOn }: DataRead): readonly PayloadMismatch[] {
  if (handedOn) return [];
  const [{ payload }] = sent;
  const unread = payload.fields.filter(({ name }) => !fields.has(name) && sent.every((each) => each.payload.fields.some((field) => field.name === name)));
  return [...fields].flatMap(([field, at]): readonly PayloadMismatch[] => {
    if (sent.some((each) => each.payload.fields.some(({ name }) => name === field))) return [];
    const near = unread.find(({ name }) => isNear(name, field));
    return near ? [{ consumer, how: 'misspelt', field, sent: near.name, at: at ?? consumer.at, sentAt: near.at }] : [];
  });
}
