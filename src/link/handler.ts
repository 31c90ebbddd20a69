import { posix } from 'node:path';
import type { CallFact, FileFacts } from '../model/file-facts.ts';
import type { Argument, Value } from '../model/value.ts';
import { callsWithin } from './calls-within.ts';
import { classKey } from './classes.ts';
import { isBeyond, isEntityBeyond } from './cuts.ts';
import { type Entity, type FunctionEntity, type OpenEntity, plainText } from './entity.ts';
import { type Frame, makeFrame } from './frame.ts';
import type { Linker } from './linker.ts';
import { sourceAt, withoutEnding } from './source-at.ts';
import { argumentsFrom } from './parameters.ts';

/** The functions a handler slot leads to: itself, what another package wraps, the default export of a file. */
export function functionsOf(linker: Linker, entities: readonly Entity[], depth = 0): readonly FunctionEntity[] {
  if (isEntityBeyond(depth, 5, entities[0], 'functions behind more than 5 wrappers around each other')) return [];
  return entities.flatMap((entity): readonly FunctionEntity[] => {
    switch (entity.is) {
      case 'function':
        return [entity];
      case 'text':
        return fromPath(linker, entity, depth);
      case 'external':
        return entity.call && (entity.from === 'call' || entity.from === 'member') ? wrapped(linker, entity.call, depth) : [];
      case 'list':
        return functionsOf(linker, entity.items.flat(), depth + 1);
      default:
        return [];
    }
  });
}

/** `wrap(handler)` of another package, and `middy(handler).use(…)`: the function it is given is the handler. */
function wrapped(linker: Linker, call: NonNullable<Extract<Entity, { is: 'external' }>['call']>, depth: number): readonly FunctionEntity[] {
  const fact = call.file.calls[call.call];
  if (!fact) return [];
  // Of `middy(handler).onError(tell)` the first: what is given to the links of the chain goes around it.
  const root = chainRoot(call.file, fact);
  const made = root === fact ? [] : functionsGiven(linker, root, call.frame, depth);
  if (made.length > 0) return made;
  const given = functionsGiven(linker, fact, call.frame, depth);
  if (given.length > 0 || fact.callee.kind !== 'member') return given;
  return functionsOf(linker, linker.evaluate(fact.callee.of, call.frame), depth + 1);
}

function functionsGiven(linker: Linker, { arguments: written }: CallFact, frame: Frame, depth: number): readonly FunctionEntity[] {
  const [all] = argumentsFrom(linker, { written, frame }, 0, true);
  return all?.is === 'list' ? functionsOf(linker, all.items.flat(), depth + 1) : [];
}

/** The call that a chain of calls starts with. */
function chainRoot(file: FileFacts, call: CallFact): CallFact {
  let at = call;
  while (at.callee.kind === 'member' && at.callee.of.kind === 'call') {
    const before = file.calls[at.callee.of.call];
    if (!before) return at;
    at = before;
  }
  return at;
}

/** A processor given as a file: its default export, or what it exports as a whole. */
function fromPath(linker: Linker, entity: Entity, depth: number): readonly FunctionEntity[] {
  const written = plainText(entity);
  if (written === undefined) return [];
  const path = posix.normalize(written);
  const file = linker.files.get(path) ?? sourceAt(linker, withoutEnding(path));
  return file ? functionsOf(linker, linker.exportOf(file, 'default'), depth + 1) : [];
}

/**
 * The function that is written for this consumer alone, or what it is still open on.
 *
 * A wrapper hands the library a function of its own, which calls a parameter, an element of a registry or a method
 * that a subclass gives. That one is the handler people look for; the wrapper's is only the way there.
 */
export function logicalHandler(linker: Linker, registered: FunctionEntity, forks = false): FunctionEntity | OpenEntity {
  let at = registered;
  for (let depth = 0; !isBeyond(depth, 6, at.file, at.fn, 'the handler behind more than 6 functions that hand a message on'); depth += 1) {
    const next = handedOn(linker, at, forks);
    if (next?.is === 'open') return next;
    if (!next || (next.file === at.file && next.fn === at.fn)) return at;
    at = next;
  }
  return at;
}

