import type { InfrastructureValue, Repetition, Resource, ValueResource } from '../../model/infrastructure.ts';
import type { Expression } from '../hcl/syntax.ts';
import { reference, text } from '../reading/value.ts';
import { settingOf } from './block.ts';
import type { Declared, Module } from './module.ts';
import { partsOf } from './parts.ts';
import { simplify } from './simplify.ts';
import { valueOf } from './value.ts';

/**
 * What a block with `for_each` or `count` declares, and the list or map it is repeated for. Nothing where the count is 0.
 * Source: https://developer.hashicorp.com/terraform/language/meta-arguments/for_each and `…/count`.
 */
export function repeated(declared: readonly Resource[], { id, block, at }: Declared, module: Module): readonly Resource[] {
  if (declared.length === 0) return declared;
  const each = settingOf(block, 'for_each');
  if (each) {
    const over = `${id}.for_each`;
    const parts = partsOf(over, simplify(each, module), module).map(([part, value]): ValueResource => ({ kind: 'value', id: part, scope: module.scope, at, value }));
    return [...declared.map((resource) => ({ ...resource, repeated: { by: 'each', over: reference(over) } as const })), ...parts];
  }
  const count = settingOf(block, 'count');
  const over = count && countOver(count, module);
  if (over?.kind === 'text' && over.text === '0') return [];
  const repetition: Repetition | undefined = over && { by: 'count', over };
  return repetition ? declared.map((resource) => ({ ...resource, repeated: repetition })) : declared;
}

/** `length(var.names)` or a number; one alone, or one that depends on a condition, is not repeated. */
function countOver(count: Expression, module: Module): InfrastructureValue | undefined {
  const simple = simplify(count, module);
  if (simple.kind === 'literal') return typeof simple.value === 'number' && simple.value !== 1 ? text(String(simple.value)) : undefined;
  const [list] = simple.kind === 'call' && simple.name === 'length' ? simple.arguments : [];
  const value = list && valueOf(list, module);
  if (value?.kind === 'reference') return value;
  const written = list && simplify(list, module);
  return written?.kind === 'list' ? text(String(written.items.length)) : undefined;
}
