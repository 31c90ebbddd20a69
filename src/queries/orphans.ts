import type { DestinationFacts } from '../link/destinations.ts';
import type { Name } from '../link/name.ts';
import type { LinkedProducer } from '../link/producers.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { MessagingSystem } from '../model/broker.ts';
import { isNear } from './near-name.ts';

/** A destination with one end only. */
export type Orphan =
  /** Sent to under a name that nobody consumes, where one that is called nearly so is consumed and never sent to. */
  | { readonly how: 'misspelt'; readonly producer: LinkedProducer; readonly name: string; readonly consumer: Consumer; readonly consumed: string }
  /** Jobs that nobody runs, in a project that runs those of all its other queues. */
  | { readonly how: 'unconsumed'; readonly producer: LinkedProducer; readonly name: string; readonly others: readonly Consumer[] };

/** Stores of jobs of which an application has its own, so that who runs them is in the same project. */
const OWN: ReadonlySet<MessagingSystem> = new Set(['bullmq', 'bull', 'bee_queue', 'kue', 'pg_boss', 'graphile_worker', 'agenda']);

/** Systems in which producers and consumers call a destination by one name: no exchanges, topics with subscriptions, patterns. */
const ONE_NAME: ReadonlySet<MessagingSystem> = new Set([...OWN, 'kafka', 'aws_sqs', 'cloudflare_queues', 'azure_storage_queues', 'rsmq', 'redis_streams']);

/** Other queues of a project that have to have both ends, before one with a single end is a mistake. */
const ENOUGH = 2;

export function orphans(model: ProjectModel): readonly Orphan[] {
  const systems = new Set(model.producers.map(({ broker }) => broker.system));
  return [...systems].filter((system) => ONE_NAME.has(system)).flatMap((system) => orphansOf(model, system));
}

interface Ends {
  readonly producers: readonly LinkedProducer[];
  readonly consumers: readonly Consumer[];
}

function orphansOf(model: ProjectModel, system: MessagingSystem): readonly Orphan[] {
  const consumers = model.consumers.filter((each) => each.system === system);
  const producers = model.producers.filter(({ broker }) => broker.system === system);
  // One whose name only the deployment knows may be the missing end of any.
  const isOpen = [...consumers, ...producers].some(({ destination }) => !isWritten(destination));
  if (isOpen || consumers.length === 0) return [];
  const ends = endsOf(model, producers, consumers);
  const sentOnly = [...ends].filter(([, each]) => each.consumers.length === 0);
  const consumedOnly = [...ends].filter(([, each]) => each.producers.length === 0);
  const whole = [...ends.values()].filter((each) => each.consumers.length > 0 && each.producers.length > 0);
  return sentOnly.flatMap(([destination, { producers: [producer] }]): readonly Orphan[] => {
    const name = producer?.destination?.texts[0];
    if (!producer || name === undefined || destination.isDeadLetter) return [];
    const pair = pairOf(name, consumedOnly, sentOnly);
    if (pair) return [{ how: 'misspelt', producer, name, ...pair }];
    const isAlone = sentOnly.length === 1 && consumedOnly.length === 0 && whole.length >= ENOUGH && OWN.has(system);
    return isAlone && !producer.schedule ? [{ how: 'unconsumed', producer, name, others: whole.flatMap((each) => each.consumers.slice(0, 1)) }] : [];
  });
}

function isWritten(name: Name | undefined): name is Name {
  return name !== undefined && name.texts.length > 0 && name.patterns.length + name.settings.length === 0;
}

function endsOf(model: ProjectModel, producers: readonly LinkedProducer[], consumers: readonly Consumer[]): ReadonlyMap<DestinationFacts, Ends> {
  const ends = new Map<DestinationFacts, { readonly producers: LinkedProducer[]; readonly consumers: Consumer[] }>();
  const of = (destination: DestinationFacts): { readonly producers: LinkedProducer[]; readonly consumers: Consumer[] } => {
    const known = ends.get(destination) ?? { producers: [], consumers: [] };
    ends.set(destination, known);
    return known;
  };
  for (const producer of producers) {
    if (!producer.destination) continue;
    const destinations = model.destinationsOf({ system: producer.broker.system, name: producer.destination, at: producer.at });
    for (const destination of destinations) of(destination).producers.push(producer);
  }
  for (const consumer of consumers) for (const source of consumer.sources) of(source).consumers.push(consumer);
  return ends;
}

/** The one consumer without senders whose destination is called nearly so, if no other name comes as near. */
function pairOf(
  name: string,
  consumedOnly: readonly (readonly [DestinationFacts, Ends])[],
  sentOnly: readonly (readonly [DestinationFacts, Ends])[],
): { readonly consumer: Consumer; readonly consumed: string } | undefined {
  const near = consumedOnly.flatMap(([, { consumers: [consumer] }]) => {
    const consumed = consumer?.destination?.texts.find((text) => isNear(text, name));
    return consumer && consumed !== undefined ? [{ consumer, consumed }] : [];
  });
  const [pair, ...others] = near;
  if (!pair || others.length > 0) return undefined;
  const rivals = sentOnly.filter(([, { producers: [producer] }]) => producer?.destination?.texts.some((text) => isNear(text, pair.consumed)));
  return rivals.length === 1 ? pair : undefined;
}
