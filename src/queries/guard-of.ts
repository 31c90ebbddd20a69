import type { Frame } from '../link/frame.ts';
import { frameOf } from '../link/frame.ts';
import type { EffectNode, Flow, FlowNode, TryNode } from '../link/flow.ts';
import { innerFlows } from '../link/flow.ts';
import type { Value } from '../model/value.ts';
import { type Level, type Occurrence } from './occurrence.ts';

/** What makes an effect happen once although the message comes twice. */
export interface Guard {
  readonly kind:
    /** An atomic claim whose refusal ends the handler. */
    | 'claim'
    /** A look at the state before, that ends the handler or skips the effect. */
    | 'state check'
    /** A duplicate is refused by the store, and the refusal is expected. */
    | 'unique'
    /** A wrapper of a library. */
    | 'wrapper';
}

/** Packages whose wrappers remember what ran. */
const IDEMPOTENCY_WRAPPERS = new Set(['@aws-lambda-powertools/idempotency']);

/** The guard that dominates an effect, if there is one. */
export function guardOf(occurrence: Occurrence): Guard | undefined {
  for (const [depth, level] of occurrence.levels.entries()) {
    const { container, part } = level;
    if (container?.do === 'callback' && container.wrapper && IDEMPOTENCY_WRAPPERS.has(container.wrapper.package)) return { kind: 'wrapper' };
    if (container?.do === 'try' && part === 'body' && expectsDuplicate(container)) return { kind: 'unique' };
    if (container?.do === 'if' && (part === 'then' || part === 'else')) {
      const guard = conditionGuard(container.condition, container.frame, part === 'then', occurrence.levels.slice(0, depth));
      if (guard) return guard;
    }
    const before = level.siblings.slice(0, level.index);
    const guard = guardAmong(before, occurrence.levels.slice(0, depth + 1));
    if (guard) return guard;
  }
  return undefined;
}

/** A node that runs before and ends the handler when the work was done already. */
function guardAmong(before: Flow, levels: readonly Level[]): Guard | undefined {
  for (const node of before) {
    if (node.do === 'if') {
      const guard = leavingGuard(node, levels);
      if (guard) return guard;
    }
    if (node.do === 'try' && claims(node)) return { kind: 'claim' };
    // A called function that refuses by throwing guards what comes behind it.
    if (node.do === 'enter' && !node.detached) {
      const inner = throwingGuard(node.body, levels);
      if (inner) return inner;
    }
  }
  return undefined;
}

function leavingGuard(node: Extract<FlowNode, { do: 'if' }>, levels: readonly Level[]): Guard | undefined {
  if (leaves(node.then)) return conditionGuard(node.condition, node.frame, false, levels);
  if (leaves(node.else)) return conditionGuard(node.condition, node.frame, true, levels);
  return undefined;
}

function throwingGuard(flow: Flow, levels: readonly Level[]): Guard | undefined {
  for (const node of flow) {
    if (node.do === 'if' && node.then.some((each) => each.do === 'exit' && each.how === 'throw')) {
      const guard = conditionGuard(node.condition, node.frame, false, levels);
      if (guard) return guard;
    }
  }
  return undefined;
}

function leaves(flow: Flow): boolean {
  return flow.some((node) => node.do === 'exit' && node.how !== 'break');
}

/** A claim that throws when somebody has it: `try { await claim() } catch { return }`. */
function claims(node: TryNode): boolean {
  return expectsDuplicate(node) && leaves(node.handler ?? []) && hasGuardEffect(node.body);
}

function hasGuardEffect(flow: Flow): boolean {
  return flow.some((node) => (node.do === 'effect' && isClaim(node)) || innerFlows(node).some(hasGuardEffect));
}

function isClaim({ effect }: EffectNode): boolean {
  return effect.class === 'guard' || effect.class === 'write_nonidem';
}

