import { callLocation } from '../link/consumers.ts';
import { type CallReference, locationOf } from '../link/entity.ts';
import type { EffectNode, Flow, FlowNode, SendNode, TryNode, UnknownNode } from '../link/flow.ts';
import type { Location } from '../model/location.ts';
import { acknowledges, catchOutcome } from './catch-outcome.ts';
import { isInHandler, type Level, type Occurrence, occurrencesIn } from './occurrence.ts';
import { somewhere } from './somewhere.ts';

/** What becomes of a failure of one piece of work. */
export type Fate =
  | { readonly kind: 'escapes' }
  /** Nobody waits for the work: the message counts as done before it is. */
  | { readonly kind: 'unawaited'; readonly at: Location; readonly call: CallReference }
  | { readonly kind: 'caught'; readonly at: Location; readonly recorded: boolean; readonly by: TryNode }
  | { readonly kind: 'acknowledged anyway'; readonly at: Location }
  /** `Promise.allSettled`, and nobody looks. */
  | { readonly kind: 'settled'; readonly at: Location }
  | { readonly kind: 'partly' | 'unknown' };

export interface Work {
  readonly occurrence: Occurrence;
  readonly node: EffectNode | SendNode | UnknownNode;
  readonly at: Location;
  readonly fate: Fate;
  /** It changes something or tells somebody; else it reads. */
  readonly changes: boolean;
}

/** Every piece of work of a handler with what becomes of its failure. `byHand`: only what is acknowledged is done. */
export function workIn(flow: Flow, byHand = false): readonly Work[] {
  return occurrencesIn(flow).flatMap((occurrence): readonly Work[] => {
    const { node } = occurrence;
    if (node.do !== 'effect' && node.do !== 'send' && node.do !== 'unknown') return [];
    if (isInHandler(occurrence) || isAside(node)) return [];
    const at = callLocation(node.call);
    return [{ occurrence, node, at, fate: fateOf(occurrence, node, at, byHand), changes: changesSomething(node) }];
  });
}

/** Telemetry is nobody's work. */
function isAside(node: FlowNode): boolean {
  return node.do === 'effect' && ['observability', 'analytics', 'computation', 'timer'].includes(node.effect.kind);
}

export function changesSomething(node: FlowNode): boolean {
  if (node.do === 'send') return true;
  if (node.do !== 'effect') return false;
  return ['write_idem', 'write_nonidem', 'write_cond', 'send', 'publish', 'guard', 'admin', 'proc'].includes(node.effect.class);
}

function fateOf({ levels }: Occurrence, node: Work['node'], at: Location, byHand: boolean): Fate {
  const { outcome } = node;
  const outermost = levels.find(({ container }) => container !== undefined && (isLeftBehind(container) || isExecutor(container)))?.container;
  // Inside `new Promise(…)` a failure comes by `reject`.
  if (outermost && isExecutor(outermost)) return { kind: 'unknown' };
  if (outermost?.do === 'enter' || outermost?.do === 'callback') return { kind: 'unawaited', at: callLocation(outermost.call), call: outermost.call };
  if (outcome.allSettled === 'result unused') return { kind: 'settled', at };
  if (outcome.allSettled === 'result used') return { kind: 'unknown' };
  if (isPromise(node) && outcome.kind === 'dropped') {
    // With a callback the failure comes another way.
    const { arguments: given = [] } = node.call.file.calls[node.call.call] ?? {};
    return given.some(({ kind }) => kind === 'function') ? { kind: 'unknown' } : { kind: 'unawaited', at, call: node.call };
  }
  if (outcome.kind === 'handed over') return { kind: 'unknown' };
  let fate: Fate = { kind: 'escapes' };
  for (const [depth, { container, part }] of [...levels.entries()].toReversed()) {
    if (!container) continue;
    if (container.do === 'enter' || container.do === 'callback') {
      if (container.detached) return container.do === 'callback' && isCallbackStyle(container) ? { kind: 'unknown' } : { kind: 'unawaited', at: callLocation(container.call), call: container.call };
      if (container.outcome.allSettled === 'result unused') return { kind: 'settled', at: callLocation(container.call) };
      if (container.outcome.allSettled === 'result used') return { kind: 'unknown' };
      if (container.outcome.kind === 'handed over' && !container.outcome.caught && isAsync(container)) return { kind: 'unknown' };
    }
    if (container.do !== 'try' || part !== 'body') continue;
    const caught = caughtBy(container);
    if (caught === 'stop') return { kind: 'escapes' };
    if (caught) {
      // Nobody acknowledges it then: it comes again.
      if (byHand && caught.kind === 'caught' && !isAcknowledgedStill(container, levels.slice(0, depth))) return { kind: 'escapes' };
      if (caught.kind === 'partly' || caught.kind === 'unknown') fate = caught;
      else return caught;
    }
  }
  return fate;
}

/** Is the message acknowledged although its work failed: by what catches the failure, or by what comes behind it? */
function isAcknowledgedStill({ handler = [] }: TryNode, levels: readonly Level[]): boolean {
  return acknowledges(handler) || levels.some(({ siblings, index }) => acknowledges(siblings.slice(index + 1)));
}

/** Work that goes on alone while the handler ends: whatever it does with errors, the message is done. Unless it settles the message itself. */
function isLeftBehind(container: FlowNode): boolean {
  if (container.do === 'callback') return container.detached && !isCallbackStyle(container) && !settlesItself(container.body);
  return container.do === 'enter' && container.detached && !settlesItself(container.body);
}

const settlesItself = somewhere((node) => node.do === 'settle');

/** `client.do(x, (error) => …)`: a callback that is no promise's. */
function isCallbackStyle({ runs, target }: Extract<FlowNode, { do: 'callback' }>): boolean {
  return runs === 'once' && !target.fact.async;
}

function isExecutor(container: FlowNode): boolean {
  if (container.do !== 'callback') return false;
  const fact = container.call.file.calls[container.call.call];
  return fact?.kind === 'new' && fact.callee.kind === 'global' && fact.callee.name === 'Promise';
}

function isAsync(container: Extract<FlowNode, { do: 'enter' | 'callback' }>): boolean {
  return container.target.fact.async;
}

/** A write that gives no promise cannot be awaited: its failure, if any, is thrown at once. */
function isPromise(node: Work['node']): boolean {
  return node.do !== 'send' || node.pattern.outcome === 'promise' || node.pattern.outcome === 'callback or promise';
}

/** What a `try` makes of an error; `undefined`: it passes; `stop`: the message is rejected, all is well. */
function caughtBy(node: TryNode): Fate | 'stop' | undefined {
  const at = locationOf(node.frame.file, node.handlerSpan ?? node.span);
  if (node.finalizer && acknowledges(node.finalizer)) return { kind: 'acknowledged anyway', at };
  switch (catchOutcome(node)) {
    case 'rethrown':
      return undefined;
    case 'handed on':
      return 'stop';
    case 'swallowed':
      return { kind: 'caught', at, recorded: records(node.handler ?? []), by: node };
    case 'partly':
      return { kind: 'partly' };
    case 'unknown':
      return { kind: 'unknown' };
  }
}

/** Does a handler write the failure down where it lasts? */
const records = somewhere((node) => node.do === 'effect' && node.effect.kind === 'database' && changesSomething(node));
