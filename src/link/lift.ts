import type { FileFacts } from '../model/file-facts.ts';
import { classKey } from './classes.ts';
import { type CallReference, type ClassEntity, type Entity, type FunctionEntity, type InstanceEntity, type OpenEntity } from './entity.ts';
import { elementCalls } from './element-calls.ts';
import { eachElements } from './collections.ts';
import { type Frame, loopKey, makeFrame, type Picks } from './frame.ts';
import { limits } from './limits.ts';
import type { Linker } from './linker.ts';
import { cutAt, isBeyond, nameOf } from './cuts.ts';
import { argumentsOf } from './parameters.ts';
import { withBound } from './results.ts';

interface Site {
  readonly file: FileFacts;
  readonly call: number;
}

/** One step outwards from a template: how the function it stands in comes to run. */
type Level =
  | { readonly kind: 'call'; readonly fn: number; readonly file: FileFacts; readonly site: Site }
  /** The function it is written in is called; it itself is handed on as a value. */
  | { readonly kind: 'outer'; readonly fn: number; readonly file: FileFacts; readonly site: Site; readonly called: number }
  /** `xs.forEach(f)`, with one element. */
  | { readonly kind: 'element'; readonly fn: number; readonly file: FileFacts; readonly site: Site; readonly element: readonly Entity[]; readonly given: readonly (readonly Entity[])[]; readonly named?: FunctionEntity };

interface Context {
  /** From the template outwards. */
  readonly levels: readonly Level[];
  readonly self?: Entity;
  /** The object of a registry that the call goes to. */
  readonly object?: Entity;
  readonly picks: Picks;
  /** What was asked for already, so that nothing is asked twice in vain. */
  readonly asked: ReadonlySet<string>;
  /** The loop whose element was taken last. */
  readonly picking?: { readonly loop: string; readonly isFirst: boolean };
}

/** A template with everything filled in that the sources decide. */
export interface Instance<Fields> {
  readonly fields: Fields;
  readonly frame: Frame;
  /** The calls between the template and where it got its values, nearest first. */
  readonly trail: readonly CallReference[];
  /** The element of a registry it was made for. */
  readonly element?: Entity;
  /** The object whose `this` it was made for. */
  readonly self?: Entity;
}

/** Bounds the number of instances of one template. */
const MOST_INSTANCES = 1_500;
const OUTWARDS = `who calls this, through more than ${String(limits.frames)} functions`;
/** Bounds how often one template is read: most reads only tell what is still open. */
const MOST_READS = 10_000;

/**
 * Instantiates a template at every place that gives its parameters, `this` and loop variables a value.
 *
 * `read` evaluates the template's fields in a frame and says what they are still open on. A field that stays open
 * because nobody calls the function is left as it is.
 */
export function instantiate<Fields>(
  linker: Linker,
  file: FileFacts,
  fn: number,
  read: (frame: Frame) => { readonly fields: Fields; readonly open: readonly OpenEntity[] },
): readonly Instance<Fields>[] {
  const done: Instance<Fields>[] = [];
  const work: Context[] = [{ levels: [], picks: new Map(), asked: new Set() }];
  let reads = 0;
  for (let context = work.pop(); context; context = work.pop()) {
    if (done.length >= MOST_INSTANCES || reads >= MOST_READS) {
      cutAt(file, fn, `more than ${String(MOST_INSTANCES)} ways lead to ${nameOf(file, fn)}`);
      break;
    }
    reads += 1;
    const { frame, trail } = frameAt(linker, file, fn, context);
    const { fields, open } = read(frame);
    const { asked, picking } = context;
    // The loop runs where an element cannot be handed to: with each of them the template is the same.
    if (picking && !picking.isFirst && open.some((each) => keyOf(each) === picking.loop)) continue;
    const next = open.find((each) => !asked.has(keyOf(each)));
    const deeper = next && !isBeyond(context.levels.length + 1, limits.frames, file, fn, OUTWARDS) ? expand(linker, file, fn, context, next) : [];
    if (deeper.length > 0) {
      work.push(...deeper.toReversed());
      continue;
    }
    if (next) {
      work.push({ ...context, asked: new Set([...context.asked, keyOf(next)]) });
      continue;
    }
    const element = elementOf(context);
    done.push({ fields, frame, trail, ...(element && { element }), ...(context.self && { self: context.self }) });
  }
  return done;
}

function elementOf({ levels, picks, object }: Context): Entity | undefined {
  if (object) return object;
  const level = levels.find((each) => each.kind === 'element');
  const picked = level?.kind === 'element' ? level.element : [...picks.values()].at(-1);
  return picked?.[0];
}

