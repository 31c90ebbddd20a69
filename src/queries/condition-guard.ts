import { isBeyond } from '../link/cuts.ts';
import type { Frame } from '../link/frame.ts';
import { listBehind } from '../link/passed-element.ts';
import type { Value } from '../model/value.ts';
import { changesBehind } from './changed-rows.ts';
import { requestedIn } from './names-asked.ts';
import { plain, thingName } from './row-things.ts';
import { nameOf, nodesBehind, sourceOf } from './condition-source.ts';
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
  const { condition, holds } = question;
  if (isBeyond(depth, 6, question.frame.file, question.frame.fn, 'conditions that lie more than 6 inside each other')) return undefined;
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
      return isMembership ? guardBy(condition, presence(holds), question) : rowsAsked(condition, question);
    }
    default:
      return guardBy(condition, presence(holds), question);
  }
}

/** `(await find(id)) ?? (await create(id))` asks of rows as a whole; a function of the project of what it is given. */
function rowsAsked(condition: Extract<Value, { kind: 'call' }>, question: Question): Answer {
  const found = guardBy(condition, 'asked', question);
  if (found === undefined || found === 'no guard' || found.kind !== 'state check') return found;
  const isRead = nodesBehind(condition, question.frame, question.levels).some((node) => node.do === 'effect' && node.effect.class === 'read' && node.call.call === condition.call);
  return isRead ? { kind: 'state check' } : found;
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
  if (source === 'request') return says === 'present' ? undefined : markedGuard(askedIn(frame.file, value, 0).fields, around);
  if (source === 'write' && (value.kind !== 'member' || COUNT.test(value.name))) return { kind: 'claim' };
  // An element of rows that were read has fields of all kinds: only one that the work sets tells what was done.
  if (isOfElement(value, frame)) return isEnded(value, frame, around) ? { kind: 'state check' } : undefined;
  if (says !== 'present' && (says !== 'compared' || name === undefined || !CONFIGURATION.test(name))) return { kind: 'state check', fields: askedIn(frame.file, value, 0).fields };
  // Unless the work itself ends what is asked for: the field gets another value, the row is deleted.
  return isEnded(value, frame, around) ? { kind: 'state check' } : 'no guard';
}

/** Most of what a service answers is no state of the work: it is where the handler marks it there as done. */
function markedGuard(fields: readonly string[], around: readonly Level[]): Guard | undefined {
  const marked = fields.filter((field) => around.some(({ siblings }) => siblings.some((node) => requestedIn(node).has(field))));
  return marked.length > 0 ? { kind: 'state check', fields: marked } : undefined;
}

/** `row.state`, of a loop or a callback over rows. */
function isOfElement(value: Value, { file }: Pick<Frame, 'file'>): boolean {
  if (value.kind === 'member') return isOfElement(value.of, { file });
  if (value.kind !== 'binding') return false;
  return (file.bindings[value.binding]?.values ?? []).some((each) => each.kind === 'each' || listBehind(file, each) !== undefined);
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

const SIZES = new Set(['length', 'size']);

function askedIn(file: Frame['file'], value: Value, depth: number): Asked {
  if (isBeyond(depth, 4, file, 0, 'what a condition asks inside more than 4 other values')) return { fields: [], things: [] };
  switch (value.kind) {
    case 'member':
      // How many rows there are is asked of the rows, and no field of theirs.
      if (SIZES.has(value.name)) return { ...askedIn(file, value.of, depth + 1), fields: [] };
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
