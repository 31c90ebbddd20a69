import type { EffectReader } from '../../model/effect.ts';
import type { Argument, Value } from '../../model/value.ts';
import { isBeyond } from '../cuts.ts';
import type { Frame } from '../frame.ts';
import type { Linker } from '../linker.ts';
import { literalBehind } from './literal-behind.ts';
import { isRandom } from './random.ts';

export function headerIn(
  linker: Linker,
  effects: EffectReader,
  written: readonly Argument[],
  names: readonly string[],
  frame: Frame,
): 'stable' | 'random' | undefined {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  for (const argument of written) {
    if (argument.kind === 'spread') continue;
    const value = headerValue(frame, argument, wanted, 0);
    if (value) return isRandom(linker, effects, value, frame) ? 'random' : 'stable';
  }
  return undefined;
}

function headerValue(frame: Frame, value: Value, wanted: ReadonlySet<string>, depth: number): Value | undefined {
  const literal = literalBehind(frame.file.bindings, value);
  if (literal.kind !== 'object' || isBeyond(depth, 3, frame.file, frame.fn, 'headers inside more than 3 objects')) return undefined;
  for (const property of literal.properties) {
    if (property.kind !== 'value') continue;
    if (wanted.has(property.key.toLowerCase())) return property.value;
    const below = headerValue(frame, property.value, wanted, depth + 1);
    if (below) return below;
  }
  return undefined;
}
