import type { Broker, EventMeaning, ListenerDecorator, ListenerPattern, Slot } from '../model/broker.ts';
import type { MemberFact } from '../model/file-facts.ts';
import type { Location } from '../model/location.ts';
import { callLocation } from './call-location.ts';
import { opensIn } from './opens.ts';
import { type CallReference, type ClassEntity, type Entity, type ExternalEntity, type FunctionEntity, locationOf, type OpenEntity, plainText } from './entity.ts';
import { says } from './evaluate.ts';
import type { Frame } from './frame.ts';
import { functionsOf } from './handler.ts';
import { findLibraryCalls, isOf, libraryCallees, type MatchedCall } from './library-calls.ts';
import { instantiate } from './lift.ts';
import type { Linker } from './linker.ts';
import { type Name, nameOf } from './name.ts';
import { firstSlot, type LibraryCall, slotOf } from './slots.ts';

/** Somebody who is told what becomes of messages. */
export interface LinkedListener {
  readonly broker: Broker;
  /** Absent: an event whose name is not known. */
  readonly says?: EventMeaning;
  /** Absent: that of every destination, or of one nobody knows. */
  readonly destination?: Name;
  readonly handler?: FunctionEntity;
  readonly at: Location;
}

/** Listeners to the events of messaging libraries, made by calls and by decorators. */
export function findListeners(linker: Linker, brokers: readonly Broker[]): readonly LinkedListener[] {
  return [...calledListeners(linker, brokers), ...decoratedListeners(linker, brokers)];
}

interface Fields {
  readonly destination: readonly Entity[];
  readonly event: readonly Entity[];
  readonly handler: readonly Entity[];
}

function calledListeners(linker: Linker, brokers: readonly Broker[]): readonly LinkedListener[] {
  return findLibraryCalls(linker, brokers, (broker) => broker.listeners).flatMap((match) => {
    const { file, call, broker, pattern } = match;
    const instances = instantiate(linker, file, file.calls[call]?.fn ?? 0, (frame) => readFields(linker, match, frame));
    return instances.flatMap(({ fields }): readonly LinkedListener[] => {
      const meaning = pattern.says ?? meaningOf(broker, fields.event);
      if (meaning === 'other') return [];
      const [handler] = functionsOf(linker, fields.handler);
      if (pattern.optional && !handler && !fields.handler.some(says)) return [];
      const name = nameOf(fields.destination);
      return [{ broker, ...(meaning && { says: meaning }), ...(name && { destination: name }), ...(handler && { handler }), at: callLocation(match) }];
    });
  });
}

function readFields(
  linker: Linker,
  { file, call, broker, pattern }: MatchedCall<ListenerPattern>,
  frame: Frame,
): { readonly fields: Fields; readonly open: readonly OpenEntity[] } {
  const callee = libraryCallees(linker, file, call, frame).find((each) => isOf(broker, each.callee));
  if (!callee) return { fields: { destination: [], event: [], handler: [] }, open: [] };
  const reference: CallReference = { file, call, frame };
  const library: LibraryCall = { reference, callee: callee.callee };
  const destination = firstSlot(linker, library, pattern.destination);
  const event = pattern.event === undefined ? [] : slotOf(linker, library, pattern.event);
  return { fields: { destination, event, handler: slotOf(linker, library, pattern.handler) }, open: [...opensIn(destination), ...opensIn(event)] };
}

/** `other`: the event tells nothing of messages; `undefined`: its name is not known. */
function meaningOf({ events = {} }: Broker, event: readonly Entity[]): EventMeaning | 'other' | undefined {
  // `consumer.events.CRASH`: a constant of the library goes by its name.
  const names = event.flatMap((entity) => plainText(entity) ?? (entity.is === 'external' && entity.from === 'member' ? entity.name : []));
  if (names.length === 0) return undefined;
  return names.map((name) => events[name]).find((meaning) => meaning !== undefined) ?? 'other';
}

function decoratedListeners(linker: Linker, brokers: readonly Broker[]): readonly LinkedListener[] {
  const tables = brokers.filter(({ listenerDecorators }) => listenerDecorators);
  const found: LinkedListener[] = [];
  for (const file of linker.files.values()) {
    for (const [index, fact] of file.classes.entries()) {
      const cls: ClassEntity = { is: 'class', file, cls: index, fact, frame: linker.openFrame(file, fact.fn) };
      for (const member of fact.members) found.push(...ofMember(linker, tables, cls, member));
    }
  }
  return found;
}

function ofMember(linker: Linker, brokers: readonly Broker[], cls: ClassEntity, member: MemberFact): readonly LinkedListener[] {
  return member.decorators.flatMap((value) =>
    linker.evaluate(value, cls.frame).flatMap((decorator): readonly LinkedListener[] => {
      if (decorator.is !== 'external') return [];
      const callee = decorator.from === 'call' ? decorator.of : decorator;
      const key = callee ? linker.names.keyOf(callee, false) : '';
      const broker = callee && brokers.find((each) => each.listenerDecorators?.[key] && isOf(each, callee));
      const pattern = broker?.listenerDecorators?.[key];
      return broker && pattern ? fromDecorator(linker, broker, pattern, decorator, cls, member) : [];
    }),
  );
}

function fromDecorator(
  linker: Linker,
  broker: Broker,
  pattern: ListenerDecorator,
  decorator: ExternalEntity,
  cls: ClassEntity,
  member: MemberFact,
): readonly LinkedListener[] {
  const says = pattern.says ?? meaningOf(broker, pattern.event === undefined ? [] : slotOfDecorator(linker, decorator, pattern.event));
  if (says === 'other') return [];
  const name = pattern.destination.map((slot) => nameOf(ofClass(linker, cls, slot))).find((each) => each !== undefined);
  const fact = member.fn === undefined ? undefined : cls.file.functions[member.fn];
  const handler: FunctionEntity | undefined =
    member.fn === undefined || !fact
      ? undefined
      : { is: 'function', file: cls.file, fn: member.fn, fact, frame: cls.frame, self: { is: 'instance', of: cls, exact: true } };
  return [{ broker, ...(says && { says }), ...(name && { destination: name }), ...(handler && { handler }), at: locationOf(cls.file, member.span) }];
}

/** `class.0.name`: from the decorators of the class a method stands in. */
function ofClass(linker: Linker, cls: ClassEntity, slot: Slot): readonly Entity[] {
  return cls.fact.decorators.flatMap((value) =>
    linker.evaluate(value, cls.frame).flatMap((each) => (each.is === 'external' ? slotOfDecorator(linker, each, slot.slice('class.'.length)) : [])),
  );
}

function slotOfDecorator(linker: Linker, { call, of }: ExternalEntity, slot: Slot): readonly Entity[] {
  return call && of ? slotOf(linker, { reference: call, callee: of }, slot) : [];
}
