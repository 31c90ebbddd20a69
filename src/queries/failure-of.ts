import { callLocation } from '../link/call-location.ts';
import { type CallReference, locationOf } from '../link/entity.ts';
import type { EffectNode, Flow, FlowNode, SendNode, TryNode, UnknownNode } from '../link/flow.ts';
import type { Location } from '../model/location.ts';
import type { Value } from '../model/value.ts';
import { acknowledges, catchOutcome, returnOf } from './catch-outcome.ts';
import { isExecutor, levelsBehindReject } from './rejected-promise.ts';
import { isInHandler, type Level, type Occurrence, occurrencesIn } from './occurrence.ts';
import { sendsByPromise } from './sends/by-promise.ts';
import { somewhere } from './somewhere.ts';
import { isToldByResult, isToldBySettled } from './told-by-result.ts';

/** What becomes of a failure of one piece of work. */
export type Fate =
  | { readonly kind: 'escapes' }
  /** Nobody waits for the work: the message counts as done before it is. */
  | { readonly kind: 'unawaited'; readonly at: Location; readonly call: CallReference }
  | { readonly kind: 'caught'; readonly at: Location; readonly recorded: boolean; readonly by: TryNode }
  /** `by`: what catches it, if the message is acknowledged behind that. */
  | { readonly kind: 'acknowledged anyway'; readonly at: Location; readonly recorded: boolean; readonly by?: TryNode }
  /** `Promise.allSettled`, and nobody looks. */
  | { readonly kind: 'settled'; readonly at: Location }
  | { readonly kind: 'partly' | 'unknown' };

export interface Work {
  readonly occurrence: Occurrence;
  readonly node: EffectNode | SendNode | UnknownNode;
  readonly at: Location;
  readonly fate: Fate;
  /** It stands in a `try` of the project that ends every error. */
  readonly enclosed: boolean;
  /** It changes something or tells somebody; else it reads. */
  readonly changes: boolean;
}

/** Every piece of work of a handler with what becomes of its failure. `byHand`: only what is acknowledged is done. */
export function workIn(flow: Flow, byHand = false): readonly Work[] {
  const occurrences = occurrencesIn(flow);
  // What goes on alone may settle the message itself, unless the handler does so before it ends.
  const isOpenEnded = byHand && !occurrences.some(acknowledgesInLine);
  return occurrences.flatMap((occurrence): readonly Work[] => {
    const { node } = occurrence;
    if (node.do !== 'effect' && node.do !== 'send' && node.do !== 'unknown') return [];
    if (isInHandler(occurrence) || isAside(node)) return [];
    const at = callLocation(node.call);
    const fate = fateOf(occurrence, node, at, byHand);
    return [{
      occurrence,
      node,
      at,
      fate: isOpenEnded && fate.kind === 'unawaited' ? fateOfChain(occurrence) : fate,
      enclosed: occurrence.levels.some(({ container, part }) => container?.do === 'try' && !container.promise && part === 'body' && endsEveryError(container)),
      changes: changesSomething(node),
    }];
  });
}

/** `work().then(() => done(), () => done())`: nobody waits for the chain, which settles the message itself. */
function fateOfChain({ levels }: Occurrence): Fate {
  for (const [depth, { container, part }] of [...levels.entries()].toReversed()) {
    if (container?.do !== 'try' || !container.promise || part !== 'body') continue;
    const caught = caughtByHand(container, levels.slice(0, depth));
    if (caught !== undefined) return caught !== 'stop' && caught.kind === 'acknowledged anyway' ? caught : { kind: 'unknown' };
  }
  return { kind: 'unknown' };
}

/** Is the message acknowledged before the handler ends, and not by what goes on alone? */
function acknowledgesInLine({ node, levels }: Occurrence): boolean {
  if (node.do !== 'settle' || node.pattern.settles !== 'ack') return false;
  return levels.every(({ container, part }) => {
    if (container?.do === 'try') return part !== 'handler' || !container.promise || !container.body.some(isDropped);
    return (container?.do !== 'enter' && container?.do !== 'callback') || !(container.detached || isDroppedThen(container));
  });
}

/** A promise that nobody waits for. */
function isDropped(node: FlowNode): boolean {
  return 'outcome' in node && node.outcome.kind === 'dropped';
}

