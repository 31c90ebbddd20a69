import type { Broker, ProducerPattern, SettlementPattern } from '../model/broker.ts';
import type { Effect } from '../model/effect.ts';
import type { Span } from '../model/location.ts';
import type { Rethrow } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import type { CallReference, ExternalEntity, FunctionEntity } from './entity.ts';
import type { Frame } from './frame.ts';
import type { Outcome } from './outcome.ts';
import type { LibraryCall } from './slots.ts';

/**
 * What a function does, with the functions it calls put in its place: its effects in the order of execution, under
 * the conditions, loops and `try`s they stand in. What does nothing anybody asks about is left out.
 */
export type Flow = readonly FlowNode[];

export type FlowNode =
  | EffectNode
  | SendNode
  | SettleNode
  | EnterNode
  | CallbackNode
  | UnknownNode
  | { readonly do: 'if'; readonly condition: Value; readonly frame: Frame; readonly then: Flow; readonly else: Flow; readonly span: Span }
  | { readonly do: 'switch'; readonly on: Value; readonly frame: Frame; readonly cases: readonly FlowCase[]; readonly span: Span }
  | { readonly do: 'loop'; readonly over?: Value; readonly endless: boolean; readonly frame: Frame; readonly body: Flow; readonly span: Span }
  | TryNode
  | ExitNode;

export interface FlowCase {
  readonly tests: readonly Value[];
  readonly body: Flow;
  readonly span: Span;
}

/** A call of another package that does something to the world. */
export interface EffectNode {
  readonly do: 'effect';
  readonly effect: Effect;
  readonly call: CallReference;
  readonly outcome: Outcome;
}

/** A message is sent. */
export interface SendNode {
  readonly do: 'send';
  readonly broker: Broker;
  readonly pattern: ProducerPattern;
  readonly library: LibraryCall;
  readonly call: CallReference;
  readonly outcome: Outcome;
}

/** A received message is settled. */
export interface SettleNode {
  readonly do: 'settle';
  readonly broker: Broker;
  readonly pattern: SettlementPattern;
  readonly library: LibraryCall;
  readonly call: CallReference;
}

/** A function of the project is called. */
export interface EnterNode {
  readonly do: 'enter';
  readonly call: CallReference;
  readonly target: FunctionEntity;
  readonly body: Flow;
  readonly outcome: Outcome;
  /** It gives a promise that nobody waits for: it goes on beside the rest, and its failure is nobody's. */
  readonly detached: boolean;
  /** One of several functions the call may reach. */
  readonly certain: boolean;
}

/** A function handed to another package runs. */
export interface CallbackNode {
  readonly do: 'callback';
  readonly call: CallReference;
  readonly target: FunctionEntity;
  readonly body: Flow;
  readonly runs: 'once' | 'each' | 'later';
  readonly outcome: Outcome;
  readonly detached: boolean;
  /** It runs inside a database transaction. */
  readonly transaction: boolean;
  /** The library remembers that it ran, and does not run it again for the same message. */
  readonly remembered?: true;
  /** Of the functions of this chain of calls only one runs: the call that starts it. */
  readonly alternative?: number;
  /** What wraps it: the result of `makeIdempotent(f)`. */
  readonly wrapper?: ExternalEntity;
}

/** A call whose target or effect is not known. */
export interface UnknownNode {
  readonly do: 'unknown';
  readonly call: CallReference;
  /** The package, where it is one nobody has a table for. */
  readonly package?: string;
  readonly outcome: Outcome;
}

export interface TryNode {
  readonly do: 'try';
  readonly body: Flow;
  /** Absent: errors pass. */
  readonly handler?: Flow;
  /** The handler is a function nobody can look into: `.catch(next)`. */
  readonly opaque: boolean;
  readonly finalizer?: Flow;
  readonly promise: boolean;
  readonly frame: Frame;
  readonly span: Span;
  readonly handlerSpan?: Span;
  readonly rethrow?: Rethrow;
}

export interface ExitNode {
  readonly do: 'exit';
  readonly how: 'return' | 'throw' | 'break' | 'continue';
  readonly value?: Value;
  readonly frame: Frame;
  readonly span: Span;
}

/** Every node of a flow and of what it enters, outermost first; what is entered several times, once. */
export function* nodesOf(flow: Flow, seen = new Set<Flow>()): Iterable<FlowNode> {
  if (seen.has(flow)) return;
  seen.add(flow);
  for (const node of flow) {
    yield node;
    for (const inner of innerFlows(node)) yield* nodesOf(inner, seen);
  }
}

/** The flows a node holds. */
export function innerFlows(node: FlowNode): readonly Flow[] {
  switch (node.do) {
    case 'if':
      return [node.then, node.else];
    case 'switch':
      return node.cases.map(({ body }) => body);
    case 'loop':
    case 'enter':
    case 'callback':
      return [node.body];
    case 'try':
      return [node.body, ...(node.handler ? [node.handler] : []), ...(node.finalizer ? [node.finalizer] : [])];
    default:
      return [];
  }
}
