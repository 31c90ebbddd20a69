import { isBeyond } from '../link/cuts.ts';
import { type EffectNode, type Flow, innerFlows } from '../link/flow.ts';
import type { FileFacts, Step } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { someWithin } from '../link/some-within.ts';
import { namesGiven } from './names-mentioned.ts';
import type { Level } from './occurrence.ts';
import { plain, thingOf } from './row-things.ts';

/** Values inside each other that are looked at. */
const DEEPEST = 6;
const NESTED = `what is written to a database inside more than ${String(DEEPEST)} other values`;

/** What writes to databases change: names of fields, and names of the things whose rows are deleted. */
export interface Changes {
  readonly fields: ReadonlySet<string>;
  /** Fields that end in `id`, of which a write does not tell whether it sets them or looks for them. */
  readonly ids: ReadonlySet<string>;
  readonly deleted: ReadonlySet<string>;
}

const NONE: Changes = { fields: new Set(), ids: new Set(), deleted: new Set() };

/** What one node of a flow changes, with everything it enters. */
export function changesIn(node: Flow[number]): Changes {
  return changesOf([node]);
}

/** Do writes certainly leave fields as they are? Only where each of them says what it sets. */
export function leaveAlone(nodes: readonly Flow[number][], asked: readonly string[]): boolean {
  return nodes.every((node) => {
    const { fields, ids, deleted } = changesIn(node);
    return deleted.size === 0 && fields.size > 0 && saysAll(node) && !asked.some((field) => fields.has(field) || ids.has(field));
  });
}

/** Names under which what is set stands. */
const SET = new Set(['data', 'set', '$set', 'update', 'create', 'values']);

/** Does a write say in writing everything it sets? What stands before the last argument is a key or a condition. */
function saysAll(node: Flow[number]): boolean {
  if (node.do !== 'effect') return false;
  const { file, call } = node.call;
  const last = file.calls[call]?.arguments.at(-1);
  return last === undefined || (last.kind !== 'spread' && isWrittenOut(file, last, 0));
}

function isWrittenOut(file: FileFacts, value: Value, depth: number): boolean {
  if (isBeyond(depth, DEEPEST, file, 0, NESTED)) return false;
  if (value.kind === 'binding') {
    const [only, ...others] = file.bindings[value.binding]?.values ?? [];
    return only !== undefined && others.length === 0 && isWrittenOut(file, only, depth + 1);
  }
  if (value.kind !== 'object') return false;
  return value.properties.every((property) => property.kind === 'value' && (!SET.has(property.key) || isWrittenOut(file, property.value, depth + 1)));
}

/** What is changed behind a place, in the functions around it. */
export function changesBehind(levels: readonly Level[]): readonly Changes[] {
  return levels.flatMap(({ siblings, index }) => siblings.slice(index + 1).map((node) => changesOf([node])));
}

/** What updates before a place change of the rows that other nodes read, in the functions around it. A row that is made there is another one. */
export function changesBefore(levels: readonly Level[], reads: readonly Flow[number][]): readonly Changes[] {
  const things = new Set(reads.flatMap((node) => (node.do === 'effect' ? [thingIn(node)] : [])));
  return levels.flatMap(({ siblings, index }) =>
    siblings.slice(0, index).flatMap((node) => (node.do === 'effect' && node.effect.class !== 'write_nonidem' && thingIn(node) !== undefined && things.has(thingIn(node)) ? [changesOf([node])] : [])),
  );
}

function thingIn({ call: { file, call } }: EffectNode): string | undefined {
  const fact = file.calls[call];
  return fact && thingOf(file, fact);
}

/** The fields by which elements of a list were picked: `rows.filter((row) => !row.sentAt)`. */
export function namesPickedBy(file: FileFacts, list: Value, depth = 0): readonly string[] {
  if (isBeyond(depth, DEEPEST, file, 0, NESTED)) return [];
  if (list.kind === 'binding') return (file.bindings[list.binding]?.values ?? []).flatMap((each) => namesPickedBy(file, each, depth + 1));
  const fact = list.kind === 'call' ? file.calls[list.call] : undefined;
  if (fact?.callee.kind !== 'member' || fact.callee.of.kind === 'super') return [];
  const [picks] = fact.arguments;
  const returns = fact.callee.name === 'filter' && picks?.kind === 'function' ? (file.functions[picks.fn]?.returns ?? []) : [];
  const own: string[] = [];
  for (const each of returns) someWithin(file, each, (part) => part.kind === 'member' && own.push(plain(part.name)) < 0);
  return [...own, ...namesPickedBy(file, fact.callee.of, depth + 1)];
}

const known = new WeakMap<Flow[number], Changes>();

/** Flows share the flows of what they call: each node answers once. */
function changesOf(flow: Flow): Changes {
  const all = flow.flatMap((node): readonly Changes[] => {
    const before = known.get(node);
    if (before) return [before];
    known.set(node, NONE);
    const own = node.do === 'effect' ? changesBy(node) : joined(innerFlows(node).map(changesOf));
    known.set(node, own);
    return [own];
  });
  return joined(all);
}

function joined(all: readonly Changes[]): Changes {
  const some = all.filter(({ fields, ids, deleted }) => fields.size + ids.size + deleted.size > 0);
  const [only] = some;
  if (some.length < 2) return only ?? NONE;
  return {
    fields: new Set(some.flatMap(({ fields }) => [...fields])),
    ids: new Set(some.flatMap(({ ids }) => [...ids])),
    deleted: new Set(some.flatMap(({ deleted }) => [...deleted])),
  };
}

function changesBy({ effect, call: { file, call, frame } }: EffectNode): Changes {
  const fact = file.calls[call];
  if (!fact || !effect.class.startsWith('write') || (effect.kind !== 'database' && effect.kind !== 'cache')) return NONE;
  const name = fact.callee.kind === 'member' ? fact.callee.name : '';
  const thing = /^(del$|delete|destroy|remove)/i.test(name) ? thingOf(file, fact) : undefined;
  const names = namesGiven(file, call);
  // `order.status = 'paid'; await order.save();`
  const assigned = /^(save|persist|flush)/i.test(name) ? assignedIn(file.functions[frame.fn]?.body ?? []) : [];
  const all = [...names, ...assigned.map(plain)];
  // A new row names the rows that it belongs to: that is no state of theirs.
  const ids = MAKES_ROWS.test(name) ? [] : all.filter((each) => each.endsWith('id'));
  const fields = all.filter((each) => !each.endsWith('id'));
  if (fields.length + ids.length === 0 && thing === undefined) return NONE;
  return { fields: new Set(fields), ids: new Set(ids), deleted: new Set(thing === undefined ? [] : [thing]) };
}

const MAKES_ROWS = /^(?:create|insert|bulkCreate|add)/i;

function assignedIn(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step): readonly string[] => {
    switch (step.do) {
      case 'write':
        return step.target.kind === 'member' ? [step.target.name] : [];
      case 'if':
        return [...assignedIn(step.then), ...assignedIn(step.else)];
      case 'loop':
        return assignedIn(step.body);
      case 'try':
        return assignedIn(step.body);
      default:
        return [];
    }
  });
}
