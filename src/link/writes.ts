import type { FileFacts, PropertyWrite } from '../model/file-facts.ts';
import type { Argument, EachValue, Value } from '../model/value.ts';
import { remembering } from './bounded.ts';
import { eachElements } from './collections.ts';
import { isBeyond } from './cuts.ts';
import type { FunctionEntity } from './entity.ts';
import { type Frame, loopKey, makeFrame } from './frame.ts';
import type { Linker } from './linker.ts';

/** What is written into a collection after its creation, in the frame that writes it. */
export interface Written {
  readonly key: string | Value;
  readonly value: Value;
  readonly frame: Frame;
}

/** Callers of one `register(name, handler)` that are followed. */
const MOST_CALLERS = 200;
const WRITES = `what is put into a collection in more than ${String(MOST_CALLERS)} ways`;

/** Functions around a write whose callers are asked in turn. */
const MOST_LEVELS = 4;

const known = new WeakMap<Frame, Map<PropertyWrite, readonly Frame[]>>();

/**
 * The frames in which a write runs. `register(name, handler) { this.handlers.set(name, handler) }` writes once for each
 * caller, and what one caller gives belongs together; a caller that only passes on what it is given, too. The same
 * frames each time: else what is put into a map that is taken out of the same map would be a new question for ever.
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

function newFrames(linker: Linker, write: PropertyWrite, frame: Frame): readonly Frame[] {
  const rounds = roundsOf(linker, write, frame);
  return rounds.length > 0 ? rounds : callingFrames(linker, write, frame);
}

/** `for (const [name, task] of Object.entries(tasks)) map.set(name, task)`: each round writes its own name and value. */
function roundsOf(linker: Linker, { path, value }: PropertyWrite, frame: Frame): readonly Frame[] {
  const key = path.at(-1);
  const loop = key === undefined || typeof key === 'string' ? undefined : loopOf(frame.file, key);
  if (!loop || frame.forks || frame.picks?.has(loopKey(frame.file, loop))) return [];
  const own = loopOf(frame.file, value);
  if (!own || loopKey(frame.file, own) !== loopKey(frame.file, loop)) return [];
  const { file, fn, parent, self, arguments: given, site } = frame;
  return firstWrites(eachElements(linker, loop, frame), frame).map((element) =>
    makeFrame({
      file,
      fn,
      ...(parent && { parent }),
      ...(self && { self }),
      ...(given && { arguments: given }),
      ...(site && { site }),
      picks: new Map([...(frame.picks ?? []), [loopKey(file, loop), element]]),
    }),
  );
}

/** The loop whose variable, or a part of it, a value is. */
function loopOf(file: FileFacts, value: Value, depth = 0): EachValue | undefined {
  if (depth > 4) return undefined;
  if (value.kind === 'each') return value;
  if (value.kind === 'member' || value.kind === 'element') return loopOf(file, value.of, depth + 1);
  const [only, other] = value.kind === 'binding' ? (file.bindings[value.binding]?.values ?? []) : [];
  return only && !other ? loopOf(file, only, depth + 1) : undefined;
}

function callingFrames(linker: Linker, { path, value }: PropertyWrite, frame: Frame): readonly Frame[] {
  if (frame.arguments) return [frame];
  const keys = path.filter((part) => typeof part !== 'string');
  // Only where a name belongs to it, it matters which caller far out gave the value.
  const levels = keys.some(({ kind }) => kind !== 'undefined') ? MOST_LEVELS : 1;
  return framesOf(linker, frame, [value, ...keys], levels);
}

/** One frame for each way a function comes to be called, as far as these values depend on it. */
function framesOf(linker: Linker, frame: Frame, values: readonly Argument[], levels: number): readonly Frame[] {
  const { file, fn } = frame;
  const fact = file.functions[fn];
  const depends = values.some((each) => mentions(file, each.kind === 'spread' ? each.of : each, fn));
  if (!fact || levels === 0 || fact.kind === 'constructor' || !depends) return [frame];
  const target: FunctionEntity = { is: 'function', file, fn, fact, frame };
  const callers = linker.callersOf(target);
  if (callers.length === 0) return levels === MOST_LEVELS || levels === 1 ? [frame] : handedOver(linker, frame, levels);
  if (isBeyond(callers.length, MOST_CALLERS, file, fn, WRITES)) return [frame];
  const frames = callers.flatMap((site) => {
    const written = site.file.calls[site.call]?.arguments ?? [];
    return framesOf(linker, site.frame, written, levels - 1).map((caller) =>
      makeFrame({
        file,
        fn,
        ...(frame.parent && { parent: frame.parent }),
        ...(frame.self && { self: frame.self }),
        arguments: { written, frame: caller },
        site: { ...site, frame: caller },
        forks: frame.forks,
      }),
    );
  });
  return firstWrites(frames, frame);
}

function firstWrites<Item>(all: readonly Item[], { file, fn }: Frame): readonly Item[] {
  return isBeyond(all.length, MOST_CALLERS, file, fn, WRITES) ? all.slice(0, MOST_CALLERS) : all;
}

/** `hooks.forEach((hook) => register(hook))`: what the function around it is given, it goes through. */
function handedOver(linker: Linker, frame: Frame, levels: number): readonly Frame[] {
  const { file, fn, parent } = frame;
  const passed = file.functions[fn]?.passedTo;
  const callee = passed && file.calls[passed.call]?.callee;
  if (!parent || !passed || callee?.kind !== 'member') return [frame];
  const around = framesOf(linker, parent, [callee.of], levels - 1);
  const frames = around.flatMap((outer) => {
    const elements = linker.evaluate(callee.of, outer).flatMap((entity) => (entity.is === 'list' ? entity.items : []));
    const site = { file, call: passed.call, frame: outer };
    return elements.map((element) => makeFrame({ file, fn, parent: outer, arguments: { given: [element] }, site, forks: frame.forks }));
  });
  return frames.length > 0 ? frames : [frame];
}

/**
 * Does a value depend on a parameter of `fn`? What a method of a parameter gives does not count, unlike in `someWithin`: to
 * tell that apart, every caller would be asked. Values share their parts: each is looked at once.
 */
export function mentions(file: FileFacts, value: Value, fn: number, seen = new Set<Value>()): boolean {
  if (seen.has(value)) return false;
  seen.add(value);
  switch (value.kind) {
    case 'parameter':
      return value.fn === fn;
    case 'binding': {
      const binding = file.bindings[value.binding];
      return binding?.fn === fn && binding.values.some((each) => mentions(file, each, fn, seen));
    }
    case 'member':
      return mentions(file, value.of, fn, seen);
    case 'element':
      return mentions(file, value.of, fn, seen) || mentions(file, value.key, fn, seen);
    case 'template':
      return value.parts.some((part) => mentions(file, part, fn, seen));
    case 'choice':
      return value.of.some((part) => mentions(file, part, fn, seen));
    case 'object':
      return value.properties.some((property) => property.kind !== 'getter' && mentions(file, property.kind === 'spread' ? property.of : property.value, fn, seen));
    case 'array':
      return value.elements.some((element) => mentions(file, element.kind === 'spread' ? element.of : element, fn, seen));
    case 'call':
      return (file.calls[value.call]?.arguments ?? []).some((each) => each.kind !== 'spread' && mentions(file, each, fn, seen));
    default:
      return false;
  }
}
