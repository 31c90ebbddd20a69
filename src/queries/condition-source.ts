import { isBeyond, isNodeBeyond } from '../link/cuts.ts';
import { type EnterNode, type Flow, type FlowNode, innerFlows, nodesOf } from '../link/flow.ts';
import { type Frame, frameOf } from '../link/frame.ts';
import { listBehind, promiseBehind } from '../link/passed-element.ts';
import type { Argument, Value } from '../model/value.ts';
import type { Level } from './occurrence.ts';

/** What a value is called: a variable, a member. */
export function nameOf(value: Value, { file }: Frame): string | undefined {
  if (value.kind === 'member' || value.kind === 'global') return value.name;
  return value.kind === 'binding' ? file.bindings[value.binding]?.name : undefined;
}

const CONDITION = 'what a condition asks of a store, too many values and calls before it';

/** An atomic claim, a write that tells what it met, a look into a store, or a request for what another service knows. */
type Source = 'claim' | 'write' | 'read' | 'request';

/** Where the value of a condition comes from, if it comes from a store that was asked before. */
export function sourceOf(value: Value, frame: Frame, levels: readonly Level[], depth: number): Source | undefined {
  if (isBeyond(depth, 8, frame.file, frame.fn, CONDITION)) return undefined;
  switch (value.kind) {
    case 'binding': {
      const binding = frame.file.bindings[value.binding];
      const home = binding && (frameOf(frame, binding.fn) ?? frame);
      if (!binding || !home) return undefined;
      return firstSource(binding.values.map((each) => sourceOf(each, home, levels, depth + 1)));
    }
    case 'member':
    case 'each':
    case 'element':
      return sourceOf(value.of, frame, levels, depth + 1);
    case 'parameter': {
      const given = promiseBehind(frame.file, value) ?? listBehind(frame.file, value);
      return given && sourceOf(given, frame, levels, depth + 1);
    }
    case 'choice':
    case 'operation':
      return firstSource(value.of.map((each) => sourceOf(each, frame, levels, depth + 1)));
    case 'call':
      return callSource(value.call, frame, levels, depth);
    default:
      return undefined;
  }
}

/** Functions that compare what they are given. */
const COMPARES = /equal|same|differ|changed|before|after|compare/i;

/** What holds the rows it is made of: `new Map(rows.map(…))`. */
const COLLECTIONS: ReadonlySet<string> = new Set(['Map', 'Set']);
const COLLECTORS: ReadonlySet<string> = new Set(['from', 'fromEntries', 'keyBy', 'groupBy', 'indexBy']);

function callSource(call: number, frame: Frame, levels: readonly Level[], depth: number): Source | undefined {
  const fact = frame.file.calls[call];
  if (!fact) return undefined;
  for (const node of nodesAmong(levels, frame.file, call)) {
    const found = nodeSource(node, 0);
    if (found) return found;
  }
  // `rows.find(…)`, `isEqual(row.content, text)`: what is asked comes from the receiver or the arguments.
  const name = nameOf(fact.callee, frame) ?? '';
  const ofArguments = COMPARES.test(name) || (fact.callee.kind === 'global' && COLLECTIONS.has(name)) || COLLECTORS.has(name);
  const inputs = [...(fact.callee.kind === 'member' ? [fact.callee.of] : []), ...(ofArguments ? fact.arguments : [])];
  return firstSource(inputs.map((input) => (input.kind === 'spread' ? undefined : sourceOf(input, frame, levels, depth + 1))));
}

/** The nodes that stand for the calls a value comes from. */
export function nodesBehind(value: Value, frame: Frame, levels: readonly Level[], depth = 0): readonly FlowNode[] {
  if (isBeyond(depth, 12, frame.file, frame.fn, CONDITION)) return [];
  const again = (each: Argument): readonly FlowNode[] => nodesBehind(each.kind === 'spread' ? each.of : each, frame, levels, depth + 1);
  switch (value.kind) {
    case 'binding': {
      // `mails.push({ to: row.email })`: what is put into it.
      const { values = [], writes = [] } = frame.file.bindings[value.binding] ?? {};
      return [...values, ...writes.map((write) => write.value)].flatMap(again);
    }
    case 'member':
    case 'each':
    case 'element':
      return again(value.of);
    case 'parameter': {
      const given = promiseBehind(frame.file, value) ?? listBehind(frame.file, value);
      return given ? again(given) : [];
    }
    case 'choice':
      return value.of.flatMap(again);
    case 'array':
      return value.elements.flatMap(again);
    case 'object':
      return value.properties.flatMap((property) => (property.kind === 'value' ? again(property.value) : []));
    case 'call':
      return nodesBehindCall(value.call, frame, levels, depth);
    default:
      return [];
  }
}

