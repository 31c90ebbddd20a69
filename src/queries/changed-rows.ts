import { isBeyond } from '../link/cuts.ts';
import { type EffectNode, type Flow, innerFlows } from '../link/flow.ts';
import type { CallFact, FileFacts, Step } from '../model/file-facts.ts';
import type { Argument, Value } from '../model/value.ts';
import { someWithin } from '../link/some-within.ts';
import type { Level } from './occurrence.ts';

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
  const names = fact.arguments.flatMap((argument) => (argument.kind === 'spread' ? [] : namesIn(file, argument, false)));
  // `order.status = 'paid'; await order.save();`
  const assigned = /^(save|persist|flush)/i.test(name) ? assignedIn(file.functions[frame.fn]?.body ?? []) : [];
  const all = [...names, ...assigned].map(plain);
  // A new row names the rows that it belongs to: that is no state of theirs.
  const ids = MAKES_ROWS.test(name) ? [] : all.filter((each) => each.endsWith('id'));
  const fields = all.filter((each) => !each.endsWith('id'));
  if (fields.length + ids.length === 0 && thing === undefined) return NONE;
  return { fields: new Set(fields), ids: new Set(ids), deleted: new Set(thing === undefined ? [] : [thing]) };
}

const MAKES_ROWS = /^(?:create|insert|bulkCreate|add)/i;

const requested = new WeakMap<Flow[number], ReadonlySet<string>>();

/** The names of what the requests of a node send to other services. */
export function requestedIn(node: Flow[number]): ReadonlySet<string> {
  const before = requested.get(node);
  if (before) return before;
  requested.set(node, NONE.fields);
  const own = node.do === 'effect' ? requestedBy(node) : innerFlows(node).flatMap((flow) => flow.flatMap((each) => [...requestedIn(each)]));
  const names = own.length === 0 ? NONE.fields : new Set(own);
  requested.set(node, names);
  return names;
}

function requestedBy({ effect, call: { file, call } }: EffectNode): readonly string[] {
  if (effect.kind !== 'http' || !effect.class.startsWith('write')) return [];
  const given = file.calls[call]?.arguments ?? [];
  return given.flatMap((argument) => (argument.kind === 'spread' ? [] : namesIn(file, argument, false))).map(plain);
}

const asked = new WeakMap<Flow[number], ReadonlySet<string>>();

/** The names that the reads of a node ask for: conditions of queries, columns of SQL. */
export function namesAskedFor(node: Flow[number]): ReadonlySet<string> {
  const before = asked.get(node);
  if (before) return before;
  asked.set(node, NONE.fields);
  const own = node.do === 'effect' ? askedBy(node) : innerFlows(node).flatMap((flow) => flow.flatMap((each) => [...namesAskedFor(each)]));
  const names = own.length === 0 ? NONE.fields : new Set(own);
  asked.set(node, names);
  return names;
}

function askedBy({ effect, call: { file, call } }: EffectNode): readonly string[] {
  if (effect.class !== 'read' || effect.kind !== 'database') return [];
  const given = file.calls[call]?.arguments ?? [];
  return given.flatMap((argument) => (argument.kind === 'spread' ? [] : namesIn(file, argument, true))).map(plain);
}

/** Parts of an argument that are looked at. */
const DEEPEST = 6;
const NESTED = `what is written to a database inside more than ${String(DEEPEST)} other values`;

const STATEMENT = /^\s*(?:update|insert|delete|merge)\b|\bset\b.*=/i;