function keyOf(open: OpenEntity): string {
  if (open.on === 'each') return `each ${open.frame.file.file} ${String(open.value.kind === 'each' ? open.value.span[0] : 0)}`;
  return open.on === 'this' ? `this ${classKey(open.class)}` : `${open.file.file}#${String(open.fn)}[${String(open.index)}]`;
}

/** Builds the frame of the template from the outermost level inwards. */
function frameAt(
  linker: Linker,
  file: FileFacts,
  fn: number,
  context: Context,
): { readonly frame: Frame; readonly trail: readonly CallReference[] } {
  const { levels, self, picks } = context;
  const outermost = levels.at(-1);
  const top = outermost ? { file: outermost.site.file, fn: outermost.site.file.calls[outermost.site.call]?.fn ?? 0 } : { file, fn };
  let frame = forking(linker, top.file, top.fn, picks, self);
  const trail: CallReference[] = [];
  for (const level of levels.toReversed()) {
    const reference: CallReference = { ...level.site, frame };
    trail.unshift(reference);
    if (level.kind === 'element') {
      const { named } = level;
      frame = makeFrame({ file: level.file, fn: level.fn, parent: named?.frame ?? frame, ...(named?.self && { self: [named.self] }), arguments: { given: level.given }, site: reference, forks: true, picks });
      continue;
    }
    const called = level.kind === 'outer' ? level.called : level.fn;
    const bound = activation(linker, level.file, called, reference, context);
    frame = level.kind === 'outer' ? inside(linker, level.file, level.fn, bound, picks) : bound;
  }
  return { frame, trail };
}

/** The frame of a function called at a site. */
function activation(
  linker: Linker,
  file: FileFacts,
  fn: number,
  reference: CallReference,
  { self: wanted, object, picks }: Context,
): Frame {
  const call = reference.file.calls[reference.call];
  const callees = call ? linker.evaluate(call.callee, reference.frame) : [];
  const reached = callees.filter((each): each is FunctionEntity => each.is === 'function' && each.fn === fn && each.file === file);
  const found = reached.find((each) => object && each.self && isSameObject(object, each.self)) ?? reached[0];
  const parent = found?.frame ?? parentFrame(linker, file, fn, picks);
  // `(task) => task.start()`: whose `this` it is, only whoever gives the task says.
  const receiver = found?.self ?? object ?? callees.find(({ is }) => is === 'open');
  const self = wanted && receiver && isOneOf(linker, wanted, receiver) ? wanted : receiver;
  const written = call ? argumentsOf(linker, call, reference.frame) : { given: [] };
  return makeFrame({
    file,
    fn,
    ...(parent && { parent }),
    ...(self && { self: [self] }),
    arguments: found ? withBound(linker, found, written) : written,
    site: reference,
    forks: true,
    picks,
  });
}

function isSameObject(one: Entity, other: Entity): boolean {
  if (one.is !== 'instance' || other.is !== 'instance' || classKey(one.of) !== classKey(other.of)) return false;
  const [a, b] = [one.construction?.site, other.construction?.site];
  return a?.file === b?.file && a?.call === b?.call;
}

/** Is `wanted` an object that a receiver, known by its type only, may be? */
function isOneOf(linker: Linker, wanted: Entity, receiver: Entity): boolean {
  if (wanted.is !== 'instance' || receiver.is !== 'instance' || receiver.exact) return false;
  const key = classKey(wanted.of);
  return classKey(receiver.of) === key || linker.subclassesOf(receiver.of).some((cls) => classKey(cls) === key);
}

function parentFrame(linker: Linker, file: FileFacts, fn: number, picks: Context['picks']): Frame | undefined {
  const parent = file.functions[fn]?.parent;
  return parent === undefined ? undefined : forking(linker, file, parent, picks);
}

/** An open frame of `fn` and of the functions it is written in, that keeps loops open. */
function forking(linker: Linker, file: FileFacts, fn: number, picks: Context['picks'], self?: Entity): Frame {
  const open = linker.openFrame(file, fn);
  const parent = open.parent && forking(linker, file, open.parent.fn, picks);
  const own = self ? [self] : open.self;
  return makeFrame({ file, fn, ...(parent && { parent }), ...(own && { self: own }), forks: true, picks });
}

/** A frame of `fn` written (perhaps several levels deep) inside the function of `outer`. */
function inside(linker: Linker, file: FileFacts, fn: number, outer: Frame, picks: Context['picks']): Frame {
  const direct = file.functions[fn]?.parent;
  if (direct === undefined) return outer;
  const parent = direct === outer.fn ? outer : inside(linker, file, direct, outer, picks);
  const { self } = linker.openFrame(file, fn);
  return makeFrame({ file, fn, parent, ...(self && { self }), forks: true, picks });
}