function handedOn(linker: Linker, handler: FunctionEntity, forks: boolean): FunctionEntity | OpenEntity | undefined {
  const { file } = handler;
  const forwarded = forwardedTo(linker, handler);
  if (forwarded) return forwarded;
  for (const call of callsWithin(file, handler.fn)) {
    if (call.kind !== 'call' || call.arguments.length === 0) continue;
    const root = variableRoot(file, call.callee, handler.fn);
    if (!root) continue;
    const frame = frameWithin(linker, handler, call.fn, forks);
    const entities = linker.evaluate(call.callee, frame);
    const open = entities.find((entity) => entity.is === 'open');
    if (open) return open;
    // A method of an injected object is a collaborator, not the handler; a property of a registry's element is.
    if (root === 'member' && !ownsHandler(linker, handler, call, frame) && !isJobObject(linker, handler, call, frame)) continue;
    for (const target of functionsOf(linker, entities)) {
      if (root !== 'this' || isElsewhere(target, handler)) return target;
    }
  }
  return undefined;
}

/** The function that a wrapper of the project was given, and calls: `wrapHandler(async (event) => …)`; itself where none is. */
export function wrappedHandler(linker: Linker, registered: FunctionEntity): FunctionEntity {
  let at = registered;
  for (let depth = 0; !isBeyond(depth, 6, at.file, at.fn, 'the handler behind more than 6 functions that hand a message on'); depth += 1) {
    const { file, fn } = at;
    const targets = file.calls.flatMap((call): readonly FunctionEntity[] => {
      if (call.kind !== 'call' || call.callee.kind !== 'binding' || !isWithin(file, call.fn, fn)) return [];
      // It hands on what it is given as a whole.
      if (!call.arguments.some((each) => each.kind === 'spread' || (each.kind === 'binding' && isOwnParameter(at, each)))) return [];
      if (variableRoot(file, call.callee, fn) !== 'parameter') return [];
      return functionsOf(linker, linker.evaluate(call.callee, frameWithin(linker, at, call.fn)));
    });
    const [only, other] = targets;
    if (!only || other) return at;
    at = only;
  }
  return at;
}

/** `(message) => this.process(message)` does nothing of its own. */
function forwardedTo(linker: Linker, handler: FunctionEntity): FunctionEntity | undefined {
  const steps = handler.fact.body.filter((step) => step.do !== 'return');
  const [only] = steps;
  if (steps.length !== 1 || only?.do !== 'call') return undefined;
  const call = handler.file.calls[only.call];
  if (call?.kind !== 'call' || call.arguments.length === 0 || !call.arguments.every((each) => isOwnParameter(handler, each))) return undefined;
  const targets = functionsOf(linker, linker.evaluate(call.callee, frameWithin(linker, handler, handler.fn)));
  return targets.length === 1 ? targets[0] : undefined;
}

/** The message itself, or a part of it. */
function isOwnParameter({ file, fn }: FunctionEntity, argument: Argument): boolean {
  let root = argument.kind === 'spread' ? argument.of : argument;
  while (root.kind === 'member') root = root.of;
  return root.kind === 'binding' && (file.bindings[root.binding]?.values.some((value) => value.kind === 'parameter' && value.fn === fn) ?? false);
}

/** A registry's element. What a function makes (`templates()`) is a collaborator, unless it is given the whole message. */
function ownsHandler(linker: Linker, handler: FunctionEntity, { callee, arguments: given }: CallFact, frame: Frame): boolean {
  if (callee.kind !== 'member') return false;
  return linker.evaluate(callee.of, frame).some((owner) => {
    if (owner.is !== 'object') return owner.is === 'open';
    const isMade = owner.frame.site !== undefined && owner.frame.file.functions[owner.frame.fn]?.kind !== 'module';
    return !isMade || given.some((each) => each.kind === 'binding' && leadsToParameter(handler, each));
  });
}

