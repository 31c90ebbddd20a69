import type { FileFacts, PropertyWrite } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { remembering } from './bounded.ts';
import type { FunctionEntity } from './entity.ts';
import { type Frame, makeFrame } from './frame.ts';
import { limits } from './limits.ts';
import type { Linker } from './linker.ts';

/** What is written into a collection after its creation, in the frame that writes it. */
export interface Written {
  readonly key: string | Value;
  readonly value: Value;
  readonly frame: Frame;
}

/** Callers of one `register(name, handler)` that are followed. */
const MOST_CALLERS = 200;

const known = new WeakMap<Frame, Map<PropertyWrite, readonly Frame[]>>();

/**
 * The frames in which a write runs. `register(name, handler) { this.handlers.set(name, handler) }` writes once for each
 * caller, and what one caller gives belongs together. The same frames each time: else what is put into a map that is
 * taken out of the same map would be a new question for ever.
 */
export function writingFrames(linker: Linker, write: PropertyWrite, frame: Frame): readonly Frame[] {
  let own = known.get(frame);
  if (!own) known.set(frame, (own = new Map<PropertyWrite, readonly Frame[]>()));
  const before = own.get(write);
  if (before) return before;
  const writes = own;
  return remembering(
    () => newFrames(linker, write, frame),
    (frames) => writes.set(write, frames),
    () => writes.delete(write),
  );
}

function newFrames(linker: Linker, { path, value }: PropertyWrite, frame: Frame): readonly Frame[] {
  const { file, fn } = frame;
  const fact = file.functions[fn];
  const values = [value, ...path.filter((part) => typeof part !== 'string')];
  if (!fact || frame.arguments || fact.kind === 'constructor' || !values.some((each) => mentions(file, each, fn))) return [frame];
  const target: FunctionEntity = { is: 'function', file, fn, fact, frame };
  const callers = linker.callersOf(target);
  if (callers.length === 0 || callers.length > MOST_CALLERS) return [frame];
  return callers.map((site) =>
    makeFrame({
      file,
      fn,
      ...(frame.parent && { parent: frame.parent }),
      ...(frame.self && { self: frame.self }),
      arguments: { written: site.file.calls[site.call]?.arguments ?? [], frame: site.frame },
      site,
      forks: frame.forks,
    }),
  );
}

/** Does a value depend on a parameter of `fn`? */
function mentions(file: FileFacts, value: Value, fn: number, depth = 0): boolean {
  if (depth > limits.frames) return false;
  switch (value.kind) {
    case 'parameter':
      return value.fn === fn;
    case 'binding': {
      const binding = file.bindings[value.binding];
      return binding?.fn === fn && binding.values.some((each) => mentions(file, each, fn, depth + 1));
    }
    case 'member':
      return mentions(file, value.of, fn, depth + 1);
    case 'element':
      return mentions(file, value.of, fn, depth + 1) || mentions(file, value.key, fn, depth + 1);
    case 'template':
      return value.parts.some((part) => mentions(file, part, fn, depth + 1));
    case 'choice':
      return value.of.some((part) => mentions(file, part, fn, depth + 1));
    case 'call':
      return (file.calls[value.call]?.arguments ?? []).some((each) => each.kind !== 'spread' && mentions(file, each, fn, depth + 1));
    default:
      return false;
  }
}
