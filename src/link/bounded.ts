import { limits } from './limits.ts';

/**
 * Values may depend on each other in circles. The inner asker of a circle gets nothing and goes on; what it makes of
 * that is incomplete. It is remembered while the outermost question is open, so that nothing is asked twice in one
 * go, and forgotten afterwards, so that later questions get the whole answer.
 */
let depth = 0;
let cuts = 0;
let steps = 0;
const incomplete: (() => void)[] = [];

/** Runs one step of a recursion over values; `undefined` where it has become too deep. */
export function bounded<Result>(step: () => Result): Result | undefined {
  if (depth >= limits.depth || steps >= limits.steps) {
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
      forgetIncomplete();
    }
  }
}

/** Something was asked that is being answered already. */
export function noteCut(): void {
  cuts += 1;
}

/** Runs `answer` and remembers what it gives by `remember`; `forget` undoes it, should the answer be incomplete. */
export function remembering<Result>(answer: () => Result, remember: (result: Result) => void, forget: () => void): Result {
  const before = cuts;
  const stepsBefore = steps;
  const result = answer();
  remember(result);
  if (cuts !== before && depth > 0 && !isTooCostly(steps - stepsBefore)) incomplete.push(forget);
  return result;
}

/** What uses up a question's steps would use up those of the next one as well: it stays as far as it was answered. */
function isTooCostly(spent: number): boolean {
  return steps >= limits.steps && spent >= limits.steps / 2;
}

/** Runs `answer` and says whether a circle or a bound hid a part of it. */
export function completely<Result>(answer: () => Result): { readonly result: Result; readonly complete: boolean } {
  const before = cuts;
  const result = answer();
  return { result, complete: cuts === before };
}

function forgetIncomplete(): void {
  for (const forget of incomplete.splice(0)) forget();
}
