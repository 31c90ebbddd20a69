import type { ClassFact, MemberFact, PropertyWrite } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import type { Reading } from './reading.ts';

type Binding = Reading['bindings'][number];

/**
 * Takes functions with methods on their `prototype` for what they are: classes. `Orders.prototype.place = function () {}`
 * is a method, `Object.create(Base.prototype)` and `inherits(Orders, Base)` say what it extends, `Base.call(this, …)` is `super(…)`.
 * A function that gives something by itself, with or without `new`, stays a function.
 */
export function readPrototypes(reading: Reading): void {
  const bases = new Map<number, Value>();
  for (const [index, binding] of reading.bindings.entries()) {
    const writes = binding.writes?.filter(({ path }) => path[0] === 'prototype') ?? [];
    if (writes.length === 0) continue;
    const cls = ownClass(reading, binding) ?? classOf(reading, binding, baseOf(reading, index, writes));
    if (cls === undefined) continue;
    addMethods(reading, cls, writes);
    const { extends: base, constructedBy } = reading.classes[cls] ?? {};
    if (base && constructedBy !== undefined) bases.set(constructedBy, base);
  }
  for (const call of reading.calls) {
    const base = bases.get(call.fn);
    const { callee } = call;
    if (!base || callee.kind !== 'member' || callee.name !== 'call' || !isSame(callee.of, base)) continue;
    Object.assign(call, { kind: 'super', callee: { kind: 'super' }, arguments: call.arguments.slice(1) });
  }
}

function ownClass(reading: Reading, { values: [value] }: Binding): number | undefined {
  return value?.kind === 'class' && reading.classes[value.cls] ? value.cls : undefined;
}

/** Makes the class, and lets the name stand for it. */
function classOf(reading: Reading, binding: Binding, base: Value | undefined): number | undefined {
  const [value, another] = binding.values;
  const made = value?.kind === 'function' && !another ? reading.functions[value.fn] : undefined;
  if (value?.kind !== 'function' || made?.kind !== 'function' || made.returns.length > 0 || made.cls !== undefined) return undefined;
  const cls = reading.classes.length;
  reading.classes.push({
    name: binding.name,
    ...(base && { extends: base }),
    implements: [],
    abstract: false,
    decorators: [],
    members: [],
    constructedBy: value.fn,
    fn: binding.fn,
    span: made.span,
    nameSpan: binding.span,
  });
  Object.assign(made, { kind: 'constructor', cls });
  Object.assign(binding, { kind: 'class', values: [{ kind: 'class', cls }] });
  return cls;
}

function addMethods(reading: Reading, cls: number, writes: readonly PropertyWrite[]): void {
  const own = reading.classes[cls];
  if (!own) return;
  const given = writes.flatMap(({ path: [, name, more], value, span }): readonly MemberFact[] => {
    if (name === undefined && value.kind === 'object') return value.properties.flatMap((each) => (each.kind === 'value' ? methodOf(reading, cls, each.key, each.value, each.span) : []));
    return typeof name === 'string' && more === undefined ? methodOf(reading, cls, name, value, span) : [];
  });
  const added = given.filter(({ name }) => name !== 'constructor' && !own.members.some((member) => member.name === name && !member.static));
  const changed: ClassFact = { ...own, members: [...own.members, ...added] };
  reading.classes[cls] = changed;
}

function methodOf(reading: Reading, cls: number, name: string, value: Value, span: MemberFact['span']): readonly MemberFact[] {
  const member = { name, static: false, abstract: false, decorators: [], span } as const;
  const fact = value.kind === 'function' ? reading.functions[value.fn] : undefined;
  if (value.kind !== 'function' || !fact || fact.kind === 'arrow' || fact.cls !== undefined) return [{ ...member, kind: 'field', value }];
  Object.assign(fact, { kind: 'method', cls });
  return [{ ...member, kind: 'method', fn: value.fn }];
}

/** What `F.prototype = Object.create(Base.prototype)`, `F.prototype = new Base()` or `inherits(F, Base)` names. */
function baseOf(reading: Reading, index: number, writes: readonly PropertyWrite[]): Value | undefined {
  for (const { path, value } of writes) {
    const call = path.length === 1 && value.kind === 'call' ? reading.calls[value.call] : undefined;
    const [first] = call?.arguments ?? [];
    if (call?.kind === 'new') return call.callee;
    if (call?.callee.kind === 'member' && call.callee.name === 'create' && first?.kind === 'member' && first.name === 'prototype') return first.of;
  }
  const inherits = reading.calls.find(({ callee, arguments: [first] }) => isInherits(reading, callee) && first?.kind === 'binding' && first.binding === index);
  const base = inherits?.arguments[1];
  return base?.kind === 'spread' ? undefined : base;
}

function isInherits(reading: Reading, callee: Value): boolean {
  if (callee.kind === 'member' || callee.kind === 'import') return callee.name === 'inherits';
  return callee.kind === 'binding' && reading.bindings[callee.binding]?.name === 'inherits';
}

function isSame(one: Value, other: Value): boolean {
  if (one.kind === 'member' && other.kind === 'member') return one.name === other.name && isSame(one.of, other.of);
  return one.kind === 'binding' && other.kind === 'binding' && one.binding === other.binding;
}
