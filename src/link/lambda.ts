import { posix } from 'node:path';
import type { Broker, HandlerType } from '../model/broker.ts';
import type { CallFact, FileFacts, FunctionFact, TypeReference } from '../model/file-facts.ts';
import type { LinkedConsumer } from './linked-consumer.ts';
import { type EntryFunction, entryFunctions, handlerKey } from './deployed.ts';
import { type Entity, type FunctionEntity, locationOf, text } from './entity.ts';
import { functionsOf, isWithin, leadsOutside } from './handler.ts';
import { isOf } from './library-calls.ts';
import type { Linker } from './linker.ts';
import { nameOf } from './name.ts';
import { alternativesOf } from './types.ts';

/** Exported functions that a platform calls with messages, known by a type of the platform. */
export function typedConsumers(linker: Linker, brokers: readonly Broker[], known: readonly LinkedConsumer[]): readonly LinkedConsumer[] {
  const typed = brokers.filter((broker) => broker.handlerTypes);
  const packages = new Set(typed.flatMap((broker) => broker.shape.packages));
  const mentions = [...linker.files.values()].some(({ imports }) => imports.some((name) => packages.has(name)));
  if (!mentions) return [];
  const taken = new Set(known.flatMap(({ handler }) => (handler ? [handlerKey(handler)] : [])));
  const found = new Map<string, LinkedConsumer>();
  for (const file of linker.files.values()) {
    for (const name of Object.keys(file.exports)) {
      for (const entry of entryFunctions(linker, functionsOf(linker, linker.exportOf(file, name)))) {
        const key = handlerKey(entry.handler);
        if (found.has(key) || taken.has(key)) continue;
        const match = handlerTypeOf(linker, typed, entry.registered) ?? handlerTypeOf(linker, typed, entry.handler);
        // A helper that is handed the event by the real handler is none.
        if (!match || (entry.registered === entry.handler && isHandedEvents(linker, entry.handler))) continue;
        found.set(key, consumerOf(linker, match, entry));
      }
    }
  }
  return [...found.values()];
}

/** Does another function hand it what that one is given? One that makes up an event tries it out: `runLocal.ts`. */
function isHandedEvents(linker: Linker, handler: FunctionEntity): boolean {
  return linker.callersOf(handler).some(({ file, call }) => {
    const [event] = file.calls[call]?.arguments ?? [];
    if (!event || event.kind === 'spread') return event !== undefined;
    let root = event;
    while (root.kind === 'member') root = root.of;
    return root.kind === 'binding' && (file.bindings[root.binding]?.values.some(leadsOutside) ?? false);
  });
}

interface Match {
  readonly broker: Broker;
  readonly type: HandlerType;
}

function consumerOf(linker: Linker, { broker, type }: Match, { registered, handler }: EntryFunction): LinkedConsumer {
  const at = locationOf(handler.file, handler.fact.span);
  const name = type.name && nameOf(namingEntities(linker, type.name, handler.file));
  return {
    broker,
    system: type.system,
    ...(name && { destination: name }),
    at,
    declaredAt: at,
    registered,
    handler,
    options: [],
    trail: [],
    enclosing: false,
  };
}

function namingEntities(linker: Linker, name: NonNullable<HandlerType['name']>, file: FileFacts): readonly Entity[] {
  if (name === 'file') return [text(posix.parse(file.file).name)];
  const [exported = '', ...path] = name.exported.split('.');
  const context = { file, frame: linker.openFrame(file, 0) };
  return path.reduce((at, part) => at.flatMap((entity) => linker.memberOf(entity, part, context)), linker.exportOf(file, exported));
}

/** What the handler's own type, its first parameter's type, the type its factory returns or the types given to what wraps it say. */
function handlerTypeOf(linker: Linker, brokers: readonly Broker[], { file, fn, fact }: FunctionEntity): Match | undefined {
  const [first] = fact.parameters;
  return (
    matchOf(linker, brokers, first?.type, file, 'event') ??
    matchOf(linker, brokers, fact.contextType, file, 'handler') ??
    factoryType(linker, brokers, file, fn) ??
    (first && !first.type ? wrapperType(linker, brokers, file, fact) : undefined)
  );
}

function factoryType(linker: Linker, brokers: readonly Broker[], file: FileFacts, fn: number): Match | undefined {
  const parent = file.functions[fn]?.parent;
  const factory = parent === undefined ? undefined : file.functions[parent];
  if (parent === undefined || !factory?.returnType) return undefined;
  const returns = factory.returns.some((value) => value.kind === 'function' && isWithin(file, value.fn, fn));
  return returns ? matchOf(linker, brokers, factory.returnType, file, 'handler') : undefined;
}

/** `wrap<SQSEvent>(async (event) => …)`, `middy<SQSEvent>().use(…).handler(async (event) => …)`, and what a variable made of such a call is written for. */
function wrapperType(linker: Linker, brokers: readonly Broker[], file: FileFacts, { passedTo }: FunctionFact): Match | undefined {
  for (let call = passedTo && file.calls[passedTo.call]; call; call = receivingCall(file, call)) {
    for (const type of call.typeArguments ?? []) {
      const match = matchOf(linker, brokers, type, file, 'event');
      if (match) return match;
    }
    const { use } = call;
    const variable = use.as === 'binding' && use.of !== undefined ? file.bindings[use.of]?.type : undefined;
    const match = matchOf(linker, brokers, variable, file, 'handler');
    if (match) return match;
  }
  return undefined;
}

/** The call that made what a call is asked of. */
function receivingCall(file: FileFacts, { callee }: CallFact): CallFact | undefined {
  let at = callee;
  while (at.kind === 'member') at = at.of;
  return at.kind === 'call' ? file.calls[at.call] : undefined;
}

function matchOf(
  linker: Linker,
  brokers: readonly Broker[],
  type: TypeReference | undefined,
  file: FileFacts,
  of: HandlerType['of'],
): Match | undefined {
  if (!type) return undefined;
  for (const alternative of alternativesOf(linker, type, file)) {
    const match = matchOfOne(linker, brokers, alternative, of);
    if (match) return match;
  }
  return undefined;
}

function matchOfOne(linker: Linker, brokers: readonly Broker[], { type, file }: { readonly type: TypeReference; readonly file: FileFacts }, of: HandlerType['of']): Match | undefined {
  for (const entity of linker.entitiesOfType(type, file)) {
    if (entity.is !== 'external') continue;
    for (const broker of brokers) {
      if (!isOf(broker, entity)) continue;
      const known = broker.handlerTypes?.[entity.name];
      if (known?.of === of) return { broker, type: known };
      // `Handler<SQSEvent>`
      const [event] = type.arguments ?? [];
      if (of === 'handler' && entity.name === 'Handler' && event) return matchOf(linker, brokers, event, file, 'event');
    }
  }
  return undefined;
}
