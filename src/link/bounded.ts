import { limits } from './limits.ts';

/**
 * Values may depend on each other in circles. The inner asker of a circle gets nothing and goes on; what it makes of
 * that is incomplete. It is remembered while the outermost question is open, so that nothing is asked twice in one
 * go, and forgotten afterwards, so that later questions get the whole answer. Where a circle is entered is where it is
 * whole: that answer stays.
 */
let depth = 0;
let steps = 0;
/** Answers that are being worked on, one inside the other. */
let open = 0;
/** The outermost of them that somebody asked for again: what lies inside of it is incomplete. */
let outermost = Infinity;
const incomplete: (() => void)[] = [];
/** Those of the answers behind them that say nothing. */
const partial = new Set<unknown>();

const TOO_DEEP = `values that more than ${String(limits.depth)} others stand before`;
const TOO_MANY = `values that are asked for after ${String(limits.steps)} others, for one question`;
let met: string | undefined;
/** The question at hand has used up its steps, and somebody knows. */
let isTold = false;

/** The bound that the last step met for which there was nothing, as what it left out; once for each question that is too large. */
export function boundMet(): string | undefined {
  return met;
}

/** Runs one step of a recursion over values; `undefined` where it has become too deep. */
export function bounded<Result>(step: () => Result): Result | undefined {
  if (depth >= limits.depth || steps >= limits.steps) {
    met = steps < limits.steps ? TOO_DEEP : isTold ? undefined : TOO_MANY;
    isTold ||= met === TOO_MANY;
    noteCut();
    return undefined;
  }
  depth += 1;
  steps += 1;
  try {
    return step();
  } finally {
    depth -= 1;
    if (depth === 0) {
      steps = 0;
      isTold = false;
      forgetIncomplete();
    }
  }
}

/** Something was asked that is being answered already. In: its place among the answers in progress, where that is known. */
export function noteCut(place = -1): void {
  outermost = Math.min(outermost, place);
}

const marks: (readonly never[])[] = [];
const places = new Map<readonly unknown[], number>();

/** An empty answer that stands for the one that is about to be worked on: see `placeInProgress`. */
export function inProgress(): readonly never[] {
  const known = marks[open];
  if (known) return known;
  const mark: readonly never[] = [];
  marks[open] = mark;
  places.set(mark, open);
  return mark;
}

/** The place among the answers in progress that a remembered answer stands for; `undefined`: it is known. */
export function placeInProgress(answer: readonly unknown[]): number | undefined {
  return answer.length === 0 ? places.get(answer) : undefined;
}

/**
 * Runs `answer` and remembers what it gives by `remember`; `forget` undoes it, should the answer be incomplete.
 * `isEmpty`: is there nothing in it that later questions could do with?
 */
export function remembering<Result>(answer: () => Result, remember: (result: Result) => void, forget: () => void, isEmpty?: (result: Result) => boolean): Result {
  const stepsBefore = steps;
  const place = open;
  const before = outermost;
  outermost = Infinity;
  open += 1;
  let result: Result;
  try {
    result = answer();
  } finally {
    open -= 1;
  }
  remember(result);
  if (outermost < place && depth > 0 && !isTooCostly(steps - stepsBefore)) {
    incomplete.push(forget);
    if (isEmpty?.(result)) partial.add(result);
  }
  outermost = Math.min(before, outermost < place ? outermost : Infinity);
  return result;
}

/** An answer that was remembered; what is made of one that says nothing as yet is incomplete as well. */
export function recalled<Result>(result: Result): Result {
  if (partial.size > 0 && partial.has(result)) noteCut();
  return result;
}

/** What uses up a question's steps would use up those of the next one as well: it stays as far as it was answered. */
function isTooCostly(spent: number): boolean {
  return steps >= limits.steps && spent >= limits.steps / 2;
}

/** Runs `answer` and says whether a circle or a bound hid a part of it. */
export function completely<Result>(answer: () => Result): { readonly result: Result; readonly complete: boolean } {
  const before = outermost;
  outermost = Infinity;
  const result = answer();
  const complete = outermost === Infinity;
  outermost = Math.min(before, outermost);
  return { result, complete };
}

function forgetIncomplete(): void {
  for (const forget of incomplete.splice(0)) forget();
  partial.clear();
}
