import type { ForeignResource, InfrastructureValue, Resource, ValueResource } from '../../model/infrastructure.ts';
import type { Block } from '../hcl/syntax.ts';
import { locate } from '../reading/source-text.ts';
import { parameter } from '../reading/value.ts';
import { attributeOf, settingOf, valueIn } from './block.ts';
import type { Declared, Module } from './module.ts';
import { partsOf } from './parts.ts';
import { repeated } from './repeated.ts';

/** What names the blocks of a file give to values: variables, locals and outputs; and the modules it uses. */
export function readNames(block: Block, module: Module): readonly Resource[] {
  switch (block.type) {
    case 'variable':
      return readVariable(block, module);
    case 'output':
      return named(`output.${block.labels[0] ?? ''}`, block, 'value', module);
    case 'locals':
      return block.attributes.flatMap(({ name }) => named(`local.${name}`, block, name, module));
    case 'module':
      return readModule(block, module);
    default:
      return [];
  }
}

function readVariable(block: Block, module: Module): readonly ValueResource[] {
  const name = block.labels[0] ?? '';
  const id = `var.${name}`;
  if (settingOf(block, 'default') !== undefined) return named(id, block, 'default', module);
  const at = locate(module.source, block.span);
  return [{ kind: 'value', id, scope: module.scope, at, value: parameter(id) }];
}

function named(id: string, block: Block, setting: string, module: Module): readonly ValueResource[] {
  const attribute = attributeOf(block, setting);
  if (attribute === undefined) return [];
  const at = locate(module.source, block.type === 'locals' ? attribute.span : block.span);
  return partsOf(id, attribute.value, module).map(([part, value]) => ({
    kind: 'value',
    id: part,
    scope: module.scope,
    at,
    value,
  }));
}

const ownSettings = new Set(['source', 'version', 'providers', 'depends_on', 'for_each', 'count']);

function readModule(block: Block, module: Module): readonly Resource[] {
  const source = settingOf(block, 'source');
  const inputs = block.attributes.filter(({ name }) => !ownSettings.has(name));
  const id = `module.${block.labels[0] ?? ''}`;
  const at = locate(module.source, block.span);
  const used: readonly ForeignResource[] = [
    {
      kind: 'foreign',
      id,
      scope: module.scope,
      at,
      source: source?.kind === 'literal' ? String(source.value) : '',
      inputs: inputsOf(inputs.flatMap(({ name, value }) => partsOf(name, value, module))),
    },
  ];
  return repeated(used, { id, block, at }, module);
}

function inputsOf(
  parts: readonly (readonly [string, InfrastructureValue])[],
): Readonly<Record<string, InfrastructureValue>> {
  return Object.fromEntries(parts);
}

/** What an archive is made of, for functions that other files declare. */
export function readArchive({ id, block, at }: Declared, module: Module): readonly ValueResource[] {
  const value = valueIn(block, 'source_dir', module) ?? valueIn(block, 'source_file', module);
  return value ? [{ kind: 'value', id: `${id}.packed`, scope: module.scope, at, value }] : [];
}

/** A data source that looks a destination up by its name: `data.aws_sqs_queue.orders.name`. */
export function readLookUp({ id, block, at }: Declared, module: Module): readonly ValueResource[] {
  const value = valueIn(block, 'name', module);
  return value ? [{ kind: 'value', id: `${id}.name`, scope: module.scope, at, value }] : [];
}