function nodesBehindCall(call: number, frame: Frame, levels: readonly Level[], depth: number): readonly FlowNode[] {
  const own = nodesAmong(levels, frame.file, call).filter((node) => node.do !== 'unknown');
  const fact = frame.file.calls[call];
  if (own.length > 0 || !fact) return own;
  // `rows.filter(…)`: what the rows are; `Array.from(rows)`, `new Map(rows)`: what it is made of.
  const isOfLanguage = fact.callee.kind === 'global' ? COLLECTIONS.has(fact.callee.name) : fact.callee.kind === 'member' && fact.callee.of.kind === 'global';
  const inputs = isOfLanguage ? fact.arguments : fact.callee.kind === 'member' ? [fact.callee.of] : [];
  return inputs.flatMap((each) => nodesBehind(each.kind === 'spread' ? each.of : each, frame, levels, depth + 1));
}

/** The nodes that stand for a call among the siblings of the levels, also inside their `try`s. */
function nodesAmong(levels: readonly Level[], file: Frame['file'], call: number): readonly FlowNode[] {
  const found: FlowNode[] = [];
  for (const { siblings } of levels) noteNodes(siblings, file, call, 0, found);
  return found;
}

function noteNodes(flow: Flow, file: Frame['file'], call: number, depth: number, found: FlowNode[]): void {
  for (const node of flow) {
    if ('call' in node && node.call.file === file && node.call.call === call) found.push(node);
    else if ((node.do === 'try' || node.do === 'callback' || node.do === 'if') && !isNodeBeyond(depth, 3, node, CONDITION)) for (const inner of innerFlows(node)) noteNodes(inner, file, call, depth + 1, found);
  }
}

/** Calls inside each other that are looked into. */
const DEEPEST_CALL = 12;

/** What is known of nodes at each depth: functions are entered from many places. */
const sources = new WeakMap<FlowNode, Map<number, Source | undefined>>();

function nodeSource(node: FlowNode, depth: number): Source | undefined {
  if (isNodeBeyond(depth, DEEPEST_CALL, node, CONDITION)) return undefined;
  let own = sources.get(node);
  if (!own) sources.set(node, (own = new Map<number, Source | undefined>()));
  if (!own.has(depth)) own.set(depth, newNodeSource(node, depth));
  return own.get(depth);
}

function newNodeSource(node: FlowNode, depth: number): Source | undefined {
  if (node.do === 'effect') {
    if (node.effect.class === 'guard') return 'claim';
    if (node.effect.class === 'write_idem' || node.effect.class === 'write_cond') return 'write';
    if (node.effect.class !== 'read') return undefined;
    if (node.effect.kind === 'http') return 'request';
    return node.effect.kind === 'database' || node.effect.kind === 'cache' ? 'read' : undefined;
  }
  const found = firstSource(innerFlows(node).flatMap((flow) => flow.map((each) => nodeSource(each, depth + 1))));
  return found && node.do === 'enter' && tellsWhetherItWrote(node) ? 'claim' : found;
}

/** `if (exists) return false; insert(); return true`: the answer says whether this delivery is the first. */
function tellsWhetherItWrote({ target, body }: EnterNode): boolean {
  const answers = target.fact.returns.flatMap((value) => (value.kind === 'literal' ? [value.value] : []));
  if (!answers.includes(true) || !answers.includes(false)) return false;
  return Array.from(nodesOf(body)).some((node) => node.do === 'effect' && (node.effect.class === 'write_nonidem' || node.effect.class === 'write_idem'));
}

function firstSource(sources: readonly (Source | undefined)[]): Source | undefined {
  return (['claim', 'write', 'read', 'request'] as const).find((source) => sources.includes(source));
}
