import type { FileFacts } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { callsWithin } from './calls-within.ts';
import { isBeyond } from './cuts.ts';
import type { CallReference, FunctionEntity, OpenEntity } from './entity.ts';
import { type Frame, frameOf, makeFrame } from './frame.ts';
import { functionsOf, isElsewhere, leadsToCaller } from './handler.ts';
import type { Linker } from './linker.ts';
import { functionAt, isReceived, loopsOverReceived, receivingFunction } from './receivers.ts';

/** Who handles what a receiving call gives. */
export interface Received {
  /** The function that has the messages. */
  readonly by: readonly FunctionEntity[];
  /** What that one was given and calls with a message: `poll(queue, handle)`. */
  readonly handed?: FunctionEntity;
  /** What only a caller decides. */
  readonly open: readonly OpenEntity[];
}

/** Wrappers around each other that only give on what was received. */
const MOST_WRAPPERS = 4;
const WRAPPERS = `who handles what is received, behind more than ${String(MOST_WRAPPERS)} functions that give it on`;

/**
 * Goes from the receiving call outwards: a function that returns what was received, `receiveMessages(queueUrl)`, has
 * callers that handle it.
 */
export function receivedBy(linker: Linker, call: CallReference): Received {
  const inner = receivingFunction(linker, call);
  const [first] = inner;
  const own = call.file.calls[call.call]?.fn ?? 0;
  if (first?.file !== call.file || first.fn !== own || loopsOverReceived(linker, call, own)) return withHanded(linker, call, inner, call.frame);
  let at = first;
  let frame = frameOf(call.frame, own) ?? call.frame;
  for (let depth = 0; givesAway(linker, call, at, frame) && !isBeyond(depth + 1, MOST_WRAPPERS, at.file, at.fn, WRAPPERS); depth += 1) {
    const { site } = frame;
    if (!site) {
      const isCalled = linker.callersOf(at).length > 0;
      return { by: [at], open: isCalled ? [{ is: 'open', on: 'parameter', file: at.file, fn: at.fn, index: 0 }] : [] };
    }
    const caller = site.file.calls[site.call]?.fn ?? 0;
    const [next] = functionAt(linker, site.file, caller, site.frame);
    if (!next) break;
    at = next;
    frame = frameOf(site.frame, caller) ?? site.frame;
  }
  return withHanded(linker, call, [at], frame);
}

function withHanded(linker: Linker, call: CallReference, by: readonly FunctionEntity[], frame: Frame): Received {
  const [receiver] = by;
  const handed = receiver && handedMessage(linker, call, receiver, frame);
  if (handed?.is === 'open') return { by, open: [handed] };
  return { by, open: [], ...(handed && { handed }) };
}

/** Does a function return what was received, as it is or as a part of an object? */
function givesAway(linker: Linker, call: CallReference, { fact }: FunctionEntity, frame: Frame): boolean {
  return fact.kind !== 'module' && fact.returns.some((value) => holds(linker, call, value, frame));
}

function holds(linker: Linker, call: CallReference, value: Value, frame: Frame): boolean {
  if (value.kind === 'object') return value.properties.some((property) => property.kind === 'value' && gives(linker, call, property.value, frame));
  return gives(linker, call, value, frame);
}

function gives(linker: Linker, call: CallReference, value: Value, frame: Frame): boolean {
  const entities = linker.evaluate(value, frame);
  if (isReceived(linker, entities, call)) return true;
  // One of the messages.
  return entities.some((entity) => entity.is === 'open' && entity.on === 'each' && entity.value.kind === 'each' && isReceived(linker, linker.evaluate(entity.value.of, entity.frame), call));
}

/** The function that a receiver was given and calls with what it received. */
function handedMessage(linker: Linker, call: CallReference, receiver: FunctionEntity, frame: Frame): FunctionEntity | OpenEntity | undefined {
  const { file, fn } = receiver;
  const outer = frameOf(frame, fn) ?? frame;
  for (const each of callsWithin(file, fn)) {
    if (each.kind !== 'call' || each.arguments.length === 0 || !leadsToCaller(file, each.callee)) continue;
    const own = frameInside(file, each.fn, outer);
    if (!each.arguments.some((given) => given.kind !== 'spread' && gives(linker, call, given, own))) continue;
    const entities = linker.evaluate(each.callee, own);
    const open = entities.find((entity) => entity.is === 'open');
    if (open) return open;
    const [target] = functionsOf(linker, entities);
    if (target && (each.callee.kind !== 'member' || isElsewhere(target, receiver))) return target;
  }
  return undefined;
}

/** A frame of a function written inside the one of `outer`. */
function frameInside(file: FileFacts, fn: number, outer: Frame): Frame {
  const parent = file.functions[fn]?.parent;
  if (fn === outer.fn || parent === undefined) return outer;
  return makeFrame({ file, fn, parent: frameInside(file, parent, outer), forks: outer.forks });
}
