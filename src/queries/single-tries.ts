import type { LinkedDeclaration } from '../link/declarations.ts';
import type { Entity } from '../link/entity.ts';
import type { LinkedProducer } from '../link/producers.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { Location } from '../model/location.ts';
import { producersOf } from './dead-letter/job-store.ts';
import { deliveriesOf } from './deliveries-of.ts';
import { type Work, workIn } from './failure-of.ts';
import { listenersOf } from './listeners-of.ts';
import { isSet, optionOf } from './options.ts';
import { somewhere } from './somewhere.ts';

/** A queue whose jobs are tried once, because nobody says how often. */
export interface SingleTry {
  readonly consumer: Consumer;
  /** Where the queue is made, which could say it for all. */
  readonly at: Location;
  readonly declaration: LinkedDeclaration;
  readonly producers: readonly LinkedProducer[];
  /** Work that may fail for a moment. */
  readonly work: Location;
}

/**
 * Queues of BullMQ and Bull, whose jobs have one attempt by default, where no place sets another number.
 * Source: bullmq 6.7.0 `dist/cjs/classes/job.js` (`attempts: 0`, retried while `attemptsMade + 1 < attempts`); bull 4.16.5 `lib/job.js`.
 */
export function singleTries(model: ProjectModel): readonly SingleTry[] {
  const found = new Map<string, SingleTry>();
  for (const consumer of model.consumers) {
    if (consumer.broker.name !== 'bullmq' && consumer.broker.name !== 'bull') continue;
    const each = singleTry(model, consumer);
    if (each && !found.has(consumer.sources[0]?.id ?? '')) found.set(consumer.sources[0]?.id ?? '', each);
  }
  return [...found.values()];
}

function singleTry(model: ProjectModel, consumer: Consumer): SingleTry | undefined {
  const [source, ...others] = consumer.sources;
  const [declaration] = source?.declarations ?? [];
  if (!source || !declaration || others.length > 0 || consumer.ofMessages === false) return undefined;
  const producers = producersOf(model, consumer).filter(({ schedule }) => !schedule);
  if (producers.length === 0 || !isUnsetEverywhere(model, consumer, producers)) return undefined;
  const deliveries = deliveriesOf(model, consumer);
  if (deliveries.status !== 'bounded' || deliveries.max !== 1 || isSentAgain(model, consumer)) return undefined;
  const work = workIn(consumer.flow).find(mayPass);
  return work && { consumer, at: declaration.at, declaration, producers, work: work.at };
}

/** Does no job, no queue and no module say how often a job is tried? Only what is written out counts. */
function isUnsetEverywhere(model: ProjectModel, { broker, sources }: Consumer, producers: readonly LinkedProducer[]): boolean {
  const isOpen = model.producers.some((other) => other.broker === broker && (!other.destination || other.destination.patterns.length + other.destination.settings.length > 0));
  if (isOpen) return false;
  const own = sources.flatMap(({ declarations }) => declarations);
  const general = model.declarations.filter((declaration) => declaration.broker === broker && !declaration.name);
  return (
    producers.every(({ options }) => isUnset(model, options, 'attempts')) &&
    [...own, ...general].every(({ options }) => isUnset(model, options, 'defaultJobOptions.attempts'))
  );
}

function isUnset({ linker }: ProjectModel, options: readonly Entity[], path: string): boolean {
  const isRead = options.every((entity) => (entity.is === 'object' ? entity.value.properties.every(({ kind }) => kind === 'value') : entity.is === 'constant' || entity.is === 'text'));
  return isRead && isSet(optionOf(linker, options, path)) === false;
}

/** Somebody hears of the failure and sends the job again. */
function isSentAgain(model: ProjectModel, consumer: Consumer): boolean {
  return listenersOf(model, consumer).some(({ says, handler }) => says === 'failure' && handler !== undefined && sends(model.flowOf(handler)));
}

const sends = somewhere((node) => node.do === 'send' || (node.do === 'effect' && node.effect.class === 'publish'));

/** Work over a network or on a disk, whose failure ends the job. */
function mayPass({ node, fate, changes }: Work): boolean {
  return changes && fate.kind === 'escapes' && (node.do === 'send' || (node.do === 'effect' && node.effect.kind !== 'process'));
}
