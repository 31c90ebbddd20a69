import type { Consumer, ProjectModel } from '../link/project-model.ts';
import { nameOf } from '../link/name.ts';
import type { LinkedProducer } from '../link/producers.ts';
import { firstSlot } from '../link/slots.ts';
import type { Location } from '../model/location.ts';
import { type ClosedSend, type ClosedWork, closedWorkOf } from './closed-work.ts';
import { runTogether } from './process-of.ts';
import { producerWithoutReason } from './sole-producer.ts';

/** Why a queue buys nothing. */
export type NeedlessQueue =
  | { readonly kind: 'nothing'; readonly producer: LinkedProducer }
  /** It only remembers something in this process, or writes to a log. */
  | { readonly kind: 'in memory' | 'log'; readonly producer: LinkedProducer; readonly at: Location }
  /** It only sends on to another queue. */
  | { readonly kind: 'hop'; readonly producer: LinkedProducer; readonly at: Location; readonly to: string };

/** Does a queue's consumer do so little that its producer could as well do it? Only what is proved; `undefined` otherwise. */
export function needlessQueue(model: ProjectModel, consumer: Consumer): NeedlessQueue | undefined {
  const producer = consumer.broker.plainOptions && producerWithoutReason(model, consumer);
  const work = producer && closedWorkOf(model, consumer);
  if (!work || work.throws || work.answers) return undefined;
  const [send, ...others] = work.sends;
  if (send) return others.length === 0 && work.memory.length === 0 ? hopOf(model, consumer, producer, send) : undefined;
  return idleWork(model, consumer, producer, work);
}

function idleWork(model: ProjectModel, consumer: Consumer, producer: LinkedProducer, { memory, logs }: ClosedWork): NeedlessQueue | undefined {
  const [change] = memory;
  if (change) return runTogether(model, consumer.at.file, producer.askedAt.file) ? { kind: 'in memory', producer, at: change } : undefined;
  const [log] = logs;
  return log ? { kind: 'log', producer, at: log } : { kind: 'nothing', producer };
}

/** One send, to another queue of the same library that somebody in the project consumes. */
function hopOf(model: ProjectModel, consumer: Consumer, producer: LinkedProducer, send: ClosedSend): NeedlessQueue | undefined {
  const { linker } = model;
  const pattern = send.broker.producers?.[send.key];
  if (!pattern || send.repeated || send.broker !== consumer.broker || !send.broker.plainOptions?.sends.includes(send.key)) return undefined;
  const name = nameOf(firstSlot(linker, send.library, pattern.destination));
  const target = name && model.destinationOf({ system: consumer.system, name, at: send.at });
  if (name?.texts.length !== 1 || !target || consumer.sources.includes(target)) return undefined;
  if (!model.consumers.some(({ sources }) => sources.includes(target))) return undefined;
  return { kind: 'hop', producer, at: send.at, to: name.shown };
}
