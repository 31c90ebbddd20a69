import type { EnterNode, FlowNode } from '../link/flow.ts';
import { innerFlows, nodesOf } from '../link/flow.ts';
import { type Frame, frameOf } from '../link/frame.ts';
import type { Value } from '../model/value.ts';
import { changesBehind, plain, thingName } from './changed-rows.ts';
import type { Level } from './occurrence.ts';

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
    | 'wrapper'
    /** What was there is deleted first. */
    | 'replaced';
  /** The fields a state check looks at: the same as before, unless something sets them. None: rows as a whole. */
  readonly fields?: readonly string[];
}

/** A condition, and whether the effect runs when it is true. */
interface Question {
  readonly condition: Value;
  readonly frame: Frame;
  readonly holds: boolean;
  readonly levels: readonly Level[];
  /** Everything the effect stands in. */
  readonly around: readonly Level[];
}

/** What must be so for the effect to run: the thing is absent, is there, compares in some way, or a function says so. */
type Says = 'absent' | 'present' | 'compared' | 'asked';

/**
 * Does a condition tell whether the work was done? `holds`: the effect runs when the condition is true.
 *
 * "There is such a row" is a check of the state when the row found is a reason not to go on; that a row is missing
 * is a check of the input.
 */
export function conditionGuard(condition: Value, frame: Frame, holds: boolean, levels: readonly Level[], around: readonly Level[]): Guard | undefined {
  const found = answer({ condition, frame, holds, levels, around }, 0);
  return found === 'no guard' ? undefined : found;
}

/** What a part of a condition says; `undefined`: it asks nothing of a store. */
type Answer = Guard | 'no guard' | undefined;

function answer(question: Question, depth: number): Answer {
  if (depth > 6) return undefined;
  const { condition, holds } = question;
  switch (condition.kind) {
    case 'operation':
      return answerOperation(condition, question, depth);
    case 'choice': {
      const parts = condition.of.map((each) => answer({ ...question, condition: each }, depth + 1)).filter((part) => part !== undefined);
      // Where one part is enough for the effect to run, each that asks a store has to be a guard.
      const allHold = (condition.op === '&&') === holds;
      if (!allHold && parts.includes('no guard')) return 'no guard';
      return joinedGuard(parts.filter((part) => part !== 'no guard')) ?? parts[0];
    }
    case 'call': {
      const callee = question.frame.file.calls[condition.call]?.callee;
      const isMembership = callee?.kind === 'member' && MEMBERSHIP.has(callee.name);
      return guardBy(condition, isMembership ? presence(holds) : 'asked', question);
    }
    default:
      return guardBy(condition, presence(holds), question);
  }
}

/** The strongest of several; of checks of the state, what all of them look at. */
function joinedGuard(guards: readonly Guard[]): Guard | undefined {
  const strong = guards.find(({ kind }) => kind !== 'state check');
  if (strong || guards.length < 2) return strong ?? guards[0];
  return guards.some(({ fields = [] }) => fields.length === 0) ? { kind: 'state check' } : { kind: 'state check', fields: guards.flatMap(({ fields = [] }) => fields) };
}

const MEMBERSHIP: ReadonlySet<string> = new Set(['has', 'includes', 'some', 'find', 'get', 'contains']);

function presence(holds: boolean): Says {
  return holds ? 'present' : 'absent';
}

function answerOperation({ op, of: [left, right] }: Extract<Value, { kind: 'operation' }>, question: Question, depth: number): Answer {
  const { holds } = question;
  if (op === '!' && left) return answer({ ...question, condition: left, holds: !holds }, depth + 1);
  if (!left || !right || !COMPARISONS.has(op)) return undefined;
  const isEqual = (op === '==' || op === '===') === holds;
  if (right.kind === 'undefined' || (right.kind === 'literal' && right.value === null)) return guardBy(left, isEqual ? 'absent' : 'present', question);
  if (left.kind === 'member' && left.name === 'length') return guardBy(left.of, isEmptyWhen(op, right, holds) ? 'absent' : 'present', question);
  return guardBy(left, 'compared', question) ?? guardBy(right, 'compared', question);
}

const COMPARISONS = new Set(['===', '!==', '==', '!=', '<', '<=', '>', '>=']);

