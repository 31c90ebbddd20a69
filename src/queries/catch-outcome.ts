import type { FileFacts } from '../model/file-facts.ts';
import type { Argument, Value } from '../model/value.ts';
import type { ExitNode, Flow, FlowNode, TryNode } from '../link/flow.ts';
import { someWithin } from '../link/some-within.ts';
import { failsUpon, HANDS_ON, isRejection, tellsOf } from './fails-upon.ts';
import { somewhere } from './somewhere.ts';

/** What becomes of an error that a `try` catches. */
export type CatchOutcome =
  /** It goes on outwards, on every path. */
  | 'rethrown'
  /** The message is rejected, put back or sent elsewhere. */
  | 'handed on'
  /** It ends there, on every path. */
  | 'swallowed'
  /** Some errors end there. */
  | 'partly'
  | 'unknown';

const outcomes = new WeakMap<TryNode, CatchOutcome>();

/** What the handler of a `try` makes of every error it gets; told once for each. */
export function catchOutcome(node: TryNode): CatchOutcome {
  let outcome = outcomes.get(node);
  if (!outcome) outcomes.set(node, (outcome = readOutcome(node)));
  return outcome;
}

function readOutcome(node: TryNode): CatchOutcome {
  // A `return` in `finally` takes the place of every error, thrown in the body or in the `catch`.
  if (returnOf(node)) return 'swallowed';
  if (node.opaque) return 'unknown';
  if (!node.handler) return 'rethrown';
  if (isKeptForLater(node)) return 'rethrown';
  const ends = endsOf(node.handler);
  if (ends.handedOn && !ends.falls) return 'handed on';
  if (ends.handedOn) return 'handed on';
  if (ends.unknown) return 'unknown';
  if (ends.throws && ends.falls) return 'partly';
  if (ends.throws) return 'rethrown';
  return isPerhapsHandedOn(node) ? 'unknown' : 'swallowed';
}

/** A `return` by which every way through a `finally` ends. */
export function returnOf({ finalizer = [] }: TryNode): ExitNode | undefined {
  return finalizer.find((node): node is ExitNode => node.do === 'exit' && node.how === 'return' && !isFailure(node));
}

interface Ends {
  readonly throws: boolean;
  /** Some path goes on, or returns. */
  readonly falls: boolean;
  readonly handedOn: boolean;
  readonly unknown: boolean;
}

const FALLS: Ends = { throws: false, falls: true, handedOn: false, unknown: false };

const endings = new WeakMap<Flow, Ends>();

/** How a list of nodes may end; told once for each, since functions are entered from many places. */
function endsOf(flow: Flow): Ends {
  const before = endings.get(flow);
  if (before) return before;
  const ends = endsOfNodes(flow);
  endings.set(flow, ends);
  return ends;
}

function endsOfNodes(flow: Flow): Ends {
  let throws = false;
  let handedOn = false;
  let unknown = false;
  for (const node of flow) {
    const ends = endsOfNode(node);
    throws ||= ends.throws;
    handedOn ||= ends.handedOn;
    unknown ||= ends.unknown;
    if (!ends.falls) return { throws, falls: false, handedOn, unknown };
    if (node.do === 'exit') return { throws, falls: true, handedOn, unknown };
  }
  return { throws, falls: true, handedOn, unknown };
}

function endsOfNode(node: FlowNode): Ends {
  switch (node.do) {
    case 'exit':
      return isFailure(node) ? { throws: true, falls: false, handedOn: false, unknown: false } : FALLS;
    case 'settle':
      return { ...FALLS, handedOn: node.pattern.settles !== 'ack' && node.pattern.settles !== 'extend' };
    case 'send':
      return { ...FALLS, handedOn: true };
    case 'if': {
      const [then, otherwise] = [endsOf(node.then), endsOf(node.else)];
      return either([then, otherwise]);
    }
    case 'switch':
      return either([...node.cases.map(({ body }) => endsOf(body)), ...(node.cases.some(({ tests }) => tests.length === 0) ? [] : [FALLS])]);
    case 'enter': {
      const inner = endsOf(node.body);
      return node.detached ? { ...FALLS, handedOn: inner.handedOn } : { ...inner, falls: inner.falls || !node.certain };
    }
    case 'callback':
      return { ...FALLS, handedOn: endsOf(node.body).handedOn };
    case 'try':
      return endsOfTry(node);
    case 'loop': {
      const inner = endsOf(node.body);
      return { ...inner, falls: true };
    }
    case 'unknown':
      // What somebody else's function does with the error is not known, if the handler hands on its result.
      return { ...FALLS, unknown: node.outcome.kind === 'returned' };
    case 'effect':
      return FALLS;
  }
}

