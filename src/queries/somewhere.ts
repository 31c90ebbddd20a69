import { type Flow, type FlowNode, innerFlows } from '../link/flow.ts';

/**
 * Makes the question whether a flow, or what it enters, holds such a node. Flows share the flows of what they call, so
 * a tree of calls is far larger than what there is to see: each flow answers once.
 */
export function somewhere(holds: (node: FlowNode) => boolean): (flow: Flow) => boolean {
  const known = new WeakMap<Flow, boolean>();
  const ask = (flow: Flow): boolean => {
    const before = known.get(flow);
    if (before !== undefined) return before;
    const answer = flow.some((node) => holds(node) || innerFlows(node).some(ask));
    known.set(flow, answer);
    return answer;
  };
  return ask;
}