/** Is a list empty when its length compares so? */
function isEmptyWhen(op: string, right: Value, holds: boolean): boolean {
  if (right.kind !== 'literal' || typeof right.value !== 'number') return false;
  const zero = right.value === 0;
  const one = right.value === 1;
  if (holds) return (zero && (op === '===' || op === '==' || op === '<=')) || (one && op === '<');
  return (zero && (op === '!==' || op === '!=' || op === '>')) || (one && op === '>=');
}

/** Members that tell what a thing is, not what became of it: the same at the second delivery. */
const CONFIGURATION =
  /^(type|kind|provider|channel|method|mode|format|platform|category|role|plan|locale|language|name|id|\w*(user|author|owner|actor|creator|team|org|organization|tenant|account|workspace|project)_?id)$|Type$/i;

/** Members that tell how many rows a write met. */
const COUNT = /^(count|affected|affectedRows|changedRows|rowCount|rowsAffected|modifiedCount|matchedCount|upsertedCount|nModified|numUpdatedRows|changes)$/;

function guardBy(value: Value, says: Says, { frame, levels, around }: Question): Answer {
  const source = sourceOf(value, frame, levels, 0);
  if (!source) return undefined;
  const name = nameOf(value, frame);
  if (source === 'claim') return { kind: 'claim' };
  if (source === 'write' && (value.kind !== 'member' || COUNT.test(value.name))) return { kind: 'claim' };
  if (says !== 'present' && (says !== 'compared' || name === undefined || !CONFIGURATION.test(name))) return { kind: 'state check', fields: askedIn(frame.file, value, 0).fields };
  // Unless the work itself ends what is asked for: the field gets another value, the row is deleted.
  return isEnded(value, frame, around) ? { kind: 'state check' } : 'no guard';
}

/** Is what a condition asks for changed behind the effect? */
function isEnded(value: Value, { file }: Frame, around: readonly Level[]): boolean {
  const { fields, things } = askedIn(file, value, 0);
  return changesBehind(around).some((changes) => fields.some((field) => changes.fields.has(field)) || things.some((thing) => changes.deleted.has(thing)));
}

interface Asked {
  readonly fields: readonly string[];
  /** Rows that are asked for as a whole. */
  readonly things: readonly string[];
}

function askedIn(file: Frame['file'], value: Value, depth: number): Asked {
  if (depth > 4) return { fields: [], things: [] };
  switch (value.kind) {
    case 'member':
      return { fields: [plain(value.name), ...askedIn(file, value.of, depth + 1).fields], things: [] };
    case 'binding': {
      const name = thingName(file, value);
      const [only, ...others] = file.bindings[value.binding]?.values ?? [];
      // `const { plan } = team`
      const fields = only?.kind === 'member' && others.length === 0 ? askedIn(file, only, depth + 1).fields : [];
      return { fields, things: name === undefined ? [] : [name] };
    }
    case 'call': {
      const fact = file.calls[value.call];
      const parts = [...(fact?.callee.kind === 'member' ? [fact.callee.of] : []), ...(fact?.arguments ?? [])];
      return { fields: parts.flatMap((each) => (each.kind === 'spread' ? [] : askedIn(file, each, depth + 1).fields)), things: [] };
    }
    default:
      return { fields: [], things: [] };
  }
}

function nameOf(value: Value, { file }: Frame): string | undefined {
  if (value.kind === 'member' || value.kind === 'global') return value.name;
  return value.kind === 'binding' ? file.bindings[value.binding]?.name : undefined;
}

/** An atomic claim, a write that tells what it met, or a look into a store. */
type Source = 'claim' | 'write' | 'read';