/** The message, or a part of it that the parameter takes apart. */
function leadsToParameter({ file, fn }: FunctionEntity, { binding }: Extract<Value, { kind: 'binding' }>): boolean {
  return file.bindings[binding]?.values.some((value) => rootOf(value).kind === 'parameter' && file.bindings[binding]?.fn === fn) ?? false;
}

function rootOf(value: Value): Value {
  return value.kind === 'member' ? rootOf(value.of) : value;
}

/** `job.consume(message)` where the wrapper is given one of several kinds of jobs: the object of a class that extends a base, and the whole message. */
function isJobObject(linker: Linker, handler: FunctionEntity, { callee, arguments: given }: CallFact, frame: Frame): boolean {
  if (callee.kind !== 'member' || !given.some((each) => each.kind === 'binding' && isOwnParameter(handler, each))) return false;
  return linker.evaluate(callee.of, frame).some((owner) => owner.is === 'instance' && owner.of.fact.extends !== undefined);
}

/** Does a callee lead to something that only the caller (a parameter), the object or the registry decides? */
function variableRoot(file: FileFacts, callee: Value, handler: number): 'parameter' | 'member' | 'this' | undefined {
  if (callee.kind === 'member' && callee.of.kind === 'this') return 'this';
  const root = callee.kind === 'member' ? unwrapped(file, callee.of) : callee;
  if (root.kind !== 'binding') return undefined;
  const binding = file.bindings[root.binding];
  if (!binding || isWithin(file, binding.fn, handler) || !binding.values.some(leadsOutside)) return undefined;
  return callee.kind === 'member' ? 'member' : 'parameter';
}

/** Does a callee lead to a parameter, of whatever function it stands in, or to a field of the object? */
export function leadsToCaller(file: FileFacts, callee: Value): boolean {
  if (callee.kind === 'member') return callee.of.kind === 'this';
  return callee.kind === 'binding' && (file.bindings[callee.binding]?.values.some(leadsOutside) ?? false);
}

/** Of `clone(job)` the job. */
function unwrapped(file: FileFacts, value: Value): Value {
  const first = value.kind === 'call' ? file.calls[value.call]?.arguments[0] : undefined;
  return first && first.kind !== 'spread' ? first : value;
}

export function leadsOutside(value: Value): boolean {
  if (value.kind === 'parameter' || value.kind === 'each') return true;
  return value.kind === 'member' && leadsOutside(value.of);
}

/** Does the object's own class, not the class of the wrapper, give this method? */
export function isElsewhere(target: FunctionEntity, handler: FunctionEntity): boolean {
  const own = classAt(handler);
  return own !== undefined && (target.fact.cls === undefined || classKey({ file: target.file, cls: target.fact.cls }) !== own);
}

function classAt({ file, fn }: FunctionEntity): string | undefined {
  for (let at: number | undefined = fn; at !== undefined; at = file.functions[at]?.parent) {
    const cls = file.functions[at]?.cls;
    if (cls !== undefined) return classKey({ file, cls });
  }
  return undefined;
}

export function isWithin(file: FileFacts, fn: number, outer: number): boolean {
  for (let at: number | undefined = fn; at !== undefined; at = file.functions[at]?.parent) if (at === outer) return true;
  return false;
}

/** A frame of a function written inside a handler, with what the handler closes over. */
export function frameWithin(linker: Linker, handler: FunctionEntity, fn: number, forks = handler.frame.forks): Frame {
  if (fn === handler.fn) {
    return makeFrame({ file: handler.file, fn, parent: handler.frame, ...(handler.self && { self: [handler.self] }), forks });
  }
  const parent = handler.file.functions[fn]?.parent ?? 0;
  return makeFrame({ file: handler.file, fn, parent: frameWithin(linker, handler, parent, forks), forks });
}