function endsOfTry(node: TryNode): Ends {
  if (returnOf(node)) return FALLS;
  const body = endsOf(node.body);
  const inner = node.handler ? endsOf(node.handler) : undefined;
  if (!inner) return body;
  return { throws: inner.throws, falls: body.falls || inner.falls, handedOn: body.handedOn || inner.handedOn, unknown: body.unknown || inner.unknown };
}

function either(all: readonly Ends[]): Ends {
  return {
    throws: all.some((ends) => ends.throws),
    falls: all.some((ends) => ends.falls),
    handedOn: all.some((ends) => ends.handedOn),
    unknown: all.some((ends) => ends.unknown),
  };
}

/** `throw`, and `return Promise.reject(…)`. */
export function isFailure(node: ExitNode): boolean {
  if (node.how === 'throw') return true;
  return node.how === 'return' && node.value !== undefined && isRejection(node.frame.file, node.value);
}

/**
 * The error is put into a variable that is thrown, or reported, after the work on the rest:
 * `catch (e) { failure = e }` … `if (failure) throw failure`.
 */
function isKeptForLater({ frame, handlerSpan }: TryNode): boolean {
  if (!handlerSpan) return false;
  const { file } = frame;
  const kept = new Set<number>();
  const errors = errorsIn(file);
  for (const [id, binding] of file.bindings.entries()) {
    const pushed = binding.writes?.some(({ span }) => span[0] >= handlerSpan[0] && span[1] <= handlerSpan[1]);
    const assigned = errors.has(id);
    const own = binding.span[0] >= handlerSpan[0] && binding.span[1] <= handlerSpan[1];
    if ((pushed || assigned) && !own) kept.add(id);
  }
  if (kept.size === 0) return false;
  return file.functions.some((fact) => fact.span[0] <= handlerSpan[0] && fact.span[1] >= handlerSpan[1] && failsUpon(file, fact.body, tellsOf(file, kept)));
}

const known = new WeakMap<FileFacts, ReadonlySet<number>>();

/** Variables that are set to what was caught, or to something made of it. */
function errorsIn(file: FileFacts): ReadonlySet<number> {
  let errors = known.get(file);
  if (!errors) {
    const variables = [...file.bindings.entries()].filter(([, { kind }]) => kind === 'let' || kind === 'var');
    errors = new Set(variables.flatMap(([id, { values }]) => (values.some((value) => mentionsCaught(file, value)) ? [id] : [])));
    known.set(file, errors);
  }
  return errors;
}

function mentionsCaught(file: FileFacts, value: Argument): boolean {
  return someWithin(file, value, (each) => each.kind === 'caught');
}

/**
 * A call nobody can follow that may hand the failure on: a method of such a name, or a function that was given to this
 * one and is given the error, such as `done(error)` and `context.fail(error)`. Nothing is reported on it.
 */
function isPerhapsHandedOn({ frame: { file }, handlerSpan }: TryNode): boolean {
  if (!handlerSpan) return false;
  return file.calls.some(({ callee, arguments: given, span }) => {
    if (span[0] < handlerSpan[0] || span[1] > handlerSpan[1]) return false;
    if (callee.kind === 'member' && HANDS_ON.has(callee.name)) return true;
    const isGiven = callee.kind === 'binding' ? isParameter(file, callee) : callee.kind === 'member' && ENDS.has(callee.name) && isParameter(file, callee.of);
    return isGiven && given[0] !== undefined && mentionsError(file, given[0]);
  });
}

/** How what a handler is given ends its message: `context.fail(error)`, `context.done(error)`. */
const ENDS = new Set(['fail', 'done']);

function isParameter(file: FileFacts, value: Value): boolean {
  return value.kind === 'binding' && file.bindings[value.binding]?.kind === 'parameter';
}

/** What was caught, or an error of its own. */
function mentionsError(file: FileFacts, value: Argument): boolean {
  return someWithin(file, value, (each) => each.kind === 'caught' || (each.kind === 'call' && isNewError(file, each.call)));
}

function isNewError(file: FileFacts, call: number): boolean {
  const fact = file.calls[call];
  return fact?.kind === 'new' && 'name' in fact.callee && fact.callee.name.endsWith('Error');
}

/** Does a flow, or what it enters, settle the message as done? */
export const acknowledges = somewhere((node) => node.do === 'settle' && node.pattern.settles === 'ack');
