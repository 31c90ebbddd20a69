import type { Broker, ConsumerPattern, NamedHandlers } from '../model/broker.ts';
import type { Location } from '../model/location.ts';
import { callLocation } from './call-location.ts';
import { placeOf, type Uses, usesOf } from './consumer-place.ts';
import { type CallReference, type Entity, type FunctionEntity, locationOf, type OpenEntity, plainText } from './entity.ts';
import { says } from './evaluate.ts';
import type { Frame } from './frame.ts';
import { functionsOf, logicalHandler } from './handler.ts';
import { findLibraryCalls, isOf, libraryCallees, type MatchedCall } from './library-calls.ts';
import { instantiate, type Instance } from './lift.ts';
import type { LinkedConsumer } from './linked-consumer.ts';
import type { Linker } from './linker.ts';
import { nameOf, withSettings } from './name.ts';
import { namedHandlers } from './named-handlers.ts';
import { opensIn } from './opens.ts';
import { isInLoop } from './receivers.ts';
import { receivedBy, type Received } from './received.ts';
import { isRuledOut } from './ruled-out.ts';
import { namedInStatement } from './statement.ts';
import { firstSlot, type LibraryCall, slotOf } from './slots.ts';
import { undecidedBy } from './undecided.ts';

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
  const handlers = [...functionsOf(linker, fields.handler).map((each) => handlerBehind(linker, each)), ...(fields.received ? (fields.received.handed ? [fields.received.handed] : fields.received.by) : [])].map(({ file, fn }) => `${file.file}#${String(fn)}`);
  return JSON.stringify([nameOf(fields.destination)?.shown, fields.job.map(plainText), handlers, owner, element?.is]);
}

/** Of a wrapper's own function the one it was given. */
function handlerBehind(linker: Linker, registered: FunctionEntity): FunctionEntity {
  const logical = logicalHandler(linker, registered);
  return logical.is === 'open' ? registered : logical;
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
    return { ...base, at, registered: each, handler: received ? (received.handed ?? each) : handlerBehind(linker, each) };
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
    return {
      ...base,
      at: locationOf(handler.file, handler.fact.span),
      // Where the call names no destination, each handler has one of its own name.
      ...(base.destination ? { job: name } : { destination: { texts: [name], patterns: [], settings: [], shown: name } }),
      registered: handler,
      handler: handlerBehind(linker, handler),
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

function named({ destination, job, handler }: Fields, { settingsInNames }: Broker): Pick<LinkedConsumer, 'destination' | 'job'> {
  const written = nameOf(destination);
  const name = written && withSettings(written, settingsInNames);
  // `queue.process(file)`: the only argument is the handler.
  const file = handler.map(plainText).find((text) => text !== undefined);
  const jobName = job.filter(({ is }) => is === 'text').map(plainText).find((text) => text !== undefined && text !== file);
  return { ...(name && { destination: name }), ...(jobName !== undefined && { job: jobName }) };
}
