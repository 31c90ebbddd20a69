import type { FileFacts, Step } from '../model/file-facts.ts';
import type { Argument } from '../model/value.ts';
import type { FlowNode, TryNode } from '../link/flow.ts';
import { isCombinator } from '../link/outcome.ts';
import { HANDS_ON, isRejection } from './catch-outcome.ts';
import type { Level } from './occurrence.ts';
import { somewhere } from './somewhere.ts';

/**
 * A `catch` gives back a value that tells of the failure, and who called it fails upon it:
 * `const sent = await trySend(order); if (!sent.ok) throw sent.error;`. In: what the `try` stands in, outwards last.
 */
export function isToldByResult({ handler = [] }: TryNode, outer: readonly Level[]): boolean {
  if (!handler.some(tellsByValue)) return false;
  for (const [depth, { container }] of [...outer.entries()].toReversed()) {
    if (container?.do !== 'enter' && container?.do !== 'callback') continue;
    if (container.do === 'enter' && failsUpon(container.call.file, container.call.call, outer[depth - 1])) return true;
  }
  return false;
}

const returnsValue = somewhere((node) => node.do === 'exit' && node.how === 'return' && node.value !== undefined && node.value.kind !== 'undefined');

function tellsByValue(node: FlowNode): boolean {
  return returnsValue([node]);
}

/** What holds the result: calls that give it, and variables it is put into. */
interface Carriers {
  readonly file: FileFacts;
  readonly calls: Set<number>;
  readonly bindings: Set<number>;
}

/** Does the function in which a call stands fail, or put the message back, where its result says so? */
function failsUpon(file: FileFacts, call: number, level: Level | undefined): boolean {
  const carriers: Carriers = { file, calls: new Set(), bindings: new Set() };
  const fn = carry(carriers, call);
  const steps = fn === undefined ? undefined : file.functions[fn]?.body;
  if (!steps) return false;
  addMade(carriers);
  addFilled(carriers, steps, false);
  return failsOn(carriers, steps, false) || (level?.siblings.slice(level.index + 1).some((node) => isAssertion(carriers, node)) ?? false);
}

/** Follows a result to the variable it ends in, through `Promise.all(list.map(…))`. Out: the function that looks at it. */
function carry({ file, calls, bindings }: Carriers, from: number): number | undefined {
  let call: number | undefined = from;
  for (let fact = file.calls[from]; fact && call !== undefined && !calls.has(call); fact = file.calls[call ?? -1]) {
    calls.add(call);
    const { as, of } = fact.use;
    if (as === 'binding' && of !== undefined) bindings.add(of);
    if (as === 'returned') call = file.functions[fact.fn]?.passedTo?.call;
    else if (as === 'argument' && isCombinator(file, of)) call = of;
    else return fact.fn;
  }
  return undefined;
}

/** Variables that are made of the result, such as `const { ok } = sent`. */
function addMade(carriers: Carriers): void {
  for (const [id, { values }] of carriers.file.bindings.entries()) {
    if (values.some((value) => value.kind !== 'function' && mentions(carriers, value))) carriers.bindings.add(id);
  }
}

/** Lists that are filled where the result says so: `if (!sent.ok) failed.push(order)`. */
function addFilled(carriers: Carriers, steps: readonly Step[], conditional: boolean): void {
  for (const step of steps) {
    const callee = conditional && step.do === 'call' ? carriers.file.calls[step.call]?.callee : undefined;
    if (callee?.kind === 'member' && callee.of.kind === 'binding') carriers.bindings.add(callee.of.binding);
    for (const [inner, isUpon] of innerSteps(carriers, step)) addFilled(carriers, inner, conditional || isUpon);
  }
}

function failsOn(carriers: Carriers, steps: readonly Step[], conditional: boolean): boolean {
  let upon = conditional;
  for (const step of steps) {
    if (step.do === 'throw' && (upon || mentions(carriers, step.value))) return true;
    if (step.do === 'return' && upon && step.value && isRejection(carriers.file, step.value)) return true;
    if (step.do === 'call' && upon && handsOn(carriers.file, step.call)) return true;
    for (const [inner, isUpon] of innerSteps(carriers, step)) if (failsOn(carriers, inner, upon || isUpon)) return true;
    // `if (sent.ok) return;`: what comes behind it comes for the failure.
    if (step.do === 'if' && mentions(carriers, step.condition) && step.then.at(-1)?.do === 'return') upon = true;
  }
  return false;
}

function innerSteps(carriers: Carriers, step: Step): readonly (readonly [steps: readonly Step[], isUpon: boolean])[] {
  switch (step.do) {
    case 'if': {
      const isUpon = mentions(carriers, step.condition);
      return [[step.then, isUpon], [step.else, isUpon]];
    }
    case 'switch':
      return step.cases.map(({ steps }) => [steps, mentions(carriers, step.on)] as const);
    case 'loop':
      return [[step.body, step.over !== undefined && mentions(carriers, step.over)]];
    case 'try':
      return [[step.body, false]];
    default:
      return [];
  }
}

function handsOn({ calls }: FileFacts, call: number): boolean {
  const callee = calls[call]?.callee;
  return callee?.kind === 'member' && HANDS_ON.has(callee.name);
}

const throws = somewhere((node) => node.do === 'exit' && node.how === 'throw');

/** `assertSent(result)`, which throws. */
function isAssertion(carriers: Carriers, node: FlowNode): boolean {
  if (node.do !== 'enter' || node.detached || node.call.file !== carriers.file) return false;
  const given = carriers.file.calls[node.call.call]?.arguments ?? [];
  return given.some((each) => mentions(carriers, each)) && throws(node.body);
}

function mentions(carriers: Carriers, value: Argument, depth = 0): boolean {
  if (depth > 6) return false;
  const within = (inner: Argument): boolean => mentions(carriers, inner, depth + 1);
  switch (value.kind) {
    case 'binding':
      return carriers.bindings.has(value.binding);
    case 'call': {
      if (carriers.calls.has(value.call)) return true;
      const { callee, arguments: given = [] } = carriers.file.calls[value.call] ?? {};
      return given.some(within) || (callee?.kind === 'member' && within(callee.of));
    }
    case 'member':
    case 'spread':
      return within(value.of);
    case 'element':
      return within(value.of) || within(value.key);
    case 'each':
    case 'rest':
      return within(value.of);
    case 'operation':
    case 'choice':
      return value.of.some(within);
    case 'template':
      return value.parts.some(within);
    default:
      return false;
  }
}

