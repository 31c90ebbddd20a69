import type { FileFacts, Use } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { promiseBehind } from './passed-element.ts';

/** What becomes of a promise, and so of its failure. */
export interface Outcome {
  readonly kind:
    /** Waited for here. */
    | 'awaited'
    /** Given to whoever called this function. */
    | 'returned'
    /** Given to something else: `waitUntil(p)`, a list, a field. */
    | 'handed over'
    /** Nobody has it. */
    | 'dropped';
  /** A `.catch(…)` stands in the chain. */
  readonly caught: boolean;
  /** `void p`: dropped on purpose. */
  readonly voided: boolean;
  /** Through `Promise.allSettled`, which never fails: does anybody look at its result? */
  readonly allSettled?: 'result used' | 'result unused';
  /** It was put into a variable or a list first, so that it is waited for at another place than where it is made. */
  readonly kept: boolean;
}

/** What is known of a promise on the way to its end. */
type Way = Pick<Outcome, 'caught' | 'kept'>;

const START: Way = { caught: false, kept: false };

/** Promise combinators: what is given to them shares their fate. */
const COMBINATORS = new Set(['all', 'allSettled', 'race', 'any', 'resolve']);

/** What becomes of the value of a call. */
export function outcomeOf(file: FileFacts, call: number): Outcome {
  const use = file.calls[call]?.use;
  return use ? follow(file, use, START, new Set()) : ending('dropped', START);
}

function ending(kind: Outcome['kind'], way: Way, voided = false): Outcome {
  return { kind, ...way, voided };
}

function follow(file: FileFacts, use: Use, way: Way, seen: Set<number>): Outcome {
  if (use.awaited && use.within === undefined) return ending('awaited', way);
  switch (use.as) {
    case 'dropped':
      return ending('dropped', way);
    case 'voided':
      return ending('dropped', way, true);
    case 'returned':
    case 'thrown':
      return ending('returned', way);
    case 'receiver':
      return ofReceiver(file, use, way, seen);
    case 'argument':
      return ofArgument(file, use, way, seen);
    case 'binding':
      return ofBinding(file, use, way, seen);
    case 'callee':
    case 'condition':
    case 'operand':
    case 'stored':
      return ending('handed over', way);
  }
}

/** `p.then(f)`, `p.catch(f)`, `request.promise()`: the chain goes on. */
function ofReceiver(file: FileFacts, use: Use, way: Way, seen: Set<number>): Outcome {
  const next = use.of === undefined ? undefined : file.calls[use.of];
  if (!next) return ending('handed over', way);
  const catches = next.callee.kind === 'member' && (next.callee.name === 'catch' || (next.callee.name === 'then' && next.arguments.length > 1));
  return follow(file, next.use, { ...way, caught: way.caught || catches }, seen);
}

function ofArgument(file: FileFacts, use: Use, way: Way, seen: Set<number>): Outcome {
  const call = use.of === undefined ? undefined : file.calls[use.of];
  const callee = call?.callee;
  if (call && callee?.kind === 'member' && isCombinator(file, use.of)) {
    const outcome = follow(file, call.use, way, seen);
    return callee.name === 'allSettled' ? { ...outcome, allSettled: isUsed(file, call.use) ? 'result used' : 'result unused' } : outcome;
  }
  // What is collected in a list shares the list's fate.
  if (callee?.kind === 'member' && callee.name === 'push' && callee.of.kind === 'binding') {
    return ofBinding(file, { as: 'binding', awaited: false, of: callee.of.binding }, way, seen);
  }
  return ending('handed over', way);
}

/** `Promise.all(…)` and its like. */
export function isCombinator(file: FileFacts, call: number | undefined): boolean {
  const callee = call === undefined ? undefined : file.calls[call]?.callee;
  if (callee?.kind !== 'member') return false;
  if (isResult(file, callee.of)) return FROM_PROMISE.has(callee.name);
  if (callee.of.kind !== 'global') return false;
  return /^(Promise|Bluebird|BPromise)$/.test(callee.of.name) && COMBINATORS.has(callee.name);
}

