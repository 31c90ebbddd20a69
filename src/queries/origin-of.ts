import { isBeyond, isNodeBeyond } from '../link/cuts.ts';
import type { FunctionEntity } from '../link/entity.ts';
import type { CallbackNode, EffectNode, EnterNode, Flow, FlowNode } from '../link/flow.ts';
import { innerFlows } from '../link/flow.ts';
import { type Frame, frameOf } from '../link/frame.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { Argument, Value } from '../model/value.ts';
import type { Level } from './occurrence.ts';

/** Where a value comes from, with the names it went by on its way. */
export interface Origin {
  readonly from: ReadonlySet<'message' | 'store' | 'settings' | 'code' | 'unknown'>;
  readonly names: ReadonlySet<string>;
  /** What asked a store for it. */
  readonly reads: ReadonlySet<EffectNode>;
}

/** A place in a flow: what stands around it tells what parameters were given. */
export interface Place {
  readonly frame: Frame;
  readonly levels: readonly Level[];
  /** The function the flow belongs to: its parameters are the message. */
  readonly handler?: FunctionEntity;
}

interface Trace {
  readonly from: Set<'message' | 'store' | 'settings' | 'code' | 'unknown'>;
  readonly names: Set<string>;
  readonly reads: Set<EffectNode>;
  /** Values looked at so far: a bound, and what ends loops. */
  readonly seen: Map<Value, number>;
}

const MOST_VALUES = 200;
/** Times one value is looked at, seen from different callers. */
const MOST_TIMES = 3;

export function originOf(value: Value, place: Place): Origin {
  const trace: Trace = { from: new Set(), names: new Set(), reads: new Set(), seen: new Map() };
  follow(value, place, trace);
  return trace;
}

function follow(value: Value, place: Place, trace: Trace): void {
  const times = trace.seen.get(value) ?? 0;
  const { frame } = place;
  if (times >= MOST_TIMES || isBeyond(trace.seen.size + 1, MOST_VALUES, frame.file, frame.fn, `where a value comes from that more than ${String(MOST_VALUES)} others are part of`)) return;
  trace.seen.set(value, times + 1);
  switch (value.kind) {
    case 'literal':
    case 'undefined':
    case 'object':
    case 'array':
      trace.from.add('code');
      return;
    case 'env':
      trace.from.add('settings');
      return;
    case 'template': {
      // Of an address the start decides who is asked; the rest says what for.
      const start = value.parts.find((part) => part.kind !== 'literal' || part.value !== '');
      if (start) follow(start, place, trace);
      return;
    }
    case 'binding': {
      const binding = frame.file.bindings[value.binding];
      const home = binding && frameOf(frame, binding.fn);
      if (!binding || !home) return void trace.from.add('unknown');
      trace.names.add(binding.name);
      for (const each of binding.values) follow(each, { ...place, frame: home }, trace);
      return;
    }
    case 'parameter':
      return followParameter(value, place, trace);
    case 'member':
      trace.names.add(value.name);
      return follow(value.of, place, trace);
    case 'element':
    case 'each':
    case 'rest':
      return follow(value.of, place, trace);
    case 'choice':
    case 'operation':
      for (const each of value.of) follow(each, place, trace);
      return;
    case 'call':
      return followCall(value.call, place, trace);
    default:
      trace.from.add('unknown');
  }
}

function followParameter({ fn, index }: Extract<Value, { kind: 'parameter' }>, place: Place, trace: Trace): void {
  const { frame, levels, handler } = place;
  const entered = levels.findLastIndex(({ container }) => container !== undefined && isEntryOf(container, frame.file, fn));
  const container = levels[entered]?.container;
  if (container?.do === 'enter' || container?.do === 'callback') return followGiven(container, index, { ...place, levels: levels.slice(0, entered) }, trace);
  trace.from.add(handler?.file === frame.file && handler.fn === fn ? 'message' : 'unknown');
}

function isEntryOf(container: FlowNode, file: FileFacts, fn: number): container is EnterNode | CallbackNode {
  return (container.do === 'enter' || container.do === 'callback') && container.target.file === file && container.target.fn === fn;
}

