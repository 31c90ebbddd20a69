import { type Flow, type FlowNode, innerFlows, nodesOf } from '../../link/flow.ts';
import type { Frame } from '../../link/frame.ts';
import { isWithin } from '../../link/handler.ts';
import type { ClientKind, EffectClass } from '../../model/effect.ts';
import type { AwaitedStatement, FileFacts } from '../../model/file-facts.ts';
import { keepsState } from './keeps-state.ts';

/** Services elsewhere: what is read from them takes tens of milliseconds. A database is asked over few connections, and answers sooner. */
const FAR: ReadonlySet<ClientKind> = new Set(['http', 'llm', 'payment', 'aws', 'storage', 'search', 'blockchain']);
const CHANGES_NOTHING: ReadonlySet<EffectClass> = new Set(['read', 'read_costly', 'pure', 'cpu', 'cpu_pool', 'random', 'time', 'builder']);
/** Whatever these do, nobody asks in which order. */
const ASIDE: ReadonlySet<ClientKind> = new Set(['observability', 'computation', 'identifier']);

/** Does a statement ask another service for something, and change nothing that anybody could see? */
export function isSlowRead(flow: Flow, { file, fn }: Frame, statement: AwaitedStatement): boolean {
  const own = nodesAt(flow, file, statement);
  const all = own.flatMap((node) => [...nodesOf([node])]);
  return all.some(isFarRead) && all.every((node) => isHarmless(node, file, fn));
}

function isFarRead(node: FlowNode): boolean {
  return node.do === 'effect' && FAR.has(node.effect.kind) && (node.effect.class === 'read' || node.effect.class === 'read_costly');
}

function isHarmless(node: FlowNode, file: FileFacts, fn: number): boolean {
  switch (node.do) {
    case 'effect':
      return CHANGES_NOTHING.has(node.effect.class) || ASIDE.has(node.effect.kind);
    case 'enter':
      // A function written in here may look at what the statements declare.
      return node.certain && !node.detached && !keepsState(node.target.file, node.target.fn) && !(node.target.file === file && isWithin(file, node.target.fn, fn));
    case 'if':
    case 'switch':
    case 'try':
    case 'loop':
    case 'exit':
      return true;
    default:
      return false;
  }
}

/** What a statement does, of all that its function does; loops are left out, whose turns may wait for each other. */
function nodesAt(flow: Flow, file: FileFacts, place: Pick<AwaitedStatement, 'headSpan' | 'tailSpan'>): readonly FlowNode[] {
  const [start, end] = [place.headSpan[0], place.tailSpan[1]];
  return flow.flatMap((node): readonly FlowNode[] => {
    const fact = 'call' in node && node.call.file === file ? file.calls[node.call.call] : undefined;
    if (fact) return start <= fact.span[0] && fact.span[1] <= end ? [node] : [];
    return node.do === 'if' || node.do === 'switch' || node.do === 'try' ? innerFlows(node).flatMap((inner) => nodesAt(inner, file, place)) : [];
  });
}
