import type { Value } from '../../model/value.ts';
import { isBeyond } from '../cuts.ts';
import { type Frame, frameOf } from '../frame.ts';
import type { Linker } from '../linker.ts';
import { limits, PARTS } from '../limits.ts';

/** Calls that make a thing in memory, as `new` does. */
const MAKERS = new Set(['create', 'build', 'hydrate', 'merge']);

/** Is a thing one that was in the store before? So are all that cannot be seen to be made here. */
export function isLoaded(linker: Linker, value: Value, frame: Frame, depth = 0): boolean {
  if (isBeyond(depth, limits.partsOfArgument, frame.file, frame.fn, PARTS)) return true;
  switch (value.kind) {
    case 'object':
      return false;
    case 'binding': {
      const binding = frame.file.bindings[value.binding];
      const home = binding && (frameOf(frame, binding.fn) ?? linker.openFrame(frame.file, binding.fn));
      return !home || binding.values.length === 0 || binding.values.some((each) => isLoaded(linker, each, home, depth + 1));
    }
    case 'parameter':
      return !linker.evaluate(value, frame).some((entity) => entity.is === 'object' || (entity.is === 'instance' && entity.construction !== undefined) || (entity.is === 'external' && entity.from === 'new'));
    case 'call': {
      const fact = frame.file.calls[value.call];
      if (!fact || fact.kind === 'new') return false;
      return fact.callee.kind !== 'member' || !MAKERS.has(fact.callee.name);
    }
    default:
      return true;
  }
}
