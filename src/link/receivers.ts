import type { FileFacts, Step } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { isBeyond } from './cuts.ts';
import type { CallReference, Entity, FunctionEntity } from './entity.ts';
import { type Flow, nodesOf } from './flow.ts';
import { type Frame, frameOf, makeFrame } from './frame.ts';
import { functionsOf } from './handler.ts';
import type { Linker } from './linker.ts';

/**
 * The function that handles what a receiving call gives: the one that loops over its result, in the same file; else
 * the one the call stands in.
 */
export function receivingFunction(linker: Linker, call: CallReference): readonly FunctionEntity[] {
  const { file, frame } = call;
  const own = file.calls[call.call]?.fn ?? 0;
  const enclosing = functionAt(linker, file, own, frame);
  if (loopsOver(linker, call, own, [frame])) return enclosing;
  const other = file.functions.findIndex(({ body }, fn) => fn !== own && loopsIn(body).length > 0 && loopsOver(linker, call, fn, framesOf(linker, call, fn)));
  if (other >= 0) return functionAt(linker, file, other, frame);
  return [...dataListener(linker, call), ...enclosing].slice(0, 1);
}

/** `stream.on('data', f)`, where the call gives the stream. */
function dataListener(linker: Linker, { file, call, frame }: CallReference): readonly FunctionEntity[] {
  return file.calls.flatMap(({ callee, arguments: given, fn }) => {
    const [event, listener] = given;
    if (callee.kind !== 'member' || callee.name !== 'on' || event?.kind !== 'literal' || event.value !== 'data' || !listener || listener.kind === 'spread') return [];
    const own = frameOf(frame, fn) ?? linker.openFrame(file, fn);
    const isStream = linker.evaluate(callee.of, own).some((entity) => entity.is === 'external' && entity.call?.file === file && entity.call.call === call);
    return isStream ? functionsOf(linker, linker.evaluate(listener, own)) : [];
  });
}

/** Does a call stand in a loop of its function? */
export function isInLoop(file: FileFacts, call: number): boolean {
  const holds = (steps: readonly Step[], inLoop: boolean): boolean =>
    steps.some((step) => {
      switch (step.do) {
        case 'call':
          return inLoop && step.call === call;
        case 'loop':
          return holds(step.body, true);
        case 'if':
          return holds(step.then, inLoop) || holds(step.else, inLoop);
        case 'try':
          return holds(step.body, inLoop) || holds(step.handler ?? [], inLoop) || holds(step.finalizer ?? [], inLoop);
        case 'switch':
          return step.cases.some(({ steps: inner }) => holds(inner, inLoop));
        default:
          return false;
      }
    });
  return holds(file.functions[file.calls[call]?.fn ?? 0]?.body ?? [], false);
}

/** Does the function a receiving call stands in loop over what it gives? */
export function loopsOverReceived(linker: Linker, call: CallReference, fn: number): boolean {
  return loopsOver(linker, call, fn, [call.frame]);
}

/** A function of the file as seen from a frame: what is written inside sees its variables. */
export function functionAt(linker: Linker, file: FileFacts, fn: number, frame: Frame): readonly FunctionEntity[] {
  const fact = file.functions[fn];
  if (!fact) return [];
  // The module is the outermost function.
  const parent = fact.parent ?? fn;
  const [self] = frameOf(frame, fn)?.self ?? linker.openFrame(file, fn).self ?? [];
  return [{ is: 'function', file, fn, fact, frame: frameOf(frame, parent) ?? linker.openFrame(file, parent), ...(self && { self }) }];
}

/** The frames a function may run in: one inside the call's own, and one for each of its few callers. */
function framesOf(linker: Linker, { file, frame }: CallReference, fn: number): readonly Frame[] {
  const fact = file.functions[fn];
  if (fact?.parent === undefined) return [linker.openFrame(file, fn)];
  const parent = frameOf(frame, fact.parent) ?? linker.openFrame(file, fact.parent);
  const own = makeFrame({ file, fn, parent, ...(linker.openFrame(file, fn).self && { self: linker.openFrame(file, fn).self ?? [] }) });
  const callers = linker.callersOf({ is: 'function', file, fn, fact, frame: parent }).filter((site) => site.file === file);
  isBeyond(callers.length, MOST_CALLERS, file, fn, `callers of what is received beyond the first ${String(MOST_CALLERS)}`);
  const called = callers.slice(0, MOST_CALLERS).map((site) => {
    const outer = frameOf(frame, site.frame.fn) ?? site.frame;
    return makeFrame({ file, fn, parent, arguments: { written: file.calls[site.call]?.arguments ?? [], frame: outer }, site });
  });
  return [own, ...called];
}

const MOST_CALLERS = 8;

/** Does a function loop over what the call gives? */
function loopsOver(linker: Linker, reference: CallReference, fn: number, frames: readonly Frame[]): boolean {
  const loops = loopsIn(reference.file.functions[fn]?.body ?? []);
  return loops.some((over) =>
    frames.some((frame) => isReceived(linker, linker.evaluate(over, frame), reference)),
  );
}

/** Is it what a receiving call gives, or a part of it? `new ReceiveMessageCommand(…)` is sent by another call. */
export function isReceived(linker: Linker, entities: readonly Entity[], reference: CallReference): boolean {
  return entities.some((entity) => {
    for (let at = entity.is === 'external' ? entity : undefined; at; at = at.of) {
      if (at.call && (isSameCall(at.call, reference) || sends(linker, at.call, reference))) return true;
    }
    return false;
  });
}

function sends(linker: Linker, { file, call, frame }: CallReference, reference: CallReference): boolean {
  const [command] = file.calls[call]?.arguments ?? [];
  if (!command || command.kind === 'spread' || reference.file.calls[reference.call]?.kind !== 'new') return false;
  return linker.evaluate(command, frame).some((entity) => entity.is === 'external' && entity.call !== undefined && isSameCall(entity.call, reference));
}

function isSameCall(one: CallReference, other: CallReference): boolean {
  return one.file === other.file && one.call === other.call;
}

/** What the loops of a function go over. */
function loopsIn(steps: readonly Step[]): readonly Value[] {
  return steps.flatMap((step): readonly Value[] => {
    switch (step.do) {
      case 'loop':
        return [...(step.over ? [step.over] : []), ...loopsIn(step.body)];
      case 'if':
        return [...loopsIn(step.then), ...loopsIn(step.else)];
      case 'try':
        return [...loopsIn(step.body), ...loopsIn(step.handler ?? []), ...loopsIn(step.finalizer ?? [])];
      case 'switch':
        return step.cases.flatMap(({ steps: inner }) => loopsIn(inner));
      default:
        return [];
    }
  });
}

/** Of what a receiving function does, the part that is done for a message: the body of the loop over what came. */
export function messagePart(linker: Linker, flow: Flow, call: CallReference): Flow {
  for (const node of nodesOf(flow)) {
    if (node.do !== 'loop' || !node.over) continue;
    if (isReceived(linker, linker.evaluate(node.over, node.frame), call)) return node.body;
  }
  return flow;
}
