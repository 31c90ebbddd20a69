import { callLocation } from '../../link/call-location.ts';
import type { EffectNode, FlowNode } from '../../link/flow.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import { type Location, placeKey } from '../../model/location.ts';
import { type Work, workIn } from '../failure-of.ts';
import { isInHandler, type Occurrence, occurrencesIn } from '../occurrence.ts';
import { somewhere } from '../somewhere.ts';
import { comesAgain } from './fresh-keys.ts';
import { areExclusive, gatesBy, gatesWhenThere, keepsFrom } from './gates.ts';
import { lastsBeyondRetry } from './mark-life.ts';
import { memoryOf, namesTries } from './memory.ts';

/** A handler that remembers a message before its work is done, and leaves at once when it remembers it. */
export interface EarlyMark {
  readonly consumer: Consumer;
  /** Where the mark is set. */
  readonly at: Location;
  /** Work behind it whose failure makes the message come again. */
  readonly work: Location;
}

export function earlyMarks(model: ProjectModel): readonly EarlyMark[] {
  const found = new Map<string, EarlyMark>();
  for (const consumer of model.consumers) {
    if (!hasMark(consumer.flow) || !comesAgain(model, consumer)) continue;
    const mark = earlyMark(model, consumer);
    if (mark) found.set(placeKey(mark.at), mark);
  }
  return [...found.values()];
}

interface Mark {
  readonly node: EffectNode;
  readonly index: number;
  readonly occurrence: Occurrence;
}

/** With the conditions by which the handler leaves when the mark is there. */
interface GuardingMark extends Mark {
  readonly gates: readonly Occurrence[];
}

function earlyMark(model: ProjectModel, consumer: Consumer): EarlyMark | undefined {
  const occurrences = occurrencesIn(consumer.flow);
  const marks = occurrences.flatMap((occurrence, index): readonly Mark[] => {
    const { node } = occurrence;
    return node.do === 'effect' && isMark(node) && !isInHandler(occurrence) && !namesTries(node.call) ? [{ node, index, occurrence }] : [];
  });
  const kept = marks
    .map((mark): GuardingMark => ({ ...mark, gates: gatesOf(model, mark, occurrences) }))
    .filter((mark) => mark.gates.length > 0 && lastsBeyondRetry(model, mark.node, occurrences) && !isTakenBack(model, mark, occurrences));
  if (kept.length === 0) return undefined;
  const order = new Map(occurrences.map(({ node }, index) => [node, index] as const));
  for (const work of workIn(consumer.flow, consumer.settledBy === 'handler')) {
    const index = order.get(work.occurrence.node) ?? 0;
    const mark = bringsBack(work) ? kept.find((each) => each.index < index && stops(each, work.occurrence)) : undefined;
    if (mark) return { consumer, at: callLocation(mark.node.call), work: work.at };
  }
  return undefined;
}

/** Work that matters, whose failure brings the message back. */
function bringsBack({ node, fate, changes }: Work): boolean {
  if (!changes || fate.kind !== 'escapes') return false;
  return node.do === 'send' || (node.do === 'effect' && node.effect.kind !== 'cache' && node.effect.kind !== 'file');
}

function stops({ occurrence, gates }: GuardingMark, work: Occurrence): boolean {
  return !areExclusive(occurrence, work) && gates.some((gate) => keepsFrom(gate, work));
}

/** Where the handler leaves when the mark is there: by the claim's own answer, or by a look before it. */
function gatesOf(model: ProjectModel, { node, index, occurrence }: Mark, occurrences: readonly Occurrence[]): readonly Occurrence[] {
  if (node.effect.class === 'guard') return gatesBy(occurrence, occurrences.slice(index + 1));
  const memory = memoryOf(model, node.call);
  if (memory === undefined) return [];
  return occurrences.slice(0, index).flatMap((each, at) => (isLook(each.node) && memoryOf(model, each.node.call) === memory ? gatesWhenThere(each, occurrences.slice(at + 1, index)) : []));
}

/** Is a mark of this kind removed, or whatever else a failure undoes? */
function isTakenBack(model: ProjectModel, { node }: Mark, occurrences: readonly Occurrence[]): boolean {
  const memory = memoryOf(model, node.call);
  return occurrences.some((each) => {
    if (each.node.do !== 'effect' || !isForgotten(each.node)) return false;
    const other = memoryOf(model, each.node.call);
    if (memory !== undefined && other !== undefined) return other === memory;
    return memory === undefined || each.levels.some(({ part }) => part === 'handler' || part === 'finalizer');
  });
}

/** `set`, `setnx`, `setex`, `sadd`: what remembers a key. */
function isMark(node: FlowNode): boolean {
  return node.do === 'effect' && node.effect.kind === 'cache' && /\.(set|setnx|setex|psetex|sadd|hset|hsetnx)$/i.test(node.effect.key);
}

const hasMark = somewhere(isMark);

function isLook(node: FlowNode): node is EffectNode {
  return node.do === 'effect' && node.effect.kind === 'cache' && node.effect.class === 'read';
}

/** A mark that may be taken back. */
function isForgotten(node: EffectNode): boolean {
  return node.effect.kind === 'cache' && /\.(del|unlink|srem|hdel|eval|evalsha)$/i.test(node.effect.key);
}
