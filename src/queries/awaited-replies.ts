import { callsWhere } from '../facts/questions.ts';
import type { Entry } from '../link/entries/entry.ts';
import { type Flow, type FlowNode, innerFlows } from '../link/flow.ts';
import { isOf, libraryCallees } from '../link/library-calls.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { Broker } from '../model/broker.ts';
import { type Location, placeKey } from '../model/location.ts';
import { type Hop, hopOf } from './hop.ts';

/** A place where the sender of a job waits for its end. */
export interface AwaitedReply {
  /** `poll`: it asks for the state of the job again and again. */
  readonly how: 'wait' | 'poll';
  readonly at: Location;
  readonly broker: Broker;
  /** The requests and the messages that wait there. */
  readonly requests: readonly Entry[];
  readonly consumers: readonly Consumer[];
  /** From the handler of the first of them to the wait. */
  readonly chain: readonly Hop[];
}

interface Found {
  readonly how: AwaitedReply['how'];
  readonly broker: Broker;
  readonly chain: readonly Hop[];
}

interface Building extends Found {
  readonly at: Location;
  readonly requests: Entry[];
  readonly consumers: Consumer[];
}

/** Every wait for a job that is reached from a request or from the handler of a message, each once. */
export function awaitedReplies(model: ProjectModel): readonly AwaitedReply[] {
  const brokers = brokersInUse(model);
  if (brokers.length === 0) return [];
  const search: Search = { model, brokers, known: new Map() };
  const found = new Map<string, Building>();
  const note = (each: Found): Building | undefined => {
    const at = each.chain.at(-1)?.at;
    if (!at) return undefined;
    const key = placeKey(at);
    const known = found.get(key) ?? { ...each, at, requests: [], consumers: [] };
    found.set(key, known);
    return known;
  };
  for (const entry of model.entries) {
    for (const fn of [...entry.before, entry.handler]) for (const each of waitsIn(search, model.flowOf(fn))) note(each)?.requests.push(entry);
  }
  for (const consumer of model.consumers) for (const each of waitsIn(search, consumer.flow)) note(each)?.consumers.push(consumer);
  return [...found.values()];
}

/** Only libraries by which the project waits at all: most projects never do, and then nothing has to be walked. */
function brokersInUse({ linker, flows }: ProjectModel): readonly Broker[] {
  const brokers = new Set([...flows.producers.values()].flatMap((tables) => tables.map(({ broker }) => broker)));
  const files = [...linker.files.values()];
  return [...brokers].filter(({ jobEnds }) => jobEnds && files.some((file) => callsWhere(file, 'methods', [...jobEnds.waits, ...jobEnds.states].join('|')).length > 0));
}

interface Search {
  readonly model: ProjectModel;
  readonly brokers: readonly Broker[];
  /** What was found in a flow that many enter. */
  readonly known: Map<Flow, readonly Found[]>;
}

/** The waits of a flow and of all that it enters and waits for. */
function waitsIn(search: Search, flow: Flow): readonly Found[] {
  const known = search.known.get(flow);
  if (known) return known;
  search.known.set(flow, []);
  const found = flow.flatMap((node) => waitsAt(search, node));
  search.known.set(flow, found);
  return found;
}

function waitsAt(search: Search, node: FlowNode): readonly Found[] {
  if (node.do === 'enter' || node.do === 'callback') {
    // What goes on beside the request keeps nobody waiting.
    if (node.detached || (node.outcome.kind === 'dropped' && node.target.fact.async)) return [];
    return waitsIn(search, node.body).map((each) => ({ ...each, chain: [hopOf(node.call), ...each.chain] }));
  }
  if (node.do === 'effect' || node.do === 'unknown') return waitAt(search, node);
  if (node.do === 'loop' && !node.over) {
    const poll = pollIn(search, node.body);
    if (poll) return [poll, ...waitsIn(search, node.body)];
  }
  return innerFlows(node).flatMap((inner) => waitsIn(search, inner));
}

function waitAt(search: Search, node: Extract<FlowNode, { do: 'effect' | 'unknown' }>): readonly Found[] {
  const { kind } = node.outcome;
  if (kind !== 'awaited' && kind !== 'returned') return [];
  const broker = brokerAt(search, node, 'waits');
  return broker ? [{ how: 'wait', broker, chain: [hopOf(node.call)] }] : [];
}

/** A loop that goes on until the job has this or that state. */
function pollIn(search: Search, body: Flow): Found | undefined {
  for (const node of body) {
    if (node.do === 'effect' || node.do === 'unknown') {
      const broker = brokerAt(search, node, 'states');
      if (broker) return { how: 'poll', broker, chain: [hopOf(node.call)] };
    } else if (node.do === 'if' || node.do === 'try' || node.do === 'switch') {
      const found = innerFlows(node).map((inner) => pollIn(search, inner)).find((each) => each !== undefined);
      if (found) return found;
    }
  }
  return undefined;
}

function brokerAt({ model, brokers }: Search, { call }: Extract<FlowNode, { do: 'effect' | 'unknown' }>, part: 'waits' | 'states'): Broker | undefined {
  const callee = call.file.calls[call.call]?.callee;
  if (callee?.kind !== 'member' || !brokers.some(({ jobEnds }) => jobEnds?.[part].includes(callee.name))) return undefined;
  const [library] = libraryCallees(model.linker, call.file, call.call, call.frame);
  return library && brokers.find((broker) => broker.jobEnds?.[part].includes(callee.name) && isOf(broker, library.callee));
}
