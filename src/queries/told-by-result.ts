import type { CallFact, FileFacts, Step } from '../model/file-facts.ts';
import type { CallReference } from '../link/entity.ts';
import type { FlowNode, TryNode } from '../link/flow.ts';
import { isCombinator } from '../link/outcome.ts';
import { someWithin } from '../link/some-within.ts';
import { failsUpon, innerSteps, type Tells } from './fails-upon.ts';
import type { Level } from './occurrence.ts';
import { somewhere } from './somewhere.ts';

/** Does a flow give a value back? */
export const returnsValue = somewhere((node) => node.do === 'exit' && node.how === 'return' && node.value !== undefined && node.value.kind !== 'undefined');

/**
 * A `catch` gives back a value that tells of the failure, and who called it fails upon it:
 * `const sent = await trySend(order); if (!sent.ok) throw sent.error;`. In: what the `try` stands in, outwards last.
 */
export function isToldByResult({ handler = [] }: TryNode, outer: readonly Level[]): boolean {
  if (!returnsValue(handler)) return false;
  return outer.some(({ container }, depth) => container?.do === 'enter' && failsUponResult(container.call.file, container.call.call, outer[depth - 1]));
}

/**
 * Does who waits for `Promise.allSettled(…)`, or a function around it, fail where its result says that something failed?
 * In: a call whose promise is among those, and what it stands in, outwards last.
 */
export function isToldBySettled({ file, call }: CallReference, outer: readonly Level[]): boolean {
  if (failsUponResult(file, call, undefined)) return true;
  return outer.some(({ container }) => container?.do === 'enter' && failsUponResult(container.call.file, container.call.call, undefined));
}

/** Does the function in which a call stands fail, or put the message back, where its result says so? */
function failsUponResult(file: FileFacts, call: number, level: Level | undefined): boolean {
  const { fails, tells } = resultOf(file, call);
  return fails || (level?.siblings.slice(level.index + 1).some((node) => isAssertion(file, node, tells)) ?? false);
}

interface Result {
  readonly tells: Tells;
  /** The function that looks at it fails upon it. */
  readonly fails: boolean;
}

const TELLS_NOTHING: Result = { tells: () => false, fails: false };

const results = new WeakMap<FileFacts, Map<number, Result>>();

/** What a call gives; read once for each, since functions are entered from many places. */
function resultOf(file: FileFacts, call: number): Result {
  let own = results.get(file);
  if (!own) results.set(file, (own = new Map<number, Result>()));
  let result = own.get(call);
  if (!result) own.set(call, (result = readResult(file, call)));
  return result;
}

function readResult(file: FileFacts, call: number): Result {
  const { calls, fn } = carried(file, call);
  const steps = fn === undefined ? undefined : file.functions[fn]?.body;
  if (!steps) return TELLS_NOTHING;
  const tellsItself: Tells = (value) => someWithin(file, value, (each) => each.kind === 'call' && calls.has(each.call));
  const lists = filledLists(file, steps, tellsItself);
  const tells: Tells = (value) => tellsItself(value) || someWithin(file, value, (each) => each.kind === 'binding' && lists.has(each.binding));
  return { tells, fails: failsUpon(file, steps, tells) };
}

/** Follows a result through `Promise.all(list.map(…))`. Out: the calls that give it, and the function that looks at it. */
function carried(file: FileFacts, from: number): { readonly calls: ReadonlySet<number>; readonly fn?: number } {
  const calls = new Set<number>();
  let call: number | undefined = from;
  while (call !== undefined && !calls.has(call)) {
    calls.add(call);
    const fact: CallFact | undefined = file.calls[call];
    if (!fact) return { calls };
    const { as, of } = fact.use;
    if (as === 'returned') call = file.functions[fact.fn]?.passedTo?.call;
    else if (as === 'argument' && isCombinator(file, of)) call = of;
    else return { calls, fn: fact.fn };
  }
  return { calls };
}

/** Lists that are filled where the result says so: `if (!sent.ok) failed.push(order)`. */
function filledLists(file: FileFacts, steps: readonly Step[], tells: Tells, told = false): ReadonlySet<number> {
  const lists = new Set<number>();
  for (const step of steps) {
    const callee = told && step.do === 'call' ? file.calls[step.call]?.callee : undefined;
    if (callee?.kind === 'member' && callee.of.kind === 'binding') lists.add(callee.of.binding);
    for (const [inner, isTold] of innerSteps(file, step, tells)) for (const list of filledLists(file, inner, tells, told || isTold)) lists.add(list);
  }
  return lists;
}

const throws = somewhere((node) => node.do === 'exit' && node.how === 'throw');

/** `assertSent(result)`, which throws. */
function isAssertion(file: FileFacts, node: FlowNode, tells: Tells): boolean {
  if (node.do !== 'enter' || node.detached || node.call.file !== file) return false;
  const given = file.calls[node.call.call]?.arguments ?? [];
  return throws(node.body) && given.some((each) => each.kind !== 'spread' && tells(each));
}