function expand(linker: Linker, file: FileFacts, fn: number, context: Context, open: OpenEntity): readonly Context[] {
  const asked = new Set([...context.asked, keyOf(open)]);
  if (open.on === 'each') return picksOf(linker, context, open, asked);
  const outermost = context.levels.at(-1);
  const top = outermost
    ? { file: outermost.site.file, fn: outermost.site.file.calls[outermost.site.call]?.fn ?? 0 }
    : { file, fn };
  const cls = open.on === 'this' ? open.class : constructorClass(linker, open);
  const calls = callLevels(linker, top.file, top.fn).map((level) => ({ ...context, levels: [...context.levels, level] }));
  if (cls) {
    const below = context.self ? [] : objectsOf(linker, cls).map((self) => ({ ...context, self, asked }));
    // Who calls the method on which object says most; else every object there is.
    return calls.length > 0 ? calls.flatMap((each) => receiversOf(linker, top.file, top.fn, each)) : below;
  }
  if (open.on === 'this') return [];
  if (calls.length > 0) return calls;
  if (open.file !== top.file || !isInside(top.file, top.fn, open.fn)) return [];
  return callLevels(linker, open.file, open.fn).map((level) => ({
    ...context,
    asked,
    levels: [...context.levels, { kind: 'outer', fn: top.fn, file: top.file, site: level.site, called: open.fn }],
  }));
}

/** `queues.get(name).start()`: one for each object that a registry holds. */
function receiversOf(linker: Linker, file: FileFacts, fn: number, context: Context): readonly Context[] {
  const level = context.levels.at(-1);
  const call = level?.site.file.calls[level.site.call];
  if (context.self || level?.kind !== 'call' || !call) return [context];
  const callees = linker.evaluate(call.callee, linker.openFrame(level.site.file, call.fn));
  const objects = callees.flatMap((each) => (each.is === 'function' && each.file === file && each.fn === fn && each.self?.is === 'instance' && each.self.exact ? [each.self] : []));
  if (objects.length < 2) return [context];
  return objects.map((object) => ({ ...context, object }));
}

function isInside(file: FileFacts, fn: number, outer: number): boolean {
  for (let at = file.functions[fn]?.parent; at !== undefined; at = file.functions[at]?.parent) if (at === outer) return true;
  return false;
}

function picksOf(linker: Linker, context: Context, open: Extract<OpenEntity, { on: 'each' }>, asked: Context['asked']): readonly Context[] {
  if (open.value.kind !== 'each') return [];
  const { value } = open;
  return eachElements(linker, value, open.frame).map((element, index) => ({
    ...context,
    asked,
    picking: { loop: keyOf(open), isFirst: index === 0 },
    picks: new Map([...context.picks, [loopKey(open.frame.file, value), element]]),
  }));
}

/** The ways a function comes to be called. */
function callLevels(linker: Linker, file: FileFacts, fn: number): readonly Level[] {
  const fact = file.functions[fn];
  if (!fact || fact.kind === 'module') return [];
  const target = { is: 'function', file, fn, fact, frame: linker.openFrame(file, fn) } as const;
  const elements = elementCalls(linker, target).map((each) => ({ kind: 'element', fn, file, ...each }) as const);
  if (fact.kind === 'constructor' || fact.kind === 'initialiser' || (elements.length > 0 && fact.passedTo)) return elements;
  const sites = linker.callersOf(target);
  return [...elements, ...sites.map((site) => ({ kind: 'call', fn, file, site: { file: site.file, call: site.call } }) as const)];
}

function constructorClass(linker: Linker, open: Extract<OpenEntity, { on: 'parameter' }>): ClassEntity | undefined {
  const fact = open.file.functions[open.fn];
  const cls = fact?.kind === 'constructor' ? fact.cls : undefined;
  const clsFact = cls === undefined ? undefined : open.file.classes[cls];
  if (cls === undefined || !clsFact) return undefined;
  return { is: 'class', file: open.file, cls, fact: clsFact, frame: linker.openFrame(open.file, clsFact.fn) };
}

/** Every object of a class and its subclasses: where they are made, else one of each class that can be. */
function objectsOf(linker: Linker, cls: ClassEntity): readonly InstanceEntity[] {
  const concrete = [cls, ...linker.subclassesOf(cls)].filter((each) => !each.fact.abstract);
  return concrete.flatMap((of): readonly InstanceEntity[] => {
    const made = linker.callersOf(of).flatMap((site): readonly InstanceEntity[] => {
      const call = site.file.calls[site.call];
      if (call?.kind !== 'new') return [];
      return [{ is: 'instance', of, construction: { arguments: { written: call.arguments, frame: site.frame }, site }, exact: true }];
    });
    const hasSubclasses = linker.subclassesOf(of).length > 0;
    return made.length > 0 ? made : hasSubclasses ? [] : [{ is: 'instance', of, exact: true }];
  });
}
