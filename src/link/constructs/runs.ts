import type { FileFacts, FunctionFact, Step } from '../../model/file-facts.ts';
import type { EachValue, Value } from '../../model/value.ts';
import { classKey } from '../classes.ts';
import { cutAt } from '../cuts.ts';
import type { CallReference, ClassEntity, Entity, FunctionEntity, InstanceEntity } from '../entity.ts';
import { eachElements, elementsOf } from '../collections.ts';
import { type Frame, loopKey, makeFrame, selfOf } from '../frame.ts';
import { constructorFrame } from '../instances.ts';
import type { Linker } from '../linker.ts';
import { withBound } from '../results.ts';
import { isRuledOut } from '../ruled-out.ts';

/** Bounds the ways in which one function comes to run that are told apart. */
const MOST_RUNS = 300;

/**
 * The ways in which code comes to run, each with its arguments and its `this`, from where the program starts.
 *
 * A program that declares infrastructure makes one resource each time a `new` runs, so two runs of one helper are two
 * resources: runs are told apart by the calls that lead to them, also where the helper does the same in both.
 */
export interface Runs {
  /** Every run of a call: of the function it stands in, and of the loops around it. */
  of(file: FileFacts, call: number): readonly CallReference[];
}

export function findRuns(linker: Linker): Runs {
  const known = new Map<string, readonly Frame[]>();

  const of = (file: FileFacts, call: number): readonly CallReference[] => {
    const fact = file.calls[call];
    if (!fact) return [];
    return firstRuns(runsOf(file, fact.fn).flatMap((frame) => iterations(linker, frame, fact.span[0])), { file, fn: fact.fn })
      .map((frame) => ({ file, call, frame }))
      .filter((reference) => !isRuledOut(linker, reference));
  };

  const runsOf = (file: FileFacts, fn: number): readonly Frame[] => {
    const key = `${file.file}#${String(fn)}`;
    const before = known.get(key);
    if (before) return before;
    // A function that calls itself runs no other way than those that start it.
    known.set(key, []);
    const fact = file.functions[fn];
    const frames = fact ? firstRuns(called(file, fn, fact), { file, fn }) : [];
    const found = frames.length > 0 ? frames : uncalled(file, fn);
    known.set(key, found);
    return found;
  };

  const called = (file: FileFacts, fn: number, fact: FunctionFact): readonly Frame[] => {
    switch (fact.kind) {
      case 'module':
        return [];
      case 'constructor':
        return fact.cls === undefined ? [] : constructed(file, fact.cls);
      case 'initialiser':
        return [];
      default: {
        const elements = eachElement(file, fn, fact);
        return elements.length > 0 ? elements : calledBy(file, fn, fact);
      }
    }
  };

  const constructed = (file: FileFacts, cls: number): readonly Frame[] => {
    const fact = file.classes[cls];
    if (!fact) return [];
    const target: ClassEntity = { is: 'class', file, cls, fact, frame: linker.openFrame(file, fact.fn) };
    const silent = linker.subclassesOf(target).filter((each) => each.fact.constructedBy === undefined);
    return [target, ...silent].flatMap((made) => instancesOf(made)).flatMap((instance) => constructorFrame(linker, instance, target, true) ?? []);
  };

  /** The objects on which the constructor of a class runs: those of `new`, and those of subclasses that call `super`. */
  const instancesOf = (cls: ClassEntity): readonly InstanceEntity[] =>
    linker.callersOf(cls).flatMap((site) => {
      const call = site.file.calls[site.call];
      if (call?.kind === 'super') return runsOf(site.file, call.fn).flatMap((frame) => (selfOf(frame) ?? []).filter(isInstance));
      return of(site.file, site.call).flatMap((reference) => linker.resultOf(reference).filter(isInstance).filter((each) => classKey(each.of) === classKey(cls)));
    });

  const calledBy = (file: FileFacts, fn: number, fact: FunctionFact): readonly Frame[] =>
    linker.callersOf({ is: 'function', file, fn, fact, frame: linker.openFrame(file, fn) }).flatMap((site) =>
      of(site.file, site.call).flatMap((reference) => {
        const call = site.file.calls[site.call];
        if (!call) return [];
        return linker
          .evaluate(call.callee, reference.frame)
          .filter((callee): callee is FunctionEntity => callee.is === 'function' && callee.file === file && callee.fn === fn)
          .slice(0, 1)
          .map((callee) =>
            makeFrame({
              file,
              fn,
              parent: callee.frame,
              ...(callee.self && { self: [callee.self] }),
              arguments: withBound(linker, callee, { written: call.arguments, frame: reference.frame }),
              site: reference,
              forks: true,
            }),
          );
      }),
    );

  /** `xs.forEach(f)`: one run for each element. */
  const eachElement = (file: FileFacts, fn: number, fact: FunctionFact): readonly Frame[] => {
    const passed = fact.passedTo;
    const callee = passed && file.calls[passed.call]?.callee;
    if (callee?.kind !== 'member' || passed?.path.length !== 1 || !['forEach', 'map', 'flatMap'].includes(callee.name)) return [];
    return of(file, passed.call).flatMap((reference) =>
      linker.evaluate(callee.of, reference.frame).flatMap((owner) =>
        owner.is !== 'list' && owner.is !== 'record'
          ? []
          : elementsOf(linker, owner, reference.frame).map((element) =>
              makeFrame({ file, fn, parent: reference.frame, arguments: { given: [element] }, site: reference, forks: true }),
            ),
      ),
    );
  };

  /** Nobody in the project calls it: it starts the program, or a library calls it. */
  const uncalled = (file: FileFacts, fn: number): readonly Frame[] => {
    const parent = file.functions[fn]?.parent;
    const parents = parent === undefined ? [undefined] : runsOf(file, parent);
    const { self } = linker.openFrame(file, fn);
    return parents.map((around) => makeFrame({ file, fn, ...(around && { parent: around }), ...(self && { self }), forks: true }));
  };

  return { of };
}