/** What the call that entered a function gives for its parameter. */
function followGiven({ do: how, call }: EnterNode | CallbackNode, index: number, outer: Place, trace: Trace): void {
  const place = { ...outer, frame: call.frame };
  const fact = call.file.calls[call.call];
  if (!fact) return void trace.from.add('unknown');
  if (how === 'callback') {
    // `rows.map((row) => …)`, `read().then((rows) => …)`: what the receiver holds.
    if (fact.callee.kind === 'member' && index === 0) return follow(fact.callee.of, place, trace);
    return void trace.from.add('unknown');
  }
  const argument = fact.arguments[index];
  if (argument && argument.kind !== 'spread') return follow(argument, place, trace);
  trace.from.add('unknown');
}

/** Calls that only change the form of what they are given. */
const FORMS = new Set(['parse', 'safeParse', 'parseAsync', 'validate', 'decode', 'String', 'URL', 'trim', 'toString', 'plainToInstance', 'plainToClass']);

function followCall(call: number, place: Place, trace: Trace): void {
  const { frame, levels } = place;
  const fact = frame.file.calls[call];
  if (!fact) return void trace.from.add('unknown');
  const name = nameOf(fact.callee);
  if (name !== undefined) trace.names.add(name);
  const found = nodeOfCall(levels, frame.file, call);
  if (found?.node.do === 'effect') {
    if (found.node.effect.class === 'read') trace.reads.add(found.node);
    return void trace.from.add(found.node.effect.class === 'read' ? 'store' : 'unknown');
  }
  if (found?.node.do === 'enter') return followResult(found.node, found.outer, place, trace);
  const inputs = name !== undefined && FORMS.has(name) ? fact.arguments : [];
  for (const input of inputs) if (!isSpread(input)) follow(input, place, trace);
  // `list.find(…)`, `text.trim()`: of what the receiver is.
  if (fact.callee.kind === 'member' && !isModule(fact.callee.of)) follow(fact.callee.of, place, trace);
  else if (inputs.length === 0) trace.from.add('unknown');
}

/** A library's object is no data: `JSON.parse(text)`. */
function isModule(value: Value): boolean {
  return value.kind === 'global' || value.kind === 'import';
}

function isSpread(argument: Argument): argument is Extract<Argument, { kind: 'spread' }> {
  return argument.kind === 'spread';
}

function followResult(node: EnterNode, outer: readonly Level[], place: Place, trace: Trace): void {
  const results = returnsOf(node.body, 0);
  if (results.length === 0) trace.from.add('unknown');
  const levels = [...outer, { siblings: node.body, index: node.body.length, container: node, part: 'body' as const }];
  for (const { value, frame } of results) follow(value, { ...place, frame, levels }, trace);
}

const RETURNED = 'what is returned inside too many conditions and loops';

function returnsOf(flow: Flow, depth: number): readonly { readonly value: Value; readonly frame: Frame }[] {
  return flow.flatMap((node) => {
    if (node.do === 'exit') return node.how === 'return' && node.value ? [{ value: node.value, frame: node.frame }] : [];
    if (node.do === 'enter' || node.do === 'callback' || isNodeBeyond(depth, 8, node, RETURNED)) return [];
    return innerFlows(node).flatMap((inner) => returnsOf(inner, depth + 1));
  });
}

/** The node that stands for a call, among what runs before a place. */
function nodeOfCall(levels: readonly Level[], file: FileFacts, call: number): { readonly node: FlowNode; readonly outer: readonly Level[] } | undefined {
  for (const [depth, { siblings }] of levels.entries()) {
    for (const sibling of siblings) {
      const node = within(sibling, file, call, 0);
      if (node) return { node, outer: levels.slice(0, depth + 1) };
    }
  }
  return undefined;
}

function within(node: FlowNode, file: FileFacts, call: number, depth: number): FlowNode | undefined {
  if ('call' in node && node.call.file === file && node.call.call === call) return node;
  if (node.do === 'enter' || (innerFlows(node).length > 0 && isNodeBeyond(depth, 4, node, RETURNED))) return undefined;
  for (const inner of innerFlows(node)) {
    for (const each of inner) {
      const found = within(each, file, call, depth + 1);
      if (found) return found;
    }
  }
  return undefined;
}

function nameOf(callee: Value): string | undefined {
  return callee.kind === 'member' || callee.kind === 'global' ? callee.name : undefined;
}
