import { someWithin } from '../link/some-within.ts';
import type { FileFacts, Step } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';

/** Says a value, a condition for example, something of what is asked for? */
export type Tells = (value: Value) => boolean;

/** Names by which messages are put back, rejected or handed on, whatever they are called on. */
export const HANDS_ON: ReadonlySet<string> = new Set(['retry', 'retryAll', 'nack', 'nackAll', 'nak', 'reject', 'term', 'requeue', 'abandon', 'abandonMessage', 'deadLetter', 'deadLetterMessage', 'deferMessage', 'moveToFailed', 'moveToDelayed', 'next']);

/**
 * Do steps fail, or put the message back, where a value tells them to? `if (failure) throw failure`,
 * `if (!sent.ok) return Promise.reject(…)`, `return { batchItemFailures: failed }`.
 */
export function failsUpon(file: FileFacts, steps: readonly Step[], tells: Tells, told = false): boolean {
  let upon = told;
  for (const step of steps) {
    if (failsAt(file, step, tells, upon)) return true;
    for (const [inner, isTold] of innerSteps(file, step, tells)) if (failsUpon(file, inner, tells, upon || isTold)) return true;
    // `if (sent.ok) return;`: what comes behind it comes for the failure.
    if (step.do === 'if' && step.then.at(-1)?.do === 'return' && tells(step.condition)) upon = true;
  }
  return false;
}

function failsAt(file: FileFacts, step: Step, tells: Tells, upon: boolean): boolean {
  switch (step.do) {
    case 'throw':
      return upon || tells(step.value);
    case 'return':
      return step.value !== undefined && ((upon && isRejection(file, step.value)) || isListOfFailures(step.value, tells));
    case 'call': {
      const callee = upon ? file.calls[step.call]?.callee : undefined;
      return callee?.kind === 'member' && HANDS_ON.has(callee.name);
    }
    default:
      return false;
  }
}

/** The steps inside of one, and whether they run because a value told so. */
export function innerSteps(file: FileFacts, step: Step, tells: Tells): readonly (readonly [steps: readonly Step[], isTold: boolean])[] {
  switch (step.do) {
    case 'call':
      return callbacksOf(file, step.call, tells).map((steps) => [steps, true] as const);
    case 'if': {
      const isTold = tells(step.condition);
      return [[step.then, isTold], [step.else, isTold]];
    }
    case 'switch':
      return step.cases.map(({ steps }) => [steps, tells(step.on)] as const);
    case 'loop':
      return [[step.body, step.over !== undefined && tells(step.over)]];
    case 'try':
      return [[step.body, false]];
    default:
      return [];
  }
}

/** `results.forEach((result) => …)`, of a list that tells. */
function callbacksOf(file: FileFacts, call: number, tells: Tells): readonly (readonly Step[])[] {
  const fact = file.calls[call];
  if (fact?.callee.kind !== 'member' || !tells(fact.callee.of)) return [];
  return fact.arguments.flatMap((given) => {
    const steps = given.kind === 'function' ? file.functions[given.fn]?.body : undefined;
    return steps ? [steps] : [];
  });
}

/** `Promise.reject(…)`. */
export function isRejection(file: FileFacts, value: Value): boolean {
  if (value.kind !== 'call') return false;
  const callee = file.calls[value.call]?.callee;
  return callee?.kind === 'member' && callee.name === 'reject' && callee.of.kind === 'global';
}

/** `return { batchItemFailures }`: the failures are reported, one by one. */
function isListOfFailures(value: Value, tells: Tells): boolean {
  if (value.kind !== 'object') return false;
  return value.properties.some((property) => property.kind === 'value' && property.key === 'batchItemFailures' && tells(property.value));
}

/** Tells of variables. */
export function tellsOf(file: FileFacts, bindings: ReadonlySet<number>): Tells {
  return (value) => someWithin(file, value, (each) => each.kind === 'binding' && bindings.has(each.binding));
}
