import { keysOf } from '../link/collections.ts';
import type { Entity } from '../link/entity.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { LinkedProducer } from '../link/producers.ts';
import type { Broker, PlainOptions } from '../model/broker.ts';
import { closedWork } from './closed-work.ts';
import { producersOf } from './dead-letter/job-store.ts';
import { listenersOf } from './listeners-of.ts';
import { isPlainPlace } from './producer-place.ts';

/**
 * The one producer of a queue that has no reason to be a queue, as far as code can show one: no retry, delay, rate,
 * priority, order or removal of duplicates is set anywhere; one producer, one consumer, one package; nobody waits for
 * the end of a job. `undefined`: there is a reason, or there may be one.
 */
export function producerWithoutReason(model: ProjectModel, consumer: Consumer): LinkedProducer | undefined {
  const { broker, destination, sources } = consumer;
  const { plainOptions: plain } = broker;
  const [source, ...others] = sources;
  if (!plain || !source || others.length > 0 || source.isDeadLetter || destination?.texts.length !== 1 || destination.patterns.length + destination.settings.length > 0) return undefined;
  if (model.consumers.some((other) => other !== consumer && other.sources.includes(source))) return undefined;
  const [producer, ...more] = producersOf(model, consumer);
  if (!producer || more.length > 0 || mayHaveOthers(model, broker)) return undefined;
  if (model.packageOf(producer.askedAt.file) !== model.packageOf(consumer.at.file) || !isPlainPlace(model, producer)) return undefined;
  if (!plain.sends.includes(producer.key) || !hasOnly(messageOptions(producer), plain.message)) return undefined;
  if (hasNumber(consumer) || !hasOnly(consumer.options, plain.consumer) || !isPlainQueue(model, consumer, plain)) return undefined;
  return listenersOf(model, consumer).every((listener) => listener.says !== 'success' || isIdle(model, listener)) ? producer : undefined;
}

/** `queue.process('name', 5, f)`: a number among the arguments limits how much runs at once. */
function hasNumber({ call }: Consumer): boolean {
  const given = call?.reference.file.calls[call.reference.call]?.arguments ?? [];
  return given.some((argument) => argument.kind === 'literal' && typeof argument.value === 'number');
}

/** Somebody sends to a queue whose name is not known: it may be this one. */
function mayHaveOthers({ producers }: ProjectModel, broker: Broker): boolean {
  return producers.some((other) => {
    if (other.broker !== broker) return false;
    return !other.destination || other.destination.patterns.length + other.destination.settings.length > 0 || other.key.startsWith('FlowProducer.');
  });
}

/** Of `add(data)` and `add(name, data)` the last argument is no options. */
function messageOptions({ pattern, library, options }: LinkedProducer): readonly Entity[] {
  if (pattern.options !== 'last') return options;
  const given = library.reference.file.calls[library.reference.call]?.arguments ?? [];
  const [first] = given;
  return given.length > (first?.kind === 'object' ? 1 : 2) ? options : [];
}

function isPlainQueue(model: ProjectModel, { broker, sources }: Consumer, plain: PlainOptions): boolean {
  const own = sources.flatMap(({ declarations }) => declarations);
  const general = model.declarations.filter((declaration) => declaration.broker === broker && !declaration.name);
  return [...own, ...general].every(({ options }) => {
    const { defaults } = plain;
    const known = defaults === undefined ? plain.queue : [...plain.queue, defaults];
    return hasOnly(options, known) && (defaults === undefined || hasOnly(propertiesOf(model, options, defaults), plain.message));
  });
}

function propertiesOf({ linker }: ProjectModel, options: readonly Entity[], name: string): readonly Entity[] {
  return options.flatMap((entity) => (entity.is === 'object' ? linker.memberOf(entity, name, { file: entity.frame.file, frame: entity.frame }) : []));
}

/** Are options written out, and all of them among these? Text and numbers in their place are an address, a concurrency. */
function hasOnly(options: readonly Entity[], allowed: readonly string[]): boolean {
  return options.every((entity) => {
    if (entity.is === 'constant') return entity.value === undefined || entity.value === null;
    if (entity.is === 'text' || entity.is === 'setting' || entity.is === 'function') return true;
    if (entity.is !== 'object' || (entity.writes ?? []).length > 0) return false;
    const { properties } = entity.value;
    return properties.every(({ kind }) => kind === 'value') && keysOf(entity.value).every((key) => allowed.includes(key));
  });
}

/** A listener that only writes to a log waits for nothing. */
function isIdle(model: ProjectModel, { broker, handler }: ReturnType<typeof listenersOf>[number]): boolean {
  const work = handler && closedWork(model, broker, handler);
  return work !== undefined && work.sends.length + work.memory.length === 0;
}
