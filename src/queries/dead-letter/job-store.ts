import type { LinkedDeclaration } from '../../link/declarations.ts';
import type { DestinationFacts } from '../../link/destinations.ts';
import type { Entity } from '../../link/entity.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { LinkedProducer } from '../../link/producers.ts';
import type { Suggestion } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import { keepingFailedJobs } from '../edits/keep-failed-jobs.ts';
import { isSet, literalsOf, optionOf } from '../options.ts';
import { type DeadLetterVerdict, unknownUntil } from './verdict.ts';

/**
 * BullMQ and Bull keep failed jobs for ever, unless `removeOnFail` says otherwise: of the job, else of the queue's
 * defaults, else of the module's. Source: bullmq 6.7.0 `base-job-options.d.ts`, `moveToFinished` script; bull 4.16.5
 * `lib/job.js`; measured for both.
 */
export function jobStoreDeadLetter(model: ProjectModel, consumer: Consumer): DeadLetterVerdict {
  const declarations = declarationsOf(model, consumer);
  const producers = producersOf(model, consumer);
  const byWorker = removal(model, consumer.options, 'removeOnFail');
  if (byWorker === 'removed') return removed(consumer.at, 'the worker removes failed jobs', keepingFailedJobs(model.linker, [{ options: consumer.options, path: 'removeOnFail' }]));
  const byQueue = firstSaying(declarations.map((declaration) => ({ at: declaration.at, options: declaration.options, says: declared(model, declaration) })));
  const removing = producers.filter(({ options }) => removal(model, options, 'removeOnFail') === 'removed');
  // Options a producer only passes on may say otherwise, but hardly ever do: what the queue says in writing counts.
  const leavesToQueue = producers.length === 0 || producers.some((producer) => removal(model, producer.options, 'removeOnFail') !== 'kept');
  const queue = byQueue?.says === 'removed' && leavesToQueue ? byQueue : undefined;
  const suggestions = keepingFailedJobs(model.linker, [
    ...removing.map(({ options }) => ({ options, path: 'removeOnFail' })),
    ...(queue ? [{ options: queue.options, path: 'defaultJobOptions.removeOnFail' }] : []),
  ]);
  const [first] = removing;
  if (first) return removed(first.at, 'the job is added with removeOnFail', suggestions);
  if (queue) return removed(queue.at, 'the queue removes failed jobs', suggestions);
  if (byQueue?.says === 'unknown') return unknownUntil('the options of the queue');
  const seen = byQueue?.at ?? declarations[0]?.at ?? producers[0]?.at;
  return seen ? { status: 'kept', at: seen } : unknownUntil(`the queue '${consumer.destination?.shown ?? '?'}', which no file of the project declares`);
}

function removed(at: Location, note: string, suggestions: readonly Suggestion[]): DeadLetterVerdict {
  return { status: 'lost', fate: 'removed', at, because: [{ at, note }], suggestions };
}

/** Declarations of the queue first, then those that hold for all queues. */
function declarationsOf(model: ProjectModel, consumer: Consumer): readonly LinkedDeclaration[] {
  const own = consumer.sources.flatMap(({ declarations }) => declarations);
  const general = model.declarations.filter(({ broker, name, key }) => broker === consumer.broker && !name && key.includes('forRoot'));
  return [...own, ...general];
}

/** Places of producers in the model, by where they send to. */
const sending = new WeakMap<ProjectModel, ReadonlyMap<DestinationFacts, readonly number[]>>();

export function producersOf(model: ProjectModel, consumer: Consumer): readonly LinkedProducer[] {
  let known = sending.get(model);
  if (!known) sending.set(model, (known = byDestination(model)));
  const places = consumer.sources.flatMap((source) => known.get(source) ?? []).toSorted((a, b) => a - b);
  return places.flatMap((place) => {
    const producer = model.producers[place];
    return producer?.broker.system === consumer.system ? [producer] : [];
  });
}

function byDestination(model: ProjectModel): ReadonlyMap<DestinationFacts, readonly number[]> {
  const places = new Map<DestinationFacts, number[]>();
  for (const [place, { broker, destination, at }] of model.producers.entries()) {
    const target = destination && model.destinationOf({ system: broker.system, name: destination, at });
    if (!target) continue;
    const list = places.get(target);
    if (list) list.push(place);
    else places.set(target, [place]);
  }
  return places;
}

type Removal = 'removed' | 'kept' | 'unknown';

function declared(model: ProjectModel, { options }: LinkedDeclaration): Removal | undefined {
  return removal(model, options, 'defaultJobOptions.removeOnFail');
}

/** What `removeOnFail` says; `undefined`: nothing. A possibility to be removed counts: that job is gone. */
function removal(model: ProjectModel, options: readonly Entity[], path: string): Removal | undefined {
  const entities = optionOf(model.linker, options, path);
  const literals = literalsOf(entities);
  if (literals.includes(true) || literals.includes(0)) return 'removed';
  const set = isSet(entities);
  // A member of options whose type alone is known says nothing.
  if (set === 'unknown' || entities.some(({ is }) => is === 'external')) return 'unknown';
  return set ? 'kept' : undefined;
}

interface Saying {
  readonly at: Location;
  readonly options: readonly Entity[];
  readonly says: Removal;
}

function firstSaying(all: readonly (Omit<Saying, 'says'> & { readonly says: Removal | undefined })[]): Saying | undefined {
  for (const { says, ...where } of all) if (says) return { ...where, says };
  return undefined;
}
