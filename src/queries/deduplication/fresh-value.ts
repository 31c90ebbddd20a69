import { callLocation } from '../../link/call-location.ts';
import { NOTHING } from '../../link/arguments/no-arguments.ts';
import { isBeyond } from '../../link/cuts.ts';
import type { CallReference } from '../../link/entity.ts';
import { frameOf } from '../../link/frame.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { Step } from '../../model/file-facts.ts';
import type { Location, Span } from '../../model/location.ts';
import type { Written } from './written.ts';

/** What makes a value another one at each run. */
export interface Fresh {
  readonly by: 'the time' | 'a random id';
  readonly at: Location;
}

/** Parts of a value that are looked at inside each other. */
const DEEPEST = 8;

/** Forms in which a moment stays that moment; others may round it to a day, an hour, a minute. */
const WHOLE_TIME = new Set(['getTime', 'valueOf', 'toISOString', 'toString', 'toJSON', 'now', 'hrtime', 'bigint']);

/**
 * Is a value made anew each time the call runs that it is given to, for nothing else? `undefined`: it is not, or it is
 * not known. What is made outside of a loop or of a function that may be run again is the same for every try, and
 * what is stored or handed on as well is an id that others know.
 */
export function freshValue(model: ProjectModel, written: Written, user: CallReference): Fresh | undefined {
  return freshIn(model, written, user, 0);
}

function freshIn(model: ProjectModel, written: Written, user: CallReference, depth: number): Fresh | undefined {
  const { value, frame } = written;
  if (isBeyond(depth, DEEPEST, frame.file, frame.fn, `whether a value is made anew, more than ${String(DEEPEST)} values before it`)) return undefined;
  const again = (next: Written['value']): Fresh | undefined => freshIn(model, { value: next, frame }, user, depth + 1);
  switch (value.kind) {
    case 'template':
      return firstFresh(value.parts.map(again));
    case 'operation':
      return value.op === '+' ? firstFresh(value.of.map(again)) : undefined;
    case 'choice': {
      // `order.key ?? randomUUID()`: the one is as good as the other only where both are fresh.
      const all = value.of.map(again);
      return all.every((each) => each !== undefined) ? all[0] : undefined;
    }
    case 'binding': {
      const binding = frame.file.bindings[value.binding];
      const [only, ...others] = binding?.values ?? [];
      const home = binding && frameOf(frame, binding.fn);
      if (!binding || !only || !home || others.length > 0 || binding.uses.length !== 1) return undefined;
      if (isSameForManyRuns(binding.fn, binding.span, { ...user, frame })) return undefined;
      return freshIn(model, { value: only, frame: home }, user, depth + 1);
    }
    case 'parameter': {
      const given = frameOf(frame, value.fn)?.arguments;
      if (value.rest || !given || !('written' in given) || given.skip !== undefined) return undefined;
      const argument = given.written[value.index];
      if (!argument || argument.kind === 'spread' || given.written.slice(0, value.index).some(({ kind }) => kind === 'spread')) return undefined;
      // Seen from the caller, the value is used where it is handed on.
      return argument.kind === 'binding' ? undefined : freshIn(model, { value: argument, frame: given.frame }, user, depth + 1);
    }
    case 'call':
      return freshCall(model, { file: frame.file, call: value.call, frame }, user, depth);
    default:
      return undefined;
  }
}

function firstFresh(all: readonly (Fresh | undefined)[]): Fresh | undefined {
  return all.find((each) => each !== undefined);
}

function freshCall(model: ProjectModel, reference: CallReference, user: CallReference, depth: number): Fresh | undefined {
  const { file, call, frame } = reference;
  const fact = file.calls[call];
  if (!fact) return undefined;
  if (fact.callee.kind === 'member') {
    const receiver = freshIn(model, { value: fact.callee.of, frame }, user, depth + 1);
    if (receiver) return receiver.by === 'a random id' || WHOLE_TIME.has(fact.callee.name) ? receiver : undefined;
  }
  const { linker, flows } = model;
  for (const callee of linker.evaluate(fact.callee, frame)) {
    if (callee.is !== 'external') continue;
    const key = linker.names.keyOf(callee, fact.kind === 'new');
    if ((key === 'new Date' || key === 'Date') && fact.arguments.length > 0) continue;
    const type = key === 'new Date' || key === 'Date' ? 'time' : flows.effects.effectOf(callee.package, key, callee.name, NOTHING)?.class;
    if (type === 'time' || type === 'random') return { by: type === 'time' ? 'the time' : 'a random id', at: callLocation({ file, call }) };
  }
  return undefined;
}

/** Made in one function and used in another that is written in it, or before a loop and used inside: may serve many tries. */
function isSameForManyRuns(fn: number, span: Span, { file, call }: CallReference): boolean {
  const user = file.calls[call];
  if (!user) return true;
  if (user.fn !== fn) return true;
  return isInsideLoopAlone(file.functions[fn]?.body ?? [], span, user.span);
}

/** Does a loop hold the one and not the other? */
function isInsideLoopAlone(steps: readonly Step[], outside: Span, inside: Span): boolean {
  return steps.some((step) => {
    switch (step.do) {
      case 'loop':
        return (holds(step.span, inside) && !holds(step.span, outside)) || isInsideLoopAlone(step.body, outside, inside);
      case 'if':
        return isInsideLoopAlone(step.then, outside, inside) || isInsideLoopAlone(step.else, outside, inside);
      case 'switch':
        return step.cases.some(({ steps: inner }) => isInsideLoopAlone(inner, outside, inside));
      case 'try':
        return [step.body, step.handler ?? [], step.finalizer ?? []].some((inner) => isInsideLoopAlone(inner, outside, inside));
      default:
        return false;
    }
  });
}

function holds([start, end]: Span, [from, to]: Span): boolean {
  return start <= from && to <= end;
}
