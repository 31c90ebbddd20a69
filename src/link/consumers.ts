import type { Broker, ConsumerPattern, DecoratorPattern, MessagingSystem, NamedHandlers } from '../model/broker.ts';
import type { MemberFact } from '../model/file-facts.ts';
import type { Location } from '../model/location.ts';
import { type CallReference, type ClassEntity, type Entity, type ExternalEntity, type FunctionEntity, locationOf, type ObjectEntity, type OpenEntity, plainText } from './entity.ts';
import { says } from './evaluate.ts';
import type { Frame } from './frame.ts';
import { functionsOf, logicalHandler } from './handler.ts';
import { findLibraryCalls, isOf, libraryCallees, type MatchedCall } from './library-calls.ts';
import { instantiate, type Instance } from './lift.ts';
import type { Linker } from './linker.ts';
import { type Name, nameOf, withSettings } from './name.ts';
import { namedHandlers } from './named-handlers.ts';
import { isInLoop } from './receivers.ts';
import { receivedBy, type Received } from './received.ts';
import { isRuledOut } from './ruled-out.ts';
import { type Undecided, undecidedBy } from './undecided.ts';
import { namedInStatement } from './statement.ts';
import { firstSlot, type LibraryCall, slotOf } from './slots.ts';

/** One handler of one destination, however many functions stand between it and the library. */
export interface LinkedConsumer {
  readonly broker: Broker;
  readonly system: MessagingSystem;
  readonly destination?: Name;
  readonly job?: string;
  readonly at: Location;
  /** The library's call or decorator. */
  readonly declaredAt: Location;
  /** What the library calls. */
  readonly registered?: FunctionEntity;
  /** What is written for this consumer. */
  readonly handler?: FunctionEntity;
  readonly options: readonly Entity[];
  /** The library call, in the frame that binds it to this consumer. */
  readonly call?: LibraryCall;
  /** The calls between the consumer and the library, outermost first. */
  readonly trail: readonly Location[];
  /** The receiving loop's own function, where the handler is no function of its own. */
  readonly enclosing: boolean;
  /** Received in a way that leaves it to the handler to settle. */
  readonly byHand?: true;
  /** It takes what others left behind. */
  readonly unlessOther?: true;
  /** For decorated classes. */
  readonly cls?: ClassEntity;
  /** What could not be read of it. */
  readonly undecided?: { readonly handler?: Undecided; readonly destination?: Undecided };
  /** False: a registry hands it payloads, not the library's messages. */
  readonly ofMessages?: false;
  /** A registry holds it under this name, and the message says at `key` which one is meant: `data.name`. */
  readonly picked?: { readonly name: string; readonly key: readonly string[] };
}

interface Fields {
  readonly destination: readonly Entity[];
  readonly handler: readonly Entity[];
  readonly options: readonly Entity[];
  readonly job: readonly Entity[];
  readonly call?: LibraryCall;
  /** Where no slot says a handler. */
  readonly received?: Received;
}

/** Consumers made by calls of a library, through whatever wraps them. */
export function calledConsumers(linker: Linker, brokers: readonly Broker[]): readonly LinkedConsumer[] {
  const found = findLibraryCalls(linker, brokers, (broker) => broker.consumers, ({ statement }) => statement);
  return found.flatMap((match) => {
    const fn = match.file.calls[match.call]?.fn ?? 0;
    const instances = instantiate(linker, match.file, fn, (frame) => readFields(linker, match, frame));
    const uses = usesOf(instances);
    // Several callers that ask for the same are one consumer.
    const [first] = instances;
    if (first && instances.length > 1 && new Set(instances.map((instance) => sameness(linker, instance))).size === 1) {
      return consumersOf(linker, match, first, { ...uses, single: true });
    }
    return instances.flatMap((instance) => consumersOf(linker, match, instance, uses));
  });
}

function sameness(linker: Linker, { fields, element, self }: Instance<Fields>): string {
  const owner = self?.is === 'instance' ? locationOf(self.of.file, self.of.fact.nameSpan) : undefined;
  const handlers = [...functionsOf(linker, fields.handler), ...(fields.received ? (fields.received.handed ? [fields.received.handed] : fields.received.by) : [])].map(({ file, fn }) => `${file.file}#${String(fn)}`);
  return JSON.stringify([nameOf(fields.destination)?.shown, fields.job.map(plainText), handlers, owner, element?.is]);
}