/** Source: neverthrow 8.2.0 `dist/index.d.ts`: a `ResultAsync` is done when the promise is that it is made from. */
const FROM_PROMISE = new Set(['fromPromise', 'fromSafePromise', 'combine']);

function isResult({ bindings }: FileFacts, value: Value | { readonly kind: 'super' }): boolean {
  const [only] = value.kind === 'binding' ? (bindings[value.binding]?.values ?? []) : [];
  return only?.kind === 'import' && only.from === 'neverthrow' && only.name === 'ResultAsync';
}

/**
 * `xs.map(async …)` gives a list of promises, which `await list`, `[…, list]` and a list nobody reads do not look into.
 * `undefined` where what becomes of the list is not to be seen.
 */
export function isListLost(file: FileFacts, call: number): boolean | undefined {
  const use = file.calls[call]?.use;
  if (!use) return undefined;
  if (use.as === 'argument' && isCombinator(file, use.of)) return use.within === 'array';
  if (use.within !== undefined) return undefined;
  if ((use.awaited && use.as !== 'argument') || use.as === 'dropped' || use.as === 'voided') return true;
  if (use.as !== 'binding') return undefined;
  return outcomeOf(file, call).kind === 'dropped';
}

/** `const rows = await query; rows.map(…)`, `query.then((rows) => rows.map(…))`: what was waited for is data, and so is what a list of it makes. */
export function isData(file: FileFacts, value: Value, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  if (value.kind === 'member') return isData(file, value.of, depth + 1);
  if (value.kind === 'binding' && file.bindings[value.binding]?.values.some((each) => isOfThen(file, each))) return true;
  const values = value.kind === 'binding' ? (file.bindings[value.binding]?.values ?? []) : [value];
  return (
    values.length > 0 &&
    values.every((each) => {
      if (each.kind === 'member') return isData(file, each.of, depth + 1);
      const call = each.kind === 'call' ? file.calls[each.call] : undefined;
      if (!call) return false;
      return call.use.awaited || (call.callee.kind === 'member' && LISTS.has(call.callee.name) && call.callee.of.kind !== 'super' && isData(file, call.callee.of, depth + 1));
    })
  );
}

/** Steps from a list back to what was waited for. */
const DEEPEST = 8;

/** Methods of a list that give a list. */
const LISTS = new Set(['map', 'filter', 'flatMap', 'slice', 'flat', 'concat', 'reverse', 'sort', 'toSorted', 'toReversed']);

function isOfThen(file: FileFacts, value: Value): boolean {
  return value.kind === 'member' ? isOfThen(file, value.of) : promiseBehind(file, value) !== undefined;
}

function isUsed(file: FileFacts, use: Use): boolean {
  if (use.as === 'dropped' || use.as === 'voided') return false;
  return use.as !== 'binding' || use.of === undefined || (file.bindings[use.of]?.uses.length ?? 0) > 0;
}

/** A promise kept in a variable is what its best reader makes of it. */
function ofBinding(file: FileFacts, use: Use, way: Way, seen: Set<number>): Outcome {
  const binding = use.of === undefined ? undefined : file.bindings[use.of];
  const kept = { ...way, kept: true };
  if (use.of === undefined || !binding || isSeenElsewhere(file, use.of)) return ending('handed over', kept);
  // Variables assigned to each other in a circle say nothing new.
  if (seen.has(use.of)) return ending('dropped', kept);
  seen.add(use.of);
  let best = ending('dropped', kept);
  for (const each of binding.uses) {
    const outcome = follow(file, each, kept, seen);
    if (outcome.kind === 'awaited' || outcome.kind === 'returned') return outcome;
    if (outcome.kind === 'handed over') best = outcome;
  }
  return best;
}

/** A list the caller gave, or one that other files import: who waits for what is in it is not to be seen here. */
function isSeenElsewhere(file: FileFacts, binding: number): boolean {
  const kind = file.bindings[binding]?.kind;
  if (kind === 'parameter' || kind === 'import') return true;
  return Object.values(file.exports).some((value) => value.kind === 'binding' && value.binding === binding);
}
