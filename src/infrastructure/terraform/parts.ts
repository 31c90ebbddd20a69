import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { Expression } from '../hcl/syntax.ts';
import { unknown } from '../reading/value.ts';
import { follow, type Module } from './module.ts';
import { keyOf, simplify } from './simplify.ts';
import { valueOf } from './value.ts';

type Named = readonly [name: string, value: InfrastructureValue];

const deepest = 5;
const most = 300;

/** A value by its name. Objects and lists written out are taken apart, see `ValueResource`; the last of equal keys counts. */
export function partsOf(name: string, expression: Expression, module: Module): readonly Named[] {
  return [...new Map(within(name, expression, module, 0))].slice(0, most);
}

/** The entries of an object, by key; see `environment` of `FunctionResource` for `*`. */
export function recordOf(
  expression: Expression | undefined,
  module: Module,
): Readonly<Record<string, InfrastructureValue>> {
  if (expression === undefined) return {};
  const { entries, spreads } = entriesOf(expression, module);
  return Object.fromEntries([
    ...entries.map(([key, value]): Named => [key, valueOf(value, module)]),
    ...spreads.map((spread, at): Named => [at === 0 ? '*' : `*${at}`, valueOf(spread, module)]),
  ]);
}

/** An empty object or list has no parts and is written as a whole. */
function within(name: string, expression: Expression, module: Module, depth: number): readonly Named[] {
  const parts = partsIn(name, expression, module, depth);
  return parts.length > 0 ? parts : [[name, valueOf(expression, module)]];
}

function partsIn(name: string, expression: Expression, module: Module, depth: number): readonly Named[] {
  if (depth > deepest) return [[name, unknown('it is nested too deeply')]];
  if (expression.kind === 'list') {
    return expression.items.slice(0, most).flatMap((item, at) => within(`${name}.${at}`, item, module, depth + 1));
  }
  const simple = expression.kind === 'call' && expression.name !== 'merge' ? simplify(expression, module) : expression;
  if (simple !== expression) return partsIn(name, simple, module, depth + 1);
  const isObject = expression.kind === 'object' || (expression.kind === 'call' && expression.name === 'merge');
  if (!isObject) return [[name, valueOf(expression, module)]];

  const { entries, spreads } = entriesOf(expression, module);
  return [
    ...entries.slice(0, most).flatMap(([key, value]) => within(`${name}.${key}`, value, module, depth + 1)),
    ...spreads.map((spread, at): Named => [`${name}.*${at === 0 ? '' : at}`, valueOf(spread, module)]),
  ];
}

interface Entries {
  readonly entries: readonly (readonly [key: string, value: Expression])[];
  /** What is merged in from outside of this file, or under keys that are computed. */
  readonly spreads: readonly Expression[];
}

function entriesOf(expression: Expression, module: Module): Entries {
  return follow(module, () => entriesIn(expression, module), { entries: [], spreads: [expression] });
}

function entriesIn(expression: Expression, module: Module): Entries {
  const simple = simplify(expression, module);
  if (simple.kind === 'call' && simple.name === 'merge') {
    const parts = simple.arguments.map((argument) => entriesOf(argument, module));
    return { entries: parts.flatMap((part) => part.entries), spreads: parts.flatMap((part) => part.spreads) };
  }
  if (simple.kind === 'literal' && simple.value === null) return { entries: [], spreads: [] };
  if (simple.kind !== 'object') return { entries: [], spreads: [simple] };
  const keyed = simple.entries.map((entry) => [keyOf(entry), entry.value] as const);
  return {
    entries: keyed.flatMap(([key, value]) => (key === undefined ? [] : [[key, value] as const])),
    spreads: keyed.flatMap(([key, value]) =>
      key === undefined ? [{ kind: 'opaque', span: value.span } as const] : [],
    ),
  };
}
