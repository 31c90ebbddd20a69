import { type CallReference, type FunctionEntity, locationOf } from '../link/entity.ts';
import { type ExitNode, type Flow, type FlowNode, nodesOf } from '../link/flow.ts';
import { type Location, placeKey } from '../model/location.ts';
import { isFailure } from './catch-outcome.ts';
import { changesSomething, type Fate, type Work, workIn } from './failure-of.ts';
import { isInHandler, type Level, type Occurrence, occurrencesIn } from './occurrence.ts';

/** When and how a handler settles its message. */
export type Settlement =
  | { readonly status: 'after-work' }
  /** Before the work is done. */
  | { readonly status: 'early'; readonly how: 'acknowledged first' | 'unawaited'; readonly at: Location; readonly work: Work; /** What acknowledges. */ readonly settledBy?: CallReference }
  /** A failure counts as success. */
  | { readonly status: 'swallowed'; readonly how: 'caught' | 'acknowledged anyway' | 'settled' | 'error status' | 'unread failures'; readonly at: Location; readonly work?: Work; readonly recorded: boolean; /** Where a file decides it. */ readonly declaredAt?: Location; /** The answers that nobody gets, the worst first. */ readonly answers?: readonly ExitNode[] }
  | { readonly status: 'partly-swallowed'; readonly at?: Location }
  | { readonly status: 'unknown' };

/** How a handler is run. */
export interface Run {
  /** What is written for this consumer: what stands around it in the flow is what calls it. */
  readonly handler?: FunctionEntity;
  /** Whether it answers nobody, though it may think it does: an HTTP status is success. */
  readonly answersHttp: boolean;
  /** Only what it acknowledges is done. */
  readonly byHand: boolean;
}

/** How a handler's flow settles its message. */
export function settlementOf(flow: Flow, { handler, answersHttp, byHand }: Run): Settlement {
  const all = workIn(flow, byHand);
  const early = acknowledgedFirst(flow, all);
  if (early) return early;
  const answers = answersHttp ? errorAnswers(flow) : [];
  const [status] = answers;
  if (status) return { status: 'swallowed', how: 'error status', at: locationOf(status.frame.file, status.span), recorded: false, answers };
  const main = mainWork(all);
  if (main.length === 0) return all.length === 0 ? { status: 'unknown' } : { status: 'after-work' };
  return verdict(main, all, handler);
}

/** What the handler is there for: what it changes, locks and marks only where there is nothing else; if it changes nothing we see, everything it does. */
function mainWork(all: readonly Work[]): readonly Work[] {
  const changing = all.filter(({ changes }) => changes);
  const lasting = changing.filter(({ node }) => !isOfCache(node));
  if (lasting.length > 0) return lasting;
  return changing.length > 0 ? changing : all;
}

function verdict(main: readonly Work[], all: readonly Work[], handler: FunctionEntity | undefined): Settlement {
  const unawaited = main.filter(({ fate }) => fate.kind === 'unawaited');
  const lost = main.filter(({ fate }) => isLost(fate));
  const [first] = unawaited;
  // A call nobody can look into may be the work itself: only what is certain about all of it counts.
  const open = all.some(({ node, fate, enclosed }) => node.do === 'unknown' && !enclosed && (fate.kind === 'escapes' || fate.kind === 'unknown' || fate.kind === 'partly'));
  if (first?.fate.kind === 'unawaited' && unawaited.length === main.length && !open) {
    if (settlesBehind(first)) return { status: 'unknown' };
    // As with a failure: what is left behind so far down is a detail, unless nothing else is done.
    if (callsAbove(first, leftBehind(first), handler) > DEEP && unawaited.length < all.length) return { status: 'partly-swallowed', at: first.fate.at };
    return { status: 'early', how: 'unawaited', at: first.fate.at, work: first };
  }
  const lostFirst = mostLost(lost);
  // What nobody waits for, beside it, can fail nobody either.
  if (lostFirst && lost.length + unawaited.length === main.length && !open) return swallowed(lostFirst, lost, all, handler);
  if (main.some(({ fate }) => fate.kind === 'unknown')) return { status: 'unknown' };
  const partly = main.find(({ fate }) => fate.kind === 'partly' || isLost(fate) || fate.kind === 'unawaited');
  if (!partly) return { status: 'after-work' };
  return { status: 'partly-swallowed', ...('at' in partly.fate && { at: partly.fate.at }) };
}

/** Of the places where failures end, the one that ends most. */
function mostLost(lost: readonly Work[]): Work | undefined {
  const places = new Map<string, Work[]>();
  for (const work of lost) {
    if (!('at' in work.fate)) continue;
    const key = placeKey(work.fate.at);
    places.set(key, [...(places.get(key) ?? []), work]);
  }
  return [...places.values()].toSorted((a, b) => b.length - a.length)[0]?.[0];
}

/** `work().then(() => ack(message))`: nobody waits, but the message is not done before the work is. */
function settlesBehind({ occurrence: { levels } }: Work): boolean {
  return levels.some(({ siblings, index }) => siblings.slice(index + 1).some((node) => node.do === 'callback' && Array.from(nodesOf(node.body)).some(({ do: kind }) => kind === 'settle')));
}

function isLost(fate: Fate): boolean {
  return fate.kind === 'caught' || fate.kind === 'acknowledged anyway' || fate.kind === 'settled';
}