/** The words stores use when a key is taken: SQL states, error codes and error classes. */
const DUPLICATE =
  /^(23505|1062|ER_DUP_ENTRY|SQLITE_CONSTRAINT\w*|P2002|11000|E11000\w*|ConditionalCheckFailed\w*|ALREADY_EXISTS)$|unique|duplicate|already_?exists|conflict|conditionalcheck/i;

/** Does the handler of a `try` look for the error of a taken key? */
export function expectsDuplicate(node: TryNode): boolean {
  const { file } = node.frame;
  const span = node.handlerSpan;
  if (!span || !node.handler) return false;
  return file.functions.some((fact) => fact.span[0] <= span[0] && fact.span[1] >= span[1] && stepsMention(file, fact.body, span));
}

type File = Frame['file'];
type Steps = File['functions'][number]['body'];

function stepsMention(file: File, steps: Steps, span: readonly [number, number]): boolean {
  return steps.some((step) => {
    switch (step.do) {
      case 'if':
        if (step.span[0] >= span[0] && step.span[1] <= span[1] && mentionsDuplicate(file, step.condition, 0)) return true;
        return stepsMention(file, step.then, span) || stepsMention(file, step.else, span);
      case 'try':
        return (
          stepsMention(file, step.body, span) || stepsMention(file, step.handler ?? [], span) || stepsMention(file, step.finalizer ?? [], span)
        );
      case 'loop':
        return stepsMention(file, step.body, span);
      case 'switch':
        return step.cases.some(({ steps: inner }) => stepsMention(file, inner, span));
      default:
        return false;
    }
  });
}

function mentionsDuplicate(file: File, value: Value, depth: number): boolean {
  if (depth > 6) return false;
  switch (value.kind) {
    case 'literal':
      return DUPLICATE.test(String(value.value));
    case 'binding':
      return DUPLICATE.test(file.bindings[value.binding]?.name ?? '');
    case 'member':
      return DUPLICATE.test(value.name) || mentionsDuplicate(file, value.of, depth + 1);
    case 'import':
      return DUPLICATE.test(value.name);
    case 'operation':
    case 'choice':
      return value.of.some((each) => mentionsDuplicate(file, each, depth + 1));
    case 'call': {
      const fact = file.calls[value.call];
      if (!fact) return false;
      return (
        mentionsDuplicate(file, fact.callee, depth + 1) ||
        fact.arguments.some((each) => each.kind !== 'spread' && mentionsDuplicate(file, each, depth + 1))
      );
    }
    default:
      return false;
  }
}

/**
 * Does a condition tell whether the work was done? `holds`: the effect runs when the condition is true.
 *
 * "There is such a row" is a check of the state when the row found is a reason not to go on; that a row is missing
 * is a check of the input.
 */
function conditionGuard(condition: Value, frame: Frame, holds: boolean, levels: readonly Level[]): Guard | undefined {
  const facts = readCondition(condition, frame, holds, 0);
  const source = facts.map((fact) => sourceOf(fact.of, fact.frame, levels, 0)).find((found) => found !== undefined);
  if (!source) return undefined;
  for (const fact of facts) {
    const from = sourceOf(fact.of, fact.frame, levels, 0);
    if (!from) continue;
    if (from === 'claim') return { kind: 'claim' };
    if (fact.says === 'compared' && fact.isMember) return { kind: 'state check' };
    if (fact.says === 'absent') return { kind: 'state check' };
    if (fact.says === 'asked') return { kind: 'state check' };
  }
  return undefined;
}

interface ConditionFact {
  readonly of: Value;
  readonly frame: Frame;
  readonly isMember: boolean;
  /** What must be so for the effect to run: the thing is absent, is present, compares in some way, or a function says so. */
  readonly says: 'absent' | 'present' | 'compared' | 'asked';
}