function isInstance(entity: Entity): entity is InstanceEntity {
  return entity.is === 'instance';
}

/** One frame for each turn of the loops that stand around an offset. */
function iterations(linker: Linker, frame: Frame, offset: number): readonly Frame[] {
  const { file, fn } = frame;
  const loops = loopsAround(file.functions[fn]?.body ?? [], offset);
  return loops.reduce<readonly Frame[]>((frames, loop) => {
    const variable = loopVariable(file, fn, loop);
    return variable ? frames.flatMap((each) => turns(linker, each, variable)) : frames;
  }, [frame]);
}

function turns(linker: Linker, frame: Frame, variable: EachValue): readonly Frame[] {
  const elements = eachElements(linker, variable, frame);
  if (elements.length === 0) return [frame];
  return firstRuns(elements, frame).map((element) => {
    const picks = new Map([...(frame.picks ?? []), [loopKey(frame.file, variable), element]]);
    return makeFrame({
      file: frame.file,
      fn: frame.fn,
      ...(frame.parent && { parent: frame.parent }),
      ...(frame.self && { self: frame.self }),
      ...(frame.arguments && { arguments: frame.arguments }),
      ...(frame.site && { site: frame.site }),
      forks: true,
      picks,
    });
  });
}

function firstRuns<Item>(all: readonly Item[], { file, fn }: Pick<Frame, 'file' | 'fn'>): readonly Item[] {
  if (all.length > MOST_RUNS) cutAt(file, fn, `more than ${String(MOST_RUNS)} runs of what declares infrastructure`);
  return all.slice(0, MOST_RUNS);
}

type Loop = Extract<Step, { do: 'loop' }>;

/** From the outermost inwards. */
function loopsAround(steps: readonly Step[], offset: number): readonly Loop[] {
  return steps.flatMap((step): readonly Loop[] => {
    switch (step.do) {
      case 'loop':
        return step.span[0] <= offset && offset < step.span[1] ? [step, ...loopsAround(step.body, offset)] : [];
      case 'if':
        return loopsAround([...step.then, ...step.else], offset);
      case 'switch':
        return step.cases.flatMap((each) => loopsAround(each.steps, offset));
      case 'try':
        return loopsAround([...step.body, ...(step.handler ?? []), ...(step.finalizer ?? [])], offset);
      default:
        return [];
    }
  });
}

/** The value that stands for one element of what a loop goes over: the first that is written in it. */
function loopVariable(file: FileFacts, fn: number, loop: Loop): EachValue | undefined {
  if (!loop.over) return undefined;
  const variables = file.bindings.flatMap((binding) => (binding.fn === fn ? binding.values.flatMap((value) => eachIn(value) ?? []) : []));
  const within = variables.filter(({ span }) => loop.span[0] <= span[0] && span[1] <= loop.span[1]);
  return within.toSorted((one, other) => one.span[0] - other.span[0])[0];
}

/** `for (const { name } of xs)` takes parts of the element. */
function eachIn(value: Value): EachValue | undefined {
  if (value.kind === 'each') return value;
  return value.kind === 'member' || value.kind === 'element' || value.kind === 'rest' ? eachIn(value.of) : undefined;
}
