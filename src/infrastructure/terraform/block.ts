import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { Attribute, Block, Expression } from '../hcl/syntax.ts';
import type { Module } from './module.ts';
import { simplify } from './simplify.ts';
import { valueOf } from './value.ts';

export function attributeOf(block: Block, name: string): Attribute | undefined {
  return block.attributes.findLast((attribute) => attribute.name === name);
}

/** A block inside, once; `'dynamic'` where it depends on a list how many there are. */
export function blockIn(block: Block, type: string): Block | 'dynamic' | undefined {
  const written = block.blocks.find((inside) => inside.type === type);
  if (written) return written;
  return block.blocks.some((inside) => inside.type === 'dynamic' && inside.labels[0] === type) ? 'dynamic' : undefined;
}

/** The setting of that name; `null` counts as not written. */
export function settingOf(block: Block, name: string): Expression | undefined {
  const value = attributeOf(block, name)?.value;
  return value?.kind === 'literal' && value.value === null ? undefined : value;
}

export function valueIn(block: Block, name: string, module: Module): InfrastructureValue | undefined {
  const setting = settingOf(block, name);
  return setting && valueOf(setting, module);
}

export function numberIn(block: Block, name: string, module: Module): number | undefined {
  const setting = settingOf(block, name);
  return setting && numberFrom(setting, module);
}

export function numberFrom(expression: Expression, module: Module): number | undefined {
  const simple = simplify(expression, module);
  if (simple.kind !== 'literal' || simple.value === null || simple.value === '') return undefined;
  const number = Number(simple.value);
  return typeof simple.value === 'boolean' || Number.isNaN(number) ? undefined : number;
}

export function booleanIn(block: Block, name: string, module: Module): boolean | undefined {
  const setting = settingOf(block, name);
  const simple = setting && simplify(setting, module);
  return simple?.kind === 'literal' && typeof simple.value === 'boolean' ? simple.value : undefined;
}
