import type { BindingFact, CallFact, FileFacts, Use } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { callsWithin } from './calls-within.ts';
import { isBeyond } from './cuts.ts';
import type { LinkedConsumer } from './linked-consumer.ts';
import { classKey } from './classes.ts';
import { type Entity, type FunctionEntity, locationOf } from './entity.ts';
import { frameWithin, functionsOf, isWithin, wrappedHandler } from './handler.ts';
import type { Frame } from './frame.ts';
import type { Linker } from './linker.ts';
import { firstOf, pathInMessage } from './message-path.ts';
import { membersIn } from './named-handlers.ts';

/** Parts of a callee that are followed back to the message. */
const DEEPEST = 10;
const REGISTRIES = `the registry that a handler is taken out of, more than ${String(DEEPEST)} values before it`;

/**
 * The handlers a consumer picks by something in the message: `handlers[job.name](job)`,
 * `new tasks[name]().perform(props)`. Each is a logical consumer of its own.
 */
export function dispatchedConsumers(linker: Linker, consumer: LinkedConsumer): readonly LinkedConsumer[] {
  const { handler } = consumer;
  if (!handler) return [];
  const { file } = handler;
  for (const call of callsWithin(file, handler.fn)) {
    if (call.kind !== 'call' || call.arguments.length === 0 || !isWholeWork(call.use)) continue;
    const key = pickedBy(file, call.callee, handler.fn, 0) ?? (consumer.broker.namedJobs ? lookedUpBy(handler, call) : undefined);
    if (!key) continue;
    const frame = frameWithin(linker, handler, call.fn);
    const targets = distinct(functionsOf(linker, linker.evaluate(call.callee, frame)));
    if (targets.length < 2) continue;
    const names = namesOf(linker, handler, call.callee, frame);
    return targets.map((target) => caseOf(consumer, target, ownHandler(linker, target), key, names.get(keyOf(target))));
  }
  return [];
}

/** `handle` of a base class is the way to what the object's own class gives. */
function ownHandler(linker: Linker, target: FunctionEntity): FunctionEntity {
  const { file, fn, fact, self } = target;
  if (self?.is !== 'instance' || fact.cls === undefined || classKey({ file, cls: fact.cls }) === classKey(self.of)) return wrappedHandler(linker, target);
  for (const call of callsWithin(file, fn)) {
    if (call.kind !== 'call' || call.arguments.length === 0 || call.callee.kind !== 'member' || call.callee.of.kind !== 'this') continue;
    const own = functionsOf(linker, linker.evaluate(call.callee, frameWithin(linker, target, call.fn))).find(
      (each) => each.fact.cls !== undefined && classKey({ file: each.file, cls: each.fact.cls }) === classKey(self.of),
    );
    if (own) return own;
  }
  return target;
}

/** What is picked to compute something for the handler is no handler: its value would be used. */
function isWholeWork({ as }: Use): boolean {
  return as === 'dropped' || as === 'voided' || as === 'returned';
}

function distinct(targets: readonly FunctionEntity[]): readonly FunctionEntity[] {
  const seen = new Map<string, FunctionEntity>();
  for (const target of targets) {
    const self = target.self?.is === 'instance' ? `${target.self.of.file.file}#${String(target.self.of.cls)}` : '';
    const key = `${target.file.file}#${String(target.fn)}${self}`;
    if (!seen.has(key)) seen.set(key, target);
  }
  return [...seen.values()];
}

/** The names that the registry itself gives to its functions and objects: `{ [JobName.Charge]: charge }`. */
function namesOf(linker: Linker, { file, fn }: FunctionEntity, callee: Value, frame: Frame): ReadonlyMap<string, string> {
  const members = registriesOf(linker, file, callee, frame, (binding) => isWithin(file, binding.fn, fn), 0).flatMap((entity) => membersIn(linker, entity));
  return new Map(
    members.flatMap(([name, entities]) => [
      ...functionsOf(linker, entities).map((each) => [keyOf(each), name] as const),
      ...entities.flatMap((each) => (each.is === 'instance' ? [[classKey(each.of), name] as const] : [])),
    ]),
  );
}

