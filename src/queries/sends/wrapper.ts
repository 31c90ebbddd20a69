import { isBeyond } from '../../link/cuts.ts';
import type { FunctionEntity } from '../../link/entity.ts';
import { isWithin } from '../../link/handler.ts';
import { isCombinator } from '../../link/outcome.ts';
import type { LinkedProducer } from '../../link/producers.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import { placeKey } from '../../model/location.ts';
import type { Argument } from '../../model/value.ts';
import { someWithin } from '../../link/some-within.ts';
import { destinyOf, functionAt, onlySends } from './destiny.ts';
import type { Site } from './site.ts';

/** A function of the project that stands for the library's send: it sends what it is given, and does nothing else. */
export interface Wrapper {
  readonly target: FunctionEntity;
  /** Places that send through it. */
  readonly producers: number;
}

/** The wrapper a send stands in; through callbacks that are waited for, such as those of `map` and of a tracer. */
export function wrapperAround(model: ProjectModel, site: Site, producers: readonly LinkedProducer[]): Wrapper | undefined {
  const fn = namedFunction(model, site);
  const target = fn === undefined ? undefined : functionAt(model, site.file, fn);
  if (!target || target.fact.kind === 'module' || !sendsWhatItIsGiven(target, producers) || !onlySends(model, target)) return undefined;
  const callers = model.linker.callersOf(target).length;
  const asked = new Set(producers.map(({ askedAt }) => placeKey(askedAt)));
  return { target, producers: Math.max(callers, asked.size) };
}

function namedFunction(model: ProjectModel, { file, call }: Site): number | undefined {
  let fn = file.calls[call]?.fn;
  for (let depth = 0; fn !== undefined && !isBeyond(depth, 5, file, fn, 'the function that sends behind more than 5 callbacks'); depth += 1) {
    if (!file.functions[fn]?.passedTo) return fn;
    const destiny = destinyOf(model, file, fn);
    const [next] = destiny.to === 'calls' ? destiny.sites : [];
    fn = next && file.calls[next.call]?.fn;
  }
  return undefined;
}

function sendsWhatItIsGiven({ file, fn }: FunctionEntity, producers: readonly LinkedProducer[]): boolean {
  return producers.some(({ library: { reference } }) => {
    const given = reference.file.calls[reference.call]?.arguments ?? [];
    return reference.file === file && given.some((each) => comesFrom(file, each, fn));
  });
}

/** Does anybody look at what a wrapper returns: `if (!(await publish(event))) …`? */
export function tellsByResult(model: ProjectModel, wrapper: FunctionEntity, { file, call }: Site): boolean {
  const fn = file.calls[call]?.fn;
  const own = fn === undefined ? undefined : file.functions[fn];
  if (!own || !givesValue(own)) return false;
  return fn !== wrapper.fn || isResultUsed(model, wrapper, 0);
}

function givesValue({ returns }: FunctionEntity['fact']): boolean {
  return returns.some(({ kind }) => kind !== 'undefined');
}

/** Where nobody is seen to call it, somebody may. */
function isResultUsed(model: ProjectModel, target: FunctionEntity, depth: number): boolean {
  const callers = model.linker.callersOf(target);
  if (callers.length === 0 || isBeyond(depth, 4, target.file, target.fn, 'who looks at what this returns, through more than 4 functions')) return true;
  return callers.some(({ file, call }) => {
    const fact = file.calls[call];
    if (!fact || fact.use.as === 'dropped' || fact.use.as === 'voided') return false;
    if (fact.use.as === 'argument' && isCombinator(file, fact.use.of)) return file.calls[fact.use.of ?? -1]?.use.as !== 'dropped';
    const outer = fact.use.as === 'returned' ? functionAt(model, file, fact.fn) : undefined;
    return outer && !outer.fact.passedTo ? isResultUsed(model, outer, depth + 1) : true;
  });
}

/** Does a value hold something that the function, or a callback in it, was given? */
function comesFrom(file: FileFacts, value: Argument, fn: number): boolean {
  return someWithin(file, value, (each) => each.kind === 'parameter' && isWithin(file, each.fn, fn));
}
