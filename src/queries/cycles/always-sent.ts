import { isBeyond } from '../../link/cuts.ts';
import { type Flow, type FlowNode, innerFlows, type SendNode } from '../../link/flow.ts';
import { nameOf } from '../../link/name.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import { firstSlot, slotOf } from '../../link/slots.ts';
import { plainText } from '../../link/entity.ts';
import { callLocation } from '../../link/call-location.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Argument } from '../../model/value.ts';
import { isSet, optionOf } from '../options.ts';
import { somewhere } from '../somewhere.ts';

/** A send that every message of a consumer comes to, and who takes it. */
export interface AlwaysSent {
  readonly node: SendNode;
  readonly to: Consumer;
  /** Only a message that failed comes to it. */
  readonly failed: boolean;
}

/** What a consumer sends for every message, or for every message that fails, as far as that is certain. */
export function alwaysSent(model: ProjectModel, consumer: Consumer): readonly AlwaysSent[] {
  return [...alwaysIn(consumer.flow, { failed: false, entered: false, seen: new Set() })].flatMap(({ node, failed }): readonly AlwaysSent[] => {
    const to = countsOrWaits(model, node) ? undefined : receiverOf(model, node);
    return to ? [{ node, to, failed }] : [];
  });
}

interface Way {
  readonly failed: boolean;
  /** Inside a function that the handler calls. */
  readonly entered: boolean;
  /** What many call is looked into once. */
  readonly seen: Set<Flow>;
}

/** The sends that nothing decides about, until something may end the way. */
function* alwaysIn(flow: Flow, way: Way): Iterable<{ readonly node: SendNode; readonly failed: boolean }> {
  if (way.seen.has(flow) || !sends(flow)) return;
  way.seen.add(flow);
  for (const node of flow) {
    if (node.do === 'send') yield { node, failed: way.failed };
    else if ((node.do === 'enter' && node.certain) || (node.do === 'callback' && node.runs === 'once')) yield* alwaysIn(node.body, { ...way, entered: true });
    else if (node.do === 'try') {
      yield* alwaysIn(node.body, way);
      yield* alwaysIn(node.handler ?? [], { ...way, failed: true });
      yield* alwaysIn(node.finalizer ?? [], way);
    }
    if (mayEnd(node, way.entered)) return;
  }
}

export const sends = somewhere((node) => node.do === 'send');

const throws = somewhere((node) => node.do === 'exit' && node.how === 'throw');

/** What a function returns from goes on behind its call; what it throws does not. What a `catch` does concerns those that failed. */
function mayEnd(node: FlowNode, entered: boolean): boolean {
  switch (node.do) {
    case 'exit':
      return !entered || node.how === 'throw';
    case 'enter':
    case 'callback':
      return throws(node.body);
    case 'try':
      return [node.body, node.finalizer ?? []].some((flow) => flow.some((inner) => mayEnd(inner, entered)));
    default:
      return innerFlows(node).some((flow) => flow.some((inner) => mayEnd(inner, entered)));
  }
}

/** The one consumer of the one destination a send names. */
function receiverOf(model: ProjectModel, { broker, pattern, library, call }: SendNode): Consumer | undefined {
  const name = nameOf(firstSlot(model.linker, library, pattern.destination));
  if (!name || name.texts.length + name.patterns.length + name.settings.length !== 1) return undefined;
  const target = model.destinationOf({ system: broker.system, name, at: callLocation(call) });
  const jobs = pattern.job === undefined ? [] : slotOf(model.linker, library, pattern.job).map(plainText);
  if (!target || jobs.length > 1) return undefined;
  const [job] = jobs;
  const takers = model.consumers.filter(({ system, sources, job: own }) => system === broker.system && sources.includes(target) && (own === undefined || job === undefined || own === job));
  return takers.length === 1 ? takers[0] : undefined;
}

/** Names by which a message says how far it is. They only ever make a report fall silent. */
const COUNTS = /attempt|retr(y|ies)|tries|(?<![a-z])(count|hop|page|step|stage|level|next|after)|[a-z](Count|Hop|Page|Step|Stage|Level|Next|After)|depth|cursor|offset|remain|until|schedule|delay|backoff/;

/** It is sent for later, or says how far it is: then somebody may look at that. */
function countsOrWaits({ linker }: ProjectModel, { call: { file, call, frame }, library, pattern }: SendNode): boolean {
  const options = typeof pattern.options === 'string' ? slotOf(linker, library, pattern.options) : [];
  if (['delay', 'repeat', 'startAfter', 'delaySeconds', 'DelaySeconds'].some((path) => isSet(optionOf(linker, options, path)) !== false)) return true;
  const calls = [{ file, call }, library.reference];
  return calls.some(({ file: home, call: at }) => (home.calls[at]?.arguments ?? []).some((argument) => speaksOfCount(argument, home, 0) || linker.evaluate(argument.kind === 'spread' ? argument.of : argument, frame).some((entity) => entity.is === 'object' && speaksOfCount(entity.value, entity.frame.file, 0))));
}

function speaksOfCount(value: Argument, file: FileFacts, depth: number): boolean {
  if (isBeyond(depth, 8, file, 0, 'what a message says inside more than 8 other values')) return true;
  const inner = (each: Argument): boolean => speaksOfCount(each, file, depth + 1);
  switch (value.kind) {
    case 'object':
      return value.properties.some((property) => (property.kind === 'spread' ? inner(property.of) : property.kind === 'getter' || (property.kind === 'value' && COUNTS.test(property.key)) || (property.kind !== 'value' && inner(property.key)) || inner(property.value)));
    case 'array':
      return value.elements.some(inner);
    case 'operation':
      return true;
    case 'choice':
      return value.of.some(inner);
    case 'template':
      return value.parts.some(inner);
    case 'member':
      return COUNTS.test(value.name) || (value.of.kind !== 'super' && inner(value.of));
    case 'binding':
      return COUNTS.test(file.bindings[value.binding]?.name ?? '') || (file.bindings[value.binding]?.values ?? []).some(inner);
    case 'call':
      return (file.calls[value.call]?.arguments ?? []).some(inner);
    default:
      return false;
  }
}