/** Where the value of a condition comes from, if it comes from a store that was asked before. */
function sourceOf(value: Value, frame: Frame, levels: readonly Level[], depth: number): Source | undefined {
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

/** Functions that compare what they are given. */
const COMPARES = /equal|same|differ|changed|before|after|compare/i;

/** What holds the rows it is made of: `new Map(rows.map(…))`. */
const COLLECTIONS: ReadonlySet<string> = new Set(['Map', 'Set']);
const COLLECTORS: ReadonlySet<string> = new Set(['from', 'fromEntries', 'keyBy', 'groupBy', 'indexBy']);

function callSource(call: number, frame: Frame, levels: readonly Level[], depth: number): Source | undefined {
  const fact = frame.file.calls[call];
  if (!fact) return undefined;
  const own = levels.flatMap(({ siblings }) => siblings).flatMap((node) => nodesOfCall(node, frame.file, call, 0));
  for (const node of own) {
    const found = nodeSource(node, 0);
    if (found) return found;
  }
  // `rows.find(…)`, `isEqual(row.content, text)`: what is asked comes from the receiver or the arguments.
  const name = nameOf(fact.callee, frame) ?? '';
  const ofArguments = COMPARES.test(name) || (fact.callee.kind === 'global' && COLLECTIONS.has(name)) || COLLECTORS.has(name);
  const inputs = [...(fact.callee.kind === 'member' ? [fact.callee.of] : []), ...(ofArguments ? fact.arguments : [])];
  return firstSource(inputs.map((input) => (input.kind === 'spread' ? undefined : sourceOf(input, frame, levels, depth + 1))));
}

/** The nodes that stand for the calls a value comes from. */
export function nodesBehind(value: Value, frame: Frame, levels: readonly Level[], depth = 0): readonly FlowNode[] {
  if (depth > 6) return [];
  switch (value.kind) {
    case 'binding':
      return (frame.file.bindings[value.binding]?.values ?? []).flatMap((each) => nodesBehind(each, frame, levels, depth + 1));
    case 'member':
      return nodesBehind(value.of, frame, levels, depth + 1);
    case 'choice':
      return value.of.flatMap((each) => nodesBehind(each, frame, levels, depth + 1));
    case 'call': {
      const own = levels.flatMap(({ siblings }) => siblings).flatMap((node) => nodesOfCall(node, frame.file, value.call, 0));
      const callee = frame.file.calls[value.call]?.callee;
      // `rows.filter(…)`: what the rows are.
      return own.length > 0 || callee?.kind !== 'member' ? own : nodesBehind(callee.of, frame, levels, depth + 1);
    }
    default:
      return [];
  }
}

/** The nodes that stand for a call among the siblings of the levels, also inside their `try`s. */
function nodesOfCall(node: FlowNode, file: Frame['file'], call: number, depth: number): readonly FlowNode[] {
  if ('call' in node && node.call.file === file && node.call.call === call) return [node];
  if (depth > 3 || (node.do !== 'try' && node.do !== 'callback' && node.do !== 'if')) return [];
  return innerFlows(node).flatMap((flow) => flow.flatMap((each) => nodesOfCall(each, file, call, depth + 1)));
}

/** Calls inside each other that are looked into. */
const DEEPEST_CALL = 12;

/** What is known of nodes at each depth: functions are entered from many places. */
const sources = new WeakMap<FlowNode, Map<number, Source | undefined>>();

function nodeSource(node: FlowNode, depth: number): Source | undefined {
  if (depth > DEEPEST_CALL) return undefined;
  let own = sources.get(node);
  if (!own) sources.set(node, (own = new Map<number, Source | undefined>()));
  if (!own.has(depth)) own.set(depth, newNodeSource(node, depth));
  return own.get(depth);
}

function newNodeSource(node: FlowNode, depth: number): Source | undefined {
  if (node.do === 'effect') {
    if (node.effect.class === 'guard') return 'claim';
    if (node.effect.class === 'write_idem' || node.effect.class === 'write_cond') return 'write';
    return node.effect.class === 'read' && (node.effect.kind === 'database' || node.effect.kind === 'cache') ? 'read' : undefined;
  }
  const found = firstSource(innerFlows(node).flatMap((flow) => flow.map((each) => nodeSource(each, depth + 1))));
  return found && node.do === 'enter' && tellsWhetherItWrote(node) ? 'claim' : found;
}

/** `if (exists) return false; insert(); return true`: the answer says whether this delivery is the first. */
function tellsWhetherItWrote({ target, body }: EnterNode): boolean {
  const answers = target.fact.returns.flatMap((value) => (value.kind === 'literal' ? [value.value] : []));
  if (!answers.includes(true) || !answers.includes(false)) return false;
  return Array.from(nodesOf(body)).some((node) => node.do === 'effect' && (node.effect.class === 'write_nonidem' || node.effect.class === 'write_idem'));
}

function firstSource(sources: readonly (Source | undefined)[]): Source | undefined {
  return (['claim', 'write', 'read'] as const).find((source) => sources.includes(source));
}