function swallowed(work: Work, lost: readonly Work[], all: readonly Work[], handler: FunctionEntity | undefined): Settlement {
  const { fate } = work;
  const recorded = lost.some((each) => 'recorded' in each.fate && each.fate.recorded);
  switch (fate.kind) {
    case 'caught':
    case 'acknowledged anyway': {
      // So far down, it is the failure of a detail that ends there, unless nothing else is done.
      const { by } = fate;
      if (by && callsAbove(work, by, handler) > DEEP && all.some((each) => !isInside(each, by))) return { status: 'partly-swallowed', at: fate.at };
      return { status: 'swallowed', how: fate.kind, at: fate.at, work, recorded };
    }
    case 'settled':
      return { status: 'swallowed', how: fate.kind, at: fate.at, work, recorded };
    default:
      return { status: 'unknown' };
  }
}

/** More calls below the handler than this, nobody speaks of "the handler catches". */
const DEEP = 4;

/** The call that nobody waits for. */
function leftBehind({ node, fate, occurrence: { levels } }: Work): FlowNode {
  const call = fate.kind === 'unawaited' ? fate.call : undefined;
  return levels.find(({ container }) => container && 'call' in container && container.call === call)?.container ?? node;
}

/** How many functions lie between the handler and what catches, or what is left behind. */
function callsAbove({ occurrence: { levels } }: Work, by: FlowNode, handler: FunctionEntity | undefined): number {
  const depth = levels.findIndex(({ container }) => container === by);
  const above = levels.slice(0, depth < 0 ? levels.length : depth).flatMap(({ container }) => (container?.do === 'enter' || container?.do === 'callback' ? [container] : []));
  // Wrappers around what is written for this consumer are no part of it.
  const own = above.findLastIndex(({ target }) => target.file === handler?.file && target.fn === handler.fn);
  return above.length - Math.max(own, 0);
}

function isInside({ occurrence: { levels } }: Work, by: FlowNode): boolean {
  return levels.some(({ container }) => container === by);
}

/** The message is acknowledged, and only then the work begins. */
function acknowledgedFirst(flow: Flow, all: readonly Work[]): Settlement | undefined {
  for (const occurrence of occurrencesIn(flow)) {
    const { node } = occurrence;
    // What comes behind an acknowledgement that follows the work is tidying up: a lock released, a counter, a log.
    if (mayBeTheWork(node) && !isInHandler(occurrence)) return undefined;
    if (node.do !== 'settle' || node.pattern.settles !== 'ack' || isInHandler(occurrence)) continue;
    const after = all.find((work) => work.changes && work.fate.kind !== 'unawaited' && !isOfCache(work.node) && isAfter(occurrence, work.occurrence));
    if (!after) continue;
    const fact = node.call.file.calls[node.call.call];
    if (!fact) continue;
    return { status: 'early', how: 'acknowledged first', at: locationOf(node.call.file, [fact.nameAt, fact.span[1]]), work: after, settledBy: node.call };
  }
  return undefined;
}

/** A change, or a call nobody can look into that is waited for. */
function mayBeTheWork(node: FlowNode): boolean {
  if (node.do === 'unknown') return node.outcome.kind === 'awaited';
  // A list in Redis may well be what the work is done on; a lock is not pushed.
  return changesSomething(node) && (!isOfCache(node) || (node.do === 'effect' && node.effect.class === 'write_nonidem'));
}

/** Locks and marks. */
function isOfCache(node: FlowNode): boolean {
  return node.do === 'effect' && node.effect.kind === 'cache';
}

/** Does `later` certainly run after `first` in the same run? */
function isAfter(first: Occurrence, later: Occurrence): boolean {
  for (const [depth, level] of first.levels.entries()) {
    const other = later.levels[depth];
    if (other?.siblings !== level.siblings) return false;
    if (other.index === level.index) {
      // Different branches of one `if` never run together; one iteration of a loop is one message.
      const [a, b] = [first.levels[depth + 1], later.levels[depth + 1]];
      if (a && b && (a.part !== b.part || a.siblings !== b.siblings)) return false;
      continue;
    }
    return other.index > level.index && first.levels.slice(depth + 1).every((inner) => alwaysGoesOn(inner));
  }
  return false;
}

/** Does control go on behind a level, instead of leaving the function: `if (bad) { ack(); return; }`? */
function alwaysGoesOn({ siblings, index, part }: Level): boolean {
  if (part === 'then' || part === 'else' || part === 'case' || part === 'handler') return false;
  return !siblings.slice(index + 1).some((node: FlowNode) => node.do === 'exit');
}

/** `return { statusCode: 500 }`: an answer to a caller that a queue does not have. Work that failed comes before a message that was refused. */
function errorAnswers(flow: Flow): readonly ExitNode[] {
  const answers = errorStatuses(flow);
  const isWorst = (answer: ExitNode): boolean => statusOf(answer) >= 500;
  return [...answers.filter(isWorst), ...answers.filter((answer) => !isWorst(answer))];
}

function errorStatuses(flow: Flow): readonly ExitNode[] {
  const found: ExitNode[] = [];
  for (const occurrence of occurrencesIn(flow)) {
    const { node } = occurrence;
    if (node.do !== 'exit' || node.how !== 'return' || !node.value || isFailure(node)) continue;
    if (occurrence.levels.some(({ container }) => container?.do === 'enter' || container?.do === 'callback')) continue;
    if (statusOf(node) >= 400) found.push(node);
  }
  return found;
}

/** 0: the answer says none. */
function statusOf({ value }: ExitNode): number {
  if (value?.kind !== 'object') return 0;
  for (const property of value.properties) {
    if (property.kind !== 'value' || property.key !== 'statusCode' || property.value.kind !== 'literal') continue;
    return typeof property.value.value === 'number' ? property.value.value : 0;
  }
  return 0;
}
