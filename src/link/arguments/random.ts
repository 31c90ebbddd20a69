import type { EffectReader } from '../../model/effect.ts';
import type { Value } from '../../model/value.ts';
import { isBeyond, isEntityBeyond } from '../cuts.ts';
import type { CallReference } from '../entity.ts';
import { type Frame, frameOf } from '../frame.ts';
import type { Linker } from '../linker.ts';
import { limits, PARTS } from '../limits.ts';
import { NOTHING } from './no-arguments.ts';

/** Does a value differ at each run: an id generator, the time, `Math.random()`? */
export function isRandom(linker: Linker, effects: EffectReader, value: Value, frame: Frame, depth = 0): boolean {
  if (isBeyond(depth, limits.partsOfArgument, frame.file, frame.fn, PARTS)) return false;
  const again = (next: Value, at: Frame = frame): boolean => isRandom(linker, effects, next, at, depth + 1);
  switch (value.kind) {
    case 'binding': {
      const binding = frame.file.bindings[value.binding];
      const home = binding && (frameOf(frame, binding.fn) ?? linker.openFrame(frame.file, binding.fn));
      return Boolean(home && binding.values.length <= 3 && binding.values.some((each) => again(each, home)));
    }
    case 'template':
      return value.parts.some((part) => again(part));
    case 'choice':
      return value.of.some((part) => again(part));
    case 'member':
      return again(value.of);
    case 'operation':
      return value.of.some((part) => again(part));
    case 'call': {
      const reference = { file: frame.file, call: value.call, frame };
      const fact = frame.file.calls[value.call];
      if (!fact) return false;
      if (fact.callee.kind === 'member' && again(fact.callee.of)) return true;
      return isRandomCall(linker, effects, reference, depth);
    }
    default:
      return false;
  }
}

function isRandomCall(linker: Linker, effects: EffectReader, reference: CallReference, depth: number): boolean {
  const fact = reference.file.calls[reference.call];
  if (!fact) return false;
  return linker.evaluate(fact.callee, reference.frame).some((callee) => {
    if (callee.is === 'external') {
      const key = linker.names.keyOf(callee, fact.kind === 'new');
      // `new Date(x)` and `hash(x)` are as stable as their argument.
      if (key === 'new Date' || key === 'Date') return fact.arguments.length === 0;
      const type = effects.effectOf(callee.package, key, callee.name, NOTHING)?.class;
      return type === 'random' || type === 'time';
    }
    if (callee.is !== 'function' || isEntityBeyond(depth, 3, callee, 'whether what more than 3 functions give each other is random')) return false;
    const frame = linker.openFrame(callee.file, callee.fn);
    return callee.fact.returns.length > 0 && callee.fact.returns.every((value) => isRandom(linker, effects, value, frame, depth + 2));
  });
}