/** `work().then(() => done())`, which nobody waits for. */
function isDroppedThen({ outcome, call: { file, call } }: Extract<FlowNode, { do: 'enter' | 'callback' }>): boolean {
  return outcome.kind === 'dropped' && isPromiseMethod(file.calls[call]?.callee);
}

function isPromiseMethod(callee: Value | undefined): boolean {
  return callee?.kind === 'member' && ['then', 'finally', 'catch'].includes(callee.name);
}

/** Telemetry is nobody's work. */
export function isAside(node: FlowNode): boolean {
  return node.do === 'effect' && ['observability', 'analytics', 'computation', 'timer'].includes(node.effect.kind);
}

export function changesSomething(node: FlowNode): boolean {
  if (node.do === 'send') return true;
  if (node.do !== 'effect') return false;
  return ['write_idem', 'write_nonidem', 'write_cond', 'send', 'publish', 'guard', 'admin', 'proc'].includes(node.effect.class);
}

function fateOf({ levels: all }: Occurrence, node: Work['node'], at: Location, byHand: boolean): Fate {
  const { outcome } = node;
  const outermost = all.find(({ container }) => container !== undefined && (isLeftBehind(container) || isExecutor(container)))?.container;
  // Inside `new Promise(…)` a failure comes by `reject`.
  const levels = outermost && isExecutor(outermost) ? levelsBehindReject(all, outermost, node) : all;
  if (!levels) return { kind: 'unknown' };
  if (levels !== all) return fateAmong(levels, byHand);
  if (outermost?.do === 'enter' || outermost?.do === 'callback') return { kind: 'unawaited', at: callLocation(outermost.call), call: outermost.call };
  if (outcome.allSettled === 'result unused') return byHand ? settledByHand(at, [], levels) : { kind: 'settled', at };
  if (outcome.allSettled === 'result used') return isToldBySettled(node.call, levels) ? { kind: 'escapes' } : { kind: 'unknown' };
  if (isPromise(node) && outcome.kind === 'dropped') {
    // With a callback the failure comes another way.
    const { arguments: given = [] } = node.call.file.calls[node.call.call] ?? {};
    return given.some(({ kind }) => kind === 'function') ? { kind: 'unknown' } : { kind: 'unawaited', at, call: node.call };
  }
  if (outcome.kind === 'handed over') return { kind: 'unknown' };
  return fateAmong(levels, byHand);
}

/** What the functions and `try`s around a place make of an error that is thrown there. */
function fateAmong(levels: readonly Level[], byHand: boolean): Fate {
  let fate: Fate = { kind: 'escapes' };
  for (const [depth, { container, part }] of [...levels.entries()].toReversed()) {
    if (!container) continue;
    if (container.do === 'enter' || container.do === 'callback') {
      if (container.detached) return container.do === 'callback' && isCallbackStyle(container) ? { kind: 'unknown' } : { kind: 'unawaited', at: callLocation(container.call), call: container.call };
      if (container.outcome.allSettled === 'result unused') {
        const settledAt = callLocation(container.call);
        if (byHand) return settledByHand(settledAt, container.body, levels.slice(0, depth));
        // A scheduled function that empties a queue is no consumer of it, but acknowledges by hand all the same.
        return acknowledges(container.body) ? { kind: 'unknown' } : { kind: 'settled', at: settledAt };
      }
      if (container.outcome.allSettled === 'result used') return isToldBySettled(container.call, levels.slice(0, depth)) ? fate : { kind: 'unknown' };
      if (container.outcome.kind === 'handed over' && !container.outcome.caught && isAsync(container)) return { kind: 'unknown' };
    }
    if (container.do !== 'try' || part !== 'body' || isToldByResult(container, levels.slice(0, depth))) continue;
    const caught = byHand ? caughtByHand(container, levels.slice(0, depth)) : caughtBy(container);
    if (caught === 'stop') return { kind: 'escapes' };
    if (caught) {
      if (caught.kind === 'partly' || caught.kind === 'unknown') fate = caught;
      else return caught;
    }
  }
  return fate;
}

/** Work that goes on alone while the handler ends: whatever it does with errors, the message is done. Unless it settles the message itself. */
function isLeftBehind(container: FlowNode): boolean {
  if (container.do === 'callback') return container.detached && !isCallbackStyle(container) && !settlesItself(container.body);
  return container.do === 'enter' && container.detached && !settlesItself(container.body);
}