/** What a callee is taken out of: `of` in `of[key].handle`, and the map that a function of the project looks it up in. */
function registriesOf(linker: Linker, file: FileFacts, value: Value, frame: Frame, isOwn: (binding: BindingFact) => boolean, depth: number): readonly Entity[] {
  if (isBeyond(depth, DEEPEST, file, frame.fn, REGISTRIES)) return [];
  const again = (each: Value): readonly Entity[] => registriesOf(linker, file, each, frame, isOwn, depth + 1);
  switch (value.kind) {
    case 'element':
      return linker.evaluate(value.of, frame);
    case 'member':
      return again(value.of);
    case 'binding': {
      const binding = file.bindings[value.binding];
      return binding && isOwn(binding) ? binding.values.flatMap(again) : [];
    }
    case 'call': {
      const callee = file.calls[value.call]?.callee;
      if (callee?.kind === 'member' && callee.name === 'get') return linker.evaluate(callee.of, frame);
      if (!callee) return [];
      return linker.evaluate(callee, frame).flatMap((entity): readonly Entity[] => {
        if (entity.is !== 'function') return [];
        const within = linker.openFrame(entity.file, entity.fn);
        return entity.fact.returns.flatMap((each) => registriesOf(linker, entity.file, each, within, (binding) => isWithin(entity.file, binding.fn, entity.fn), depth + 1));
      });
    }
    default:
      return [];
  }
}

/** An object of a class of its own is told apart by it: its method may be inherited. */
function keyOf({ file, fn, self }: FunctionEntity): string {
  return self?.is === 'instance' ? classKey(self.of) : `${file.file}#${String(fn)}`;
}

function caseOf(consumer: LinkedConsumer, registered: FunctionEntity, handler: FunctionEntity, key: readonly string[], name: string | undefined): LinkedConsumer {
  const cls = registered.self?.is === 'instance' || registered.self?.is === 'class' ? registered.self : undefined;
  const owner = cls?.is === 'instance' ? cls.of : cls;
  const at = owner ? locationOf(owner.file, owner.fact.nameSpan) : locationOf(handler.file, handler.fact.span);
  const job = owner?.fact.name ?? name ?? handler.fact.name;
  return {
    ...consumer,
    at,
    registered,
    handler,
    ...(job !== undefined && { job, picked: { name: name ?? job, key } }),
    trail: [...consumer.trail, consumer.at],
    ofMessages: false,
  };
}

/**
 * `const processor = processorFor(job.name); processor.handle(job)`: a function of the project looks it up. What is found
 * by the job's name and handed the whole job is a handler; what is found by a part of the message is a mere collaborator.
 */
function lookedUpBy({ file, fn }: FunctionEntity, { callee, arguments: given }: CallFact): readonly string[] | undefined {
  const key = keyOfLookUp(file, callee, fn, 0);
  if (key?.length !== 1 || key[0] !== 'name') return undefined;
  const whole = given.some((each) => each.kind === 'binding' && file.bindings[each.binding]?.values.some((value) => value.kind === 'parameter' && value.fn === fn));
  return whole ? key : undefined;
}

function keyOfLookUp(file: FileFacts, value: Value, fn: number, depth: number): readonly string[] | undefined {
  if (isBeyond(depth, DEEPEST, file, fn, REGISTRIES)) return undefined;
  const again = (each: Value): readonly string[] | undefined => keyOfLookUp(file, each, fn, depth + 1);
  switch (value.kind) {
    case 'member':
      return again(value.of);
    case 'binding': {
      const binding = file.bindings[value.binding];
      return binding && isWithin(file, binding.fn, fn) ? firstOf(binding.values, again) : undefined;
    }
    case 'call': {
      const given = file.calls[value.call]?.arguments ?? [];
      const paths = given.flatMap((each) => (each.kind === 'spread' ? [] : [pathInMessage(file, each, fn) ?? []]));
      return paths.length === 1 && (paths[0]?.length ?? 0) > 0 ? paths[0] : undefined;
    }
    case 'choice':
      return firstOf(value.of, again);
    default:
      return undefined;
  }
}

/** Where in the message the key stands by which a callee comes out of a registry; `undefined`: it does not. */
function pickedBy(file: FileFacts, value: Value, handler: number, depth: number): readonly string[] | undefined {
  if (isBeyond(depth, DEEPEST, file, handler, REGISTRIES)) return undefined;
  switch (value.kind) {
    case 'member':
      return pickedBy(file, value.of, handler, depth + 1);
    case 'element':
      return pathInMessage(file, value.key, handler, depth + 1);
    case 'binding': {
      const binding = file.bindings[value.binding];
      return binding && isWithin(file, binding.fn, handler) ? firstOf(binding.values, (each) => pickedBy(file, each, handler, depth + 1)) : undefined;
    }
    case 'call': {
      const call = file.calls[value.call];
      if (!call) return undefined;
      const [first] = call.arguments;
      const asked = call.callee.kind === 'member' && call.callee.name === 'get' && first !== undefined && first.kind !== 'spread' ? pathInMessage(file, first, handler, depth + 1) : undefined;
      return asked ?? pickedBy(file, call.callee, handler, depth + 1);
    }
    case 'choice':
      return firstOf(value.of, (each) => pickedBy(file, each, handler, depth + 1));
    default:
      return undefined;
  }
}