/** The names an argument mentions: keys of objects, words of SQL; those of conditions only where they are asked for. */
function namesIn(file: FileFacts, value: Value, conditions: boolean, depth = 0): readonly string[] {
  if (isBeyond(depth, DEEPEST, file, 0, NESTED)) return [];
  const again = (each: Value): readonly string[] => namesIn(file, each, conditions, depth + 1);
  switch (value.kind) {
    case 'object':
      return value.properties.flatMap((property) => {
        if (property.kind === 'spread') return again(property.of);
        if (property.kind === 'computed') return again(property.value);
        if (property.kind === 'getter') return [property.key];
        return property.key === 'where' && !conditions ? [] : [property.key, ...again(property.value)];
      });
    case 'array':
      return value.elements.flatMap((each) => (each.kind === 'spread' ? [] : again(each)));
    case 'binding': {
      const [only, ...others] = file.bindings[value.binding]?.values ?? [];
      return only && others.length === 0 ? again(only) : [];
    }
    case 'choice':
      return value.of.flatMap(again);
    case 'call': {
      const fact = file.calls[value.call];
      const isText = fact?.callee.kind === 'member' && fact.callee.name === 'stringify' && fact.callee.of.kind === 'global';
      return isText ? fact.arguments.flatMap((each) => (each.kind === 'spread' ? [] : again(each))) : [];
    }
    case 'template':
      return value.parts.flatMap(again);
    case 'literal':
      return typeof value.value === 'string' && (STATEMENT.test(value.value) || (conditions && /^\s*select\b/i.test(value.value))) ? (value.value.match(/\w+/g) ?? []) : [];
    default:
      return [];
  }
}

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

/** `order_status` and `orderStatus` are one field. */
export function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** Names of what every row is asked of: the thing is what it is given. */
const DATABASES = /^(?:db|database|tx|trx|transaction|prisma|manager|entitymanager|em|connection|conn|client|pool|knex|sequelize|session|ds|datasource)$/;

/** What a call asks rows of: `order` of `prisma.order.create(…)`, `Order.create(…)`, `db.insert(orders)`, `knex('orders').insert(…)`. */
export function thingOf(file: FileFacts, { callee, arguments: [first], fn }: CallFact): string | undefined {
  let at: Value | undefined = callee.kind === 'member' ? callee.of : undefined;
  if (at?.kind === 'this') return shortName(classAround(file, fn));
  for (let depth = 0; at?.kind === 'call' && depth < DEEPEST; depth += 1) {
    const inner: CallFact | undefined = file.calls[at.call];
    if (inner?.callee.kind !== 'member') return inner?.arguments[0] && thingName(file, inner.arguments[0]);
    const name = thingName(file, inner.callee.of);
    if (name !== undefined && DATABASES.test(name)) return inner.arguments[0] && thingName(file, inner.arguments[0]);
    at = inner.callee.of;
  }
  const name = at && thingName(file, at);
  return name !== undefined && DATABASES.test(name) ? first && thingName(file, first) : name;
}

/** What a thing is called that rows are asked of: `order` of `prisma.order`, `Order`, `'orders'`, `this.orderRepository`. */
export function thingName(file: FileFacts, value: Argument): string | undefined {
  switch (value.kind) {
    case 'member':
    case 'global':
    case 'import':
      return shortName(value.name);
    case 'binding': {
      const { name, values } = file.bindings[value.binding] ?? {};
      const [only, ...others] = values ?? [];
      // `const repo = manager.getRepository(Order)`
      const made = only?.kind === 'call' && others.length === 0 && shortName(name) === '' ? file.calls[only.call]?.arguments[0] : undefined;
      return made ? thingName(file, made) : shortName(name);
    }
    case 'literal':
      return typeof value.value === 'string' ? shortName(value.value) : undefined;
    default:
      return undefined;
  }
}

/** `this` in a model's own methods. */
function classAround(file: FileFacts, fn: number): string | undefined {
  for (let at: number | undefined = fn; at !== undefined; at = file.functions[at]?.parent) {
    const cls = file.functions[at]?.cls;
    if (cls !== undefined) return file.classes[cls]?.name;
  }
  return undefined;
}

function shortName(name: string | undefined): string | undefined {
  return name === undefined ? undefined : plain(name).replace(/(?:repository|repo|model|entity)$/, '').replace(/s$/, '');
}