interface Uses {
  /** The library's call makes one consumer only. */
  readonly single: boolean;
  /** How many instances each call between the library and its users is part of. */
  readonly calls: ReadonlyMap<string, number>;
}

function usesOf(instances: readonly Instance<Fields>[]): Uses {
  const uses = new Map<string, number>();
  for (const { trail } of instances) {
    for (const key of new Set(trail.map(siteKey))) uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return { single: instances.length === 1, calls: uses };
}

function siteKey({ file, call }: CallReference): string {
  return `${file.file}#${String(call)}`;
}

function readFields(
  linker: Linker,
  match: MatchedCall<ConsumerPattern>,
  frame: Frame,
): { readonly fields: Fields; readonly open: readonly OpenEntity[] } {
  const callee = libraryCallees(linker, match.file, match.call, frame).find((each) => isOf(match.broker, each.callee));
  const reference: CallReference = { file: match.file, call: match.call, frame };
  const { pattern } = match;
  if (!callee) {
    const raw = linker.evaluate(match.file.calls[match.call]?.callee ?? { kind: 'undefined' }, frame);
    return { fields: { destination: [], handler: [], options: [], job: [] }, open: opensIn(raw) };
  }
  const call: LibraryCall = { reference, callee: callee.callee };
  const destination = pattern.statement ? namedInStatement(linker, call, pattern.statement) : firstSlot(linker, call, pattern.destination);
  const handler = handlerSlot(linker, call, pattern);
  const options = [pattern.options ?? []].flat().flatMap((slot) => slotOf(linker, call, slot));
  const job = pattern.job === undefined ? [] : slotOf(linker, call, pattern.job);
  const received = pattern.handler.includes('enclosing') && !handler.some(says) ? receivedBy(linker, reference) : undefined;
  const fields = { destination, handler, options, job, call, ...(received && { received }) };
  return { fields, open: [...opensIn(destination), ...opensIn(handler), ...opensInside(linker, handler), ...(received?.open ?? [])] };
}

/** The first slot with a function in it, or that is still open: options may stand before the handler or behind it. */
function handlerSlot(linker: Linker, call: LibraryCall, pattern: ConsumerPattern): readonly Entity[] {
  const handler = pattern.handler.filter((slot) => slot !== 'enclosing');
  if (handler.length === 1) return firstSlot(linker, call, handler);
  for (const slot of handler) {
    const entities = slotOf(linker, call, slot);
    if (entities.some(({ is }) => is === 'open') || functionsOf(linker, entities).length > 0) return entities;
  }
  return firstSlot(linker, call, handler);
}

/** What a wrapper's own function waits for, to know whom it hands the message to. */
function opensInside(linker: Linker, handler: readonly Entity[]): readonly OpenEntity[] {
  return functionsOf(linker, handler).flatMap((each) => {
    const logical = logicalHandler(linker, each, true);
    return logical.is === 'open' ? [logical] : [];
  });
}

/** What entities are still open on. */
export function opensIn(entities: readonly Entity[]): readonly OpenEntity[] {
  return entities.flatMap((entity): readonly OpenEntity[] => {
    if (entity.is === 'open') return [entity];
    if (entity.is === 'text') return entity.parts.filter((part) => typeof part !== 'string').filter((part) => part.is === 'open');
    if (entity.is === 'list') return entity.items.flatMap(opensIn);
    return [];
  });
}

function consumersOf(
  linker: Linker,
  match: MatchedCall<ConsumerPattern>,
  instance: Instance<Fields>,
  uses: Uses,
): readonly LinkedConsumer[] {
  const { fields } = instance;
  if (!fields.call || !isWanted(linker, match.pattern, fields.call)) return [];
  if (match.pattern.inLoop && !isInLoop(match.file, match.call)) return [];
  if ([fields.call.reference, ...instance.trail].some((call) => isRuledOut(linker, call))) return [];
  const { received } = fields;
  const enclosing = received !== undefined;
  const registered = received ? received.by : functionsOf(linker, fields.handler);
  const declaredAt = callLocation(fields.call.reference);
  const base = {
    broker: match.broker,
    system: match.pattern.system ?? match.broker.system,
    ...named(fields, match.broker),
    declaredAt,
    options: fields.options,
    call: fields.call,
    trail: instance.trail.map(callLocation).toReversed(),
    enclosing,
    ...undecidedOf(match.pattern, fields, registered.length > 0, declaredAt),
    ...(match.pattern.byHand && { byHand: true as const }),
    ...(match.pattern.unlessOther && { unlessOther: true as const }),
  };
  // What is made once stands where the library is called; what is made often, where it is asked for.
  const at = uses.single && !instance.element ? declaredAt : placeOf(instance, declaredAt, uses.calls);
  if (isGivenNone(linker, match.pattern, fields.call)) return [];
  if (match.pattern.named) return namedConsumers(linker, { ...base, at }, fields.handler, match.pattern.named);
  if (registered.length === 0) return match.pattern.onlyHandled ? [] : [{ ...base, at }];
  return registered.slice(0, 1).map((each) => {
    const logical = received ? (received.handed ?? each) : logicalHandler(linker, each);
    return { ...base, at, registered: each, handler: logical.is === 'open' ? each : logical };
  });
}

/** `new Worker(name, null)`: somebody else asks for its messages. */
function isGivenNone(linker: Linker, { handler: [slot] }: ConsumerPattern, call: LibraryCall): boolean {
  const given = slot === undefined || slot === 'enclosing' ? [] : slotOf(linker, call, slot);
  return given.length > 0 && given.every((entity) => entity.is === 'constant' && entity.value === null);
}

/** One consumer for each handler that a registry names; the call itself where none is seen, or where it is one as well. */
function namedConsumers(linker: Linker, base: LinkedConsumer, registry: readonly Entity[], named: NamedHandlers): readonly LinkedConsumer[] {
  const consumers = namedHandlers(linker, registry, named).map(({ name, handler }): LinkedConsumer => {
    const logical = logicalHandler(linker, handler);
    return {
      ...base,
      at: locationOf(handler.file, handler.fact.span),
      // Where the call names no destination, each handler has one of its own name.
      ...(base.destination ? { job: name } : { destination: { texts: [name], patterns: [], settings: [], shown: name } }),
      registered: handler,
      handler: logical.is === 'open' ? handler : logical,
      trail: [...base.trail, base.at],
    };
  });
  return named.itself || consumers.length === 0 ? [base, ...consumers] : consumers;
}

function undecidedOf(pattern: ConsumerPattern, { destination, handler }: Fields, isHandled: boolean, at: Location): Pick<LinkedConsumer, 'undecided'> {
  const isNamed = pattern.destination.length === 0 || nameOf(destination) !== undefined;
  if (isNamed && isHandled) return {};
  return {
    undecided: {
      ...(!isHandled && { handler: undecidedBy(handler, at) }),
      ...(!isNamed && { destination: undecidedBy(destination, at) }),
    },
  };
}

function isWanted(linker: Linker, { when }: ConsumerPattern, call: LibraryCall): boolean {
  return !when || slotOf(linker, call, when[0]).some((entity) => plainText(entity) === when[1]);
}

function named({ destination, job }: Fields, { settingsInNames }: Broker): Pick<LinkedConsumer, 'destination' | 'job'> {
  const written = nameOf(destination);
  const name = written && withSettings(written, settingsInNames);
  const jobName = job.filter(({ is }) => is === 'text').map(plainText).find((text) => text !== undefined);
  return { ...(name && { destination: name }), ...(jobName !== undefined && { job: jobName }) };
}

export function callLocation({ file, call }: Pick<CallReference, 'file' | 'call'>): Location {
  const fact = file.calls[call];
  if (!fact) return { file: file.file, line: 1, column: 1 };
  return locationOf(file, fact.kind === 'new' ? fact.span : [fact.nameAt, fact.span[1]]);
}

/** Where people look for a consumer: the registry's element, the class, the outermost call that makes this one alone. */
function placeOf({ element, self, trail }: Instance<Fields>, declaredAt: Location, uses: ReadonlyMap<string, number>): Location {
  if (element?.is === 'object') return placeOfObject(element);
  if (element?.is === 'class') return locationOf(element.file, element.fact.nameSpan);
  if (element?.is === 'instance') return element.construction ? callLocation(element.construction.site) : locationOf(element.of.file, element.of.fact.nameSpan);
  if (element?.is === 'function') return locationOf(element.file, element.fact.span);
  const outermost = trail.findLast((site) => uses.get(siteKey(site)) === 1) ?? trail.at(-1);
  if (outermost) return callLocation(outermost);
  if (self?.is === 'instance') {
    return self.construction && !self.of.fact.extends ? callLocation(self.construction.site) : locationOf(self.of.file, self.of.fact.nameSpan);
  }
  return declaredAt;
}

/** One that a function of the project makes stands where the function is called for it. */
function placeOfObject({ frame, value }: ObjectEntity): Location {
  return frame.site && frame.file.functions[frame.fn]?.kind !== 'module' ? callLocation(frame.site) : locationOf(frame.file, value.span);
}

interface Decorated {
  readonly cls: ClassEntity;
  readonly member?: MemberFact;
  readonly decorator: ExternalEntity;
}

/** Consumers made by decorators, also those the project composes itself. */
export function decoratedConsumers(linker: Linker, brokers: readonly Broker[]): readonly LinkedConsumer[] {
  const tables = brokers.filter((broker) => broker.decorators);
  const found: LinkedConsumer[] = [];
  for (const file of linker.files.values()) {
    for (const [cls, fact] of file.classes.entries()) {
      const entity: ClassEntity = { is: 'class', file, cls, fact, frame: linker.openFrame(file, fact.fn) };
      for (const decorated of decoratorsOf(linker, entity)) {
        const consumer = fromDecorator(linker, tables, decorated);
        if (consumer) found.push(consumer);
      }
    }
  }
  return found;
}

function* decoratorsOf(linker: Linker, cls: ClassEntity): Iterable<Decorated> {
  for (const value of cls.fact.decorators) {
    for (const decorator of linker.evaluate(value, cls.frame)) if (decorator.is === 'external') yield { cls, decorator };
  }
  for (const member of cls.fact.members) {
    for (const value of member.decorators) {
      for (const decorator of linker.evaluate(value, cls.frame)) if (decorator.is === 'external') yield { cls, member, decorator };
    }
  }
}

function fromDecorator(linker: Linker, brokers: readonly Broker[], decorated: Decorated): LinkedConsumer | undefined {
  const { cls, member, decorator } = decorated;
  const callee = decorator.from === 'call' ? decorator.of : decorator;
  if (!callee) return undefined;
  const key = linker.names.keyOf(callee, false);
  const broker = brokers.find((each) => each.decorators?.[key] && isOf(each, callee));
  const pattern = broker?.decorators?.[key];
  if (!broker || !pattern || (pattern.on === 'method') !== (member !== undefined)) return undefined;
  const handler = decoratedMethod(cls, member, pattern);
  if (!handler) return undefined;
  const entities = decorator.call ? firstDecoratorSlot(linker, decorated, pattern.destination) : [];
  const call: LibraryCall | undefined = decorator.call && { reference: decorator.call, callee };
  const name = nameOf(entities);
  const said = call ? (pattern.job ?? []).flatMap((slot) => slotOf(linker, call, slot)).map(plainText).find((text) => text !== undefined) : undefined;
  const job = said ?? (pattern.jobElse === 'method' ? member?.name : undefined);
  const at = locationOf(cls.file, member ? member.span : cls.fact.span);
  return {
    broker,
    system: broker.system,
    ...(name && { destination: name }),
    ...(job !== undefined && { job }),
    at,
    declaredAt: decorator.call ? callLocation(decorator.call) : at,
    registered: handler,
    handler,
    options: pattern.options !== undefined && call ? slotOf(linker, call, pattern.options) : [],
    ...(call && { call }),
    trail: [],
    enclosing: false,
    cls,
  };
}

/** Slots of a decorator; `class.…` asks the decorators of the class it stands in. */
function firstDecoratorSlot(linker: Linker, { cls, decorator }: Decorated, slots: readonly string[]): readonly Entity[] {
  for (const slot of slots) {
    const entities = slot.startsWith('class.')
      ? cls.fact.decorators.flatMap((value) =>
          linker.evaluate(value, cls.frame).flatMap((each) => (each.is === 'external' ? slotsOfCall(linker, each, slot.slice('class.'.length)) : [])),
        )
      : slotsOfCall(linker, decorator, slot);
    if (nameOf(entities)) return entities;
  }
  return [];
}

function slotsOfCall(linker: Linker, { call, of }: ExternalEntity, slot: string): readonly Entity[] {
  return call && of ? slotOf(linker, { reference: call, callee: of }, slot) : [];
}

function decoratedMethod(cls: ClassEntity, member: MemberFact | undefined, pattern: DecoratorPattern): FunctionEntity | undefined {
  const method = member ?? cls.fact.members.find(({ name }) => name === pattern.method);
  const fact = method?.fn === undefined ? undefined : cls.file.functions[method.fn];
  if (method?.fn === undefined || !fact) return undefined;
  const self = { is: 'instance', of: cls, exact: true } as const;
  return { is: 'function', file: cls.file, fn: method.fn, fact, frame: cls.frame, self };
}