const settlesItself = somewhere((node) => node.do === 'settle');

/** `client.do(x, (error) => …)`: a callback that is no promise's. */
function isCallbackStyle({ runs, target, call: { file, call } }: Extract<FlowNode, { do: 'callback' }>): boolean {
  return runs === 'once' && !target.fact.async && !isPromiseMethod(file.calls[call]?.callee);
}

function isAsync(container: Extract<FlowNode, { do: 'enter' | 'callback' }>): boolean {
  return container.target.fact.async;
}

/** A write that gives no promise cannot be awaited: its failure, if any, is thrown at once. */
function isPromise(node: Work['node']): boolean {
  if (node.do === 'effect') return !node.effect.synchronous;
  return node.do !== 'send' || sendsByPromise(node.pattern, node.library);
}

/** `Promise.allSettled(messages.map(async (message) => { await work(message); await acknowledge(message); }))`: what fails is not acknowledged. */
function settledByHand(at: Location, body: Flow, outer: readonly Level[]): Fate {
  if (acknowledges(body)) return { kind: 'escapes' };
  return acknowledgesLater([], outer) ? { kind: 'settled', at } : { kind: 'unknown' };
}

/** Where only a call settles a message, an error that ends in a `catch` loses it only if such a call comes then. */
function caughtByHand(node: TryNode, outer: readonly Level[]): Fate | 'stop' | undefined {
  const caught = caughtBy(node);
  if (caught === undefined || caught === 'stop' || caught.kind !== 'caught') return caught;
  if (acknowledgesLater(node.handler ?? [], outer)) return { kind: 'acknowledged anyway', at: caught.at, recorded: caught.recorded, by: node };
  return outer[0] && acknowledges(outer[0].siblings) ? 'stop' : { kind: 'unknown' };
}

/** Does a call settle the message behind a `catch`, on the way that an error takes? */
function acknowledgesLater(handler: Flow, outer: readonly Level[]): boolean {
  let left = handler.find((node) => node.do === 'exit');
  for (const { siblings, index, container, part } of outer.toReversed()) {
    if (!left && acknowledges(siblings.slice(index + 1))) return true;
    if (container?.do === 'try' && part !== 'finalizer' && acknowledges(container.finalizer ?? [])) return true;
    left ??= siblings.slice(index + 1).find((node) => node.do === 'exit');
    const ends = left?.how === 'break' || left?.how === 'continue' ? container?.do === 'loop' : container?.do === 'enter' || container?.do === 'callback';
    if (ends) left = undefined;
  }
  return false;
}

/** What a `try` makes of an error; `undefined`: it passes; `stop`: the message is rejected, all is well. */
function caughtBy(node: TryNode): Fate | 'stop' | undefined {
  const at = locationOf(node.frame.file, returnOf(node)?.span ?? node.handlerSpan ?? node.span);
  const recorded = records(node.handler ?? []);
  if (node.finalizer && acknowledges(node.finalizer)) return { kind: 'acknowledged anyway', at, recorded };
  switch (catchOutcome(node)) {
    case 'rethrown':
      return undefined;
    case 'handed on':
      return 'stop';
    case 'swallowed':
      if (acknowledges(node.handler ?? [])) return { kind: 'acknowledged anyway', at, recorded };
      return { kind: 'caught', at, recorded, by: node };
    case 'partly':
      return { kind: 'partly' };
    case 'unknown':
      return { kind: 'unknown' };
  }
}

const endings = new WeakMap<TryNode, boolean>();

/** Told once for each, since much stands in one `try`. */
function endsEveryError(node: TryNode): boolean {
  let ends = endings.get(node);
  if (ends === undefined) {
    const caught = caughtBy(node);
    ends = caught !== undefined && caught !== 'stop' && (caught.kind === 'caught' || caught.kind === 'acknowledged anyway');
    endings.set(node, ends);
  }
  return ends;
}

/** Does a handler write the failure down where it lasts? Of a cache, what is put into it counts, and not a lock that is taken away. */
const records = somewhere((node) => node.do === 'effect' && changesSomething(node) && (node.effect.kind === 'database' || (node.effect.kind === 'cache' && KEEPS.test(node.effect.key))));

const KEEPS = /\.(?:[lr]push|h?m?set|set|[szx]add)$/i;