function readCondition(value: Value, frame: Frame, holds: boolean, depth: number): readonly ConditionFact[] {
  if (depth > 6) return [];
  switch (value.kind) {
    case 'operation': {
      const [left, right] = value.of;
      if (value.op === '!' && left) return readCondition(left, frame, !holds, depth + 1);
      if (!left || !right) return [];
      const isNothing = right.kind === 'undefined' || (right.kind === 'literal' && right.value === null);
      if (isNothing) {
        const equal = value.op === '==' || value.op === '===';
        return [{ of: left, frame, isMember: isMember(left), says: equal === holds ? 'absent' : 'present' }];
      }
      if (['===', '!==', '==', '!=', '<', '<=', '>', '>='].includes(value.op)) {
        return [left, right].map((of) => ({ of, frame, isMember: isMember(of), says: 'compared' as const }));
      }
      return [];
    }
    case 'choice':
      return value.of.flatMap((each) => readCondition(each, frame, holds, depth + 1));
    case 'call':
      return [{ of: value, frame, isMember: false, says: 'asked' }];
    default:
      return [{ of: value, frame, isMember: isMember(value), says: holds ? 'present' : 'absent' }];
  }
}

function isMember(value: Value): boolean {
  return value.kind === 'member';
}

/** Where the value of a condition comes from: a claim, or a look into a store that ran before. */
function sourceOf(value: Value, frame: Frame, levels: readonly Level[], depth: number): 'claim' | 'read' | undefined {
  if (depth > 8) return undefined;
  switch (value.kind) {
    case 'binding': {
      const binding = frame.file.bindings[value.binding];
      const home = binding && (frameOf(frame, binding.fn) ?? frame);
      if (!binding || !home) return undefined;
      return firstSource(binding.values.map((each) => sourceOf(each, home, levels, depth + 1)));
    }
    case 'member':
      return sourceOf(value.of, frame, levels, depth + 1);
    case 'choice':
    case 'operation':
      return firstSource(value.of.map((each) => sourceOf(each, frame, levels, depth + 1)));
    case 'call':
      return callSource(value.call, frame, levels, depth);
    default:
      return undefined;
  }
}

function callSource(call: number, frame: Frame, levels: readonly Level[], depth: number): 'claim' | 'read' | undefined {
  const fact = frame.file.calls[call];
  if (!fact) return undefined;
  const own = levels.flatMap(({ siblings }) => siblings).flatMap((node) => nodesOfCall(node, frame.file, call, 0));
  for (const node of own) {
    const found = nodeSource(node, 0);
    if (found) return found;
  }
  // `rows.find(…)`, `list.includes(x)`: what is asked comes from the receiver.
  return fact.callee.kind === 'member' ? sourceOf(fact.callee.of, frame, levels, depth + 1) : undefined;
}

/** The nodes that stand for a call among the siblings of the levels, also inside their `try`s. */
function nodesOfCall(node: FlowNode, file: File, call: number, depth: number): readonly FlowNode[] {
  if ('call' in node && node.call.file === file && node.call.call === call) return [node];
  if (depth > 3 || (node.do !== 'try' && node.do !== 'callback' && node.do !== 'if')) return [];
  return innerFlows(node).flatMap((flow) => flow.flatMap((each) => nodesOfCall(each, file, call, depth + 1)));
}

function nodeSource(node: FlowNode, depth: number): 'claim' | 'read' | undefined {
  if (depth > 12) return undefined;
  if (node.do === 'effect') {
    if (node.effect.class === 'guard') return 'claim';
    if (node.effect.class === 'write_idem' || node.effect.class === 'write_cond') return 'claim';
    return node.effect.class === 'read' && (node.effect.kind === 'database' || node.effect.kind === 'cache') ? 'read' : undefined;
  }
  return firstSource(innerFlows(node).flatMap((flow) => flow.map((each) => nodeSource(each, depth + 1))));
}

function firstSource(sources: readonly ('claim' | 'read' | undefined)[]): 'claim' | 'read' | undefined {
  return sources.find((source) => source === 'claim') ?? sources.find((source) => source !== undefined);
}
