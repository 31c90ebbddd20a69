import type { Value } from '../../model/value.ts';
import { isBeyond } from '../cuts.ts';
import type { Entity } from '../entity.ts';
import type { Frame } from '../frame.ts';
import type { Linker } from '../linker.ts';
import { limits, PARTS } from '../limits.ts';

/** A value roughly as it was written, for the few patterns that need it. */
export function sourceOf(linker: Linker, value: Value | undefined, frame: Frame, depth: number): string {
  if (!value || isBeyond(depth, limits.partsOfArgument, frame.file, frame.fn, PARTS)) return '…';
  const again = (next: Value): string => sourceOf(linker, next, frame, depth + 1);
  switch (value.kind) {
    case 'literal':
      return String(value.value);
    case 'template':
      return value.parts.map(again).join('');
    case 'function':
      return `() => ${(frame.file.functions[value.fn]?.returns ?? []).map(again).join(' ')}`;
    case 'member':
      return `${again(value.of)}.${value.name}`;
    case 'global':
      return value.name;
    case 'call': {
      const fact = frame.file.calls[value.call];
      return fact ? `${again(fact.callee)}(${fact.arguments.map((each) => again(each.kind === 'spread' ? each.of : each)).join(', ')})` : '…';
    }
    case 'operation':
      return value.of.map(again).join(` ${value.op} `);
    case 'object':
      return value.properties.map((each) => (each.kind === 'value' ? `${each.key}: ${again(each.value)}` : '…')).join(', ');
    case 'binding': {
      const binding = frame.file.bindings[value.binding];
      const [only] = binding?.values ?? [];
      if (binding?.values.length !== 1 || !only || only.kind === 'parameter') return binding?.name ?? '…';
      return only.kind === 'import' ? importedText(linker, value, frame, binding.name) : again(only);
    }
    default:
      return '…';
  }
}

function importedText(linker: Linker, value: Value, frame: Frame, name: string): string {
  return textOf(linker.evaluate(value, frame)) ?? name;
}

export function textOf(entities: readonly Entity[]): string | undefined {
  const found = entities.find((entity) => entity.is === 'text');
  return found?.parts.map((part) => (typeof part === 'string' ? part : '…')).join('');
}
