import { callLocation } from '../../link/call-location.ts';
import type { CallReference } from '../../link/entity.ts';
import { type CallbackNode, type EffectNode, type Flow, type FlowNode, innerFlows, type SendNode } from '../../link/flow.ts';
import type { Frame } from '../../link/frame.ts';
import { isCombinator } from '../../link/outcome.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { MessagingSystem } from '../../model/broker.ts';
import type { ClientKind } from '../../model/effect.ts';
import type { FileFacts, Use } from '../../model/file-facts.ts';
import { type Location, placeKey } from '../../model/location.ts';
import type { Value } from '../../model/value.ts';
import { type Hop, hopOf } from '../hop.ts';
import type { Level, Occurrence } from '../occurrence.ts';
import { somewhere } from '../somewhere.ts';
import { limitsConcurrency } from './limits-concurrency.ts';
import { sizeOf } from './size-of.ts';

/** The handler of a message starts one request or send for each element of a list, all at once. */
export interface FanOut {
  readonly does: 'requests' | 'sends';
  /** The call or loop that goes over the list. */
  readonly at: Location;
  readonly consumer: Consumer;
  /** Where the list comes from. */
  readonly source: 'message' | 'store';
  readonly node: EffectNode | SendNode;
  /** From the handler to the request. */
  readonly chain: readonly Hop[];
}

/** Every fan-out whose size nothing bounds, each once. */
export function fanOuts({ consumers }: ProjectModel): readonly FanOut[] {
  const found = new Map<string, FanOut>();
  const seen = new Set<Flow>();
  for (const consumer of consumers) {
    for (const occurrence of requestsIn(consumer.flow, [], seen, false)) {
      const each = fanOutAt(consumer, occurrence);
      const key = each && placeKey(each.at);
      if (each && key !== undefined && !found.has(key)) found.set(key, each);
    }
  }
  return [...found.values()];
}

/** The requests and sends inside of what goes over a list. What many handlers do is looked into once. */
function* requestsIn(flow: Flow, outer: readonly Level[], seen: Set<Flow>, inList: boolean, container?: FlowNode): Iterable<Occurrence> {
  if (seen.has(flow) || !(inList ? requests(flow) : goesOverLists(flow))) return;
  seen.add(flow);
  for (const [index, node] of flow.entries()) {
    const levels = [...outer, { siblings: flow, index, ...(container && { container }) }];
    if (inList && isRequest(node)) yield { node, levels };
    const isList = inList || isOverList(node);
    // What runs when something failed is no usual way.
    for (const inner of innerFlows(node)) if (node.do !== 'try' || inner !== node.handler) yield* requestsIn(inner, levels, seen, isList, node);
  }
}

function isOverList(node: FlowNode): boolean {
  return (node.do === 'loop' && node.over !== undefined) || (node.do === 'callback' && goesOverList(node));
}

const requests = somewhere((node) => isRequest(node));
const goesOverLists = somewhere((node) => isOverList(node) && innerFlows(node).some(requests));

function isRequest(node: FlowNode): node is EffectNode | SendNode {
  if (node.do === 'send') return SENDS.has(node.broker.system);
  return node.do === 'effect' && REQUESTS.has(node.effect.kind) && node.effect.client !== 'socket.io';
}

/** Each is a request over the network to somebody who counts them. */
const REQUESTS: ReadonlySet<ClientKind> = new Set(['http', 'llm', 'mail', 'sms', 'push', 'chat', 'payment']);
/** Each send is a request of its own, and there is a call that sends many. */
const SENDS: ReadonlySet<MessagingSystem> = new Set(['aws_sqs', 'aws_sns', 'aws_eventbridge', 'aws_kinesis']);

function fanOutAt(consumer: Consumer, { node, levels }: Occurrence): FanOut | undefined {
  if (!isRequest(node)) return undefined;
  const depth = levels.findLastIndex(({ container }) => container !== undefined && (container.do === 'loop' || container.do === 'callback'));
  const container = levels[depth]?.container;
  const list = container && listOf(container, levels[depth]);
  if (!list || levels.slice(depth).some((level) => limits(level)) || limitsConcurrency(list.frame.file, list.frame.fn)) return undefined;
  const outer = levels.slice(0, depth);
  const source = sizeOf(list.value, { frame: list.frame, levels: outer, ...(consumer.handler && { handler: consumer.handler }) });
  if (!source) return undefined;
  const calls = levels.flatMap((level) => (level.container?.do === 'enter' ? [level.container.call] : []));
  return { does: node.do === 'send' ? 'sends' : 'requests', at: list.at, consumer, source, node, chain: [...calls, node.call].map((call: CallReference) => hopOf(call)) };
}

interface List {
  readonly value: Value;
  readonly frame: Frame;
  readonly at: Location;
}

/** `Promise.all(list.map(f))`; a loop that only collects promises, which are waited for together behind it. */
function listOf(container: FlowNode, level: Level | undefined): List | undefined {
  if (container.do === 'callback') {
    const { file, call, frame } = container.call;
    const fact = file.calls[call];
    if (fact?.callee.kind !== 'member' || fact.callee.of.kind === 'super') return undefined;
    return goesOverList(container) && isTogether(file, fact.use) ? { value: fact.callee.of, frame, at: callLocation(container.call) } : undefined;
  }
  const first = level?.siblings[level.index];
  if (container.do !== 'loop' || !container.over || !first || !('outcome' in first) || !first.outcome.kept || first.outcome.kind !== 'awaited') return undefined;
  return { value: container.over, frame: container.frame, at: callLocation(first.call) };
}

function goesOverList({ call: { file, call } }: CallbackNode): boolean {
  const callee = file.calls[call]?.callee;
  return callee?.kind === 'member' && /^(map|flatMap)$/.test(callee.name);
}

/** Given to `Promise.all` or `allSettled`, at once or by way of a variable. */
export function isTogether(file: FileFacts, use: Use): boolean {
  if (use.as === 'argument' && use.within === undefined) return isCombinator(file, use.of);
  return use.as === 'binding' && use.of !== undefined && (file.bindings[use.of]?.uses ?? []).some((each) => each.as === 'argument' && each.within === undefined && isCombinator(file, each.of));
}

/** What is handed to another package may wait for its turn; so may what a function does that speaks of limits. */
function limits({ container }: Level): boolean {
  if (container?.do === 'callback') return !goesOverList(container);
  return container?.do === 'enter' && limitsConcurrency(container.target.file, container.target.fn);
}
