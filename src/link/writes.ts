import type { FileFacts, PropertyWrite } from '../model/file-facts.ts';
import type { Argument, Value } from '../model/value.ts';
import { remembering } from './bounded.ts';
import type { FunctionEntity } from './entity.ts';
import { type Frame, makeFrame } from './frame.ts';
import type { Linker } from './linker.ts';
import { someWithin } from './some-within.ts';

/** What is written into a collection after its creation, in the frame that writes it. */
export interface Written {
  readonly key: string | Value;
  readonly value: Value;
  readonly frame: Frame;
}

/** Callers of one `register(name, handler)` that are followed. */
const MOST_CALLERS = 200;

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

function newFrames(linker: Linker, { path, value }: PropertyWrite, frame: Frame): readonly Frame[] {
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
  const depends = values.some((each) => mentions(file, each, fn));
  if (!fact || levels === 0 || fact.kind === 'constructor' || !depends) return [frame];
  const target: FunctionEntity = { is: 'function', file, fn, fact, frame };
  const callers = linker.callersOf(target);
  if (callers.length === 0) return levels === MOST_LEVELS || levels === 1 ? [frame] : handedOver(linker, frame, levels);
  if (callers.length > MOST_CALLERS) return [frame];
  return callers.flatMap((site) => {
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
  }).slice(0, MOST_CALLERS);
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

/** Does a value depend on a parameter of `fn`? */
export function mentions(file: FileFacts, value: Argument, fn: number): boolean {
  return someWithin(file, value, (each) => each.kind === 'parameter' && each.fn === fn);
}
