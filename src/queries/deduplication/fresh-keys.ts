import { callsWhere } from '../../facts/questions.ts';
import { callLocation } from '../../link/call-location.ts';
import type { CallReference } from '../../link/entity.ts';
import type { SendNode } from '../../link/flow.ts';
import { NOTHING } from '../../link/arguments/no-arguments.ts';
import { libraryCallees } from '../../link/library-calls.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { ProducerPattern } from '../../model/broker.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import { type Location, placeKey } from '../../model/location.ts';
import { deliveriesOf } from '../deliveries-of.ts';
import { isInHandler, occurrencesIn } from '../occurrence.ts';
import { type Fresh, freshValue } from './fresh-value.ts';
import { writtenAt } from './written.ts';

/** A key for duplicates that is another one each time. */
export interface FreshKey {
  readonly at: Location;
  /** The option as the library calls it. */
  readonly option: string;
  readonly library: string;
  readonly fresh: Fresh;
  /** The consumer whose redeliveries it lets through. */
  readonly consumer?: Consumer;
}

export function freshKeys(model: ProjectModel): readonly FreshKey[] {
  const all = [...ofSends(model), ...ofRedeliveries(model), ...ofPayments(model)];
  const seen = new Set<string>();
  return all.filter(({ fresh: { at } }) => {
    const key = placeKey(at);
    return !seen.has(key) && seen.add(key);
  });
}

function* ofSends(model: ProjectModel): Iterable<FreshKey> {
  for (const { pattern, library, broker, at } of model.producers) {
    if (pattern.deduplicationDemanded || !pattern.deduplicationAlone) continue;
    yield* keysOf(model, pattern, library.reference, broker.title, at);
  }
}

/** Where an id has to be given, a fresh one may be meant; not where the send is repeated by a second delivery. */
function* ofRedeliveries(model: ProjectModel): Iterable<FreshKey> {
  if (!model.producers.some(({ pattern }) => pattern.deduplicationDemanded)) return;
  for (const consumer of model.consumers) {
    if (!comesAgain(model, consumer)) continue;
    for (const occurrence of occurrencesIn(consumer.flow)) {
      const { node } = occurrence;
      if (node.do !== 'send' || !node.pattern.deduplicationDemanded || isInHandler(occurrence)) continue;
      for (const key of keysOfSend(model, node)) yield { ...key, consumer };
    }
  }
}

/** Is a message that failed certainly tried again? */
export function comesAgain(model: ProjectModel, consumer: Consumer): boolean {
  const deliveries = deliveriesOf(model, consumer);
  return deliveries.status === 'unbounded' || (deliveries.status === 'bounded' && (deliveries.max ?? 2) > 1);
}

function keysOfSend(model: ProjectModel, { pattern, library, broker, call }: SendNode): Iterable<FreshKey> {
  return keysOf(model, pattern, library.reference, broker.title, callLocation(call));
}

function* keysOf(model: ProjectModel, { deduplicationAlone = [] }: ProducerPattern, reference: CallReference, library: string, at: Location): Iterable<FreshKey> {
  for (const slot of deduplicationAlone) {
    const written = writtenAt(reference, slot);
    const fresh = written && freshValue(model, written, reference);
    if (fresh) yield { at, option: nameOf(slot), library, fresh };
  }
}

/** `2.deduplication.id` → `deduplication.id`, `0.Entries.0.MessageDeduplicationId` → `MessageDeduplicationId`. */
function nameOf(slot: string): string {
  const names = slot.split('.').filter((part) => !/^(\d+|last|opts|options|Entries|PublishBatchRequestEntries)$/.test(part));
  return names.join('.');
}

/** `charges.create(charge, { idempotencyKey })`: of clients whose key stands apart from what is sent, and may be left out. */
function* ofPayments(model: ProjectModel): Iterable<FreshKey> {
  for (const file of model.linker.files.values()) {
    for (const call of callsWhere(file, 'idempotency key')) {
      const key = ofPayment(model, file, call);
      if (key) yield key;
    }
  }
}

function ofPayment(model: ProjectModel, file: FileFacts, call: number): FreshKey | undefined {
  const { linker, flows } = model;
  const frame = linker.openFrame(file, file.calls[call]?.fn ?? 0);
  const reference = { file, call, frame };
  for (const { callee } of libraryCallees(linker, file, call, frame)) {
    const effect = flows.effects.effectOf(callee.package, linker.names.keyOf(callee, false), callee.name, NOTHING);
    if (effect?.kind !== 'payment' || effect.class === 'read') continue;
    const written = writtenAt(reference, 'last.idempotencyKey');
    const fresh = written && freshValue(model, written, reference);
    return fresh && { at: callLocation(reference), option: 'idempotencyKey', library: effect.client, fresh };
  }
  return undefined;
}
