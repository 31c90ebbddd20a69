import type { Flow, FlowNode } from '../link/flow.ts';

/** One node of a flow, with everything it stands in. */
export interface Occurrence {
  readonly node: FlowNode;
  /** From the outside inwards; the last level holds the node itself. */
  readonly levels: readonly Level[];
}

export interface Level {
  readonly siblings: Flow;
  readonly index: number;
  /** What the siblings are a part of; absent at the top. */
  readonly container?: FlowNode;
  readonly part?: 'body' | 'then' | 'else' | 'case' | 'handler' | 'finalizer';
}

/** Nodes that one question may look at: flows of real handlers have hundreds. */
const MOST = 20_000;

/** Walks a flow in the order of execution. */
export function occurrencesIn(flow: Flow): readonly Occurrence[] {
  const found: Occurrence[] = [];
  walk(flow, [], found);
  return found;
}

function walk(flow: Flow, outer: readonly Level[], found: Occurrence[], container?: FlowNode, part?: Level['part']): void {
  for (const [index, node] of flow.entries()) {
    if (found.length >= MOST) return;
    const levels = [...outer, { siblings: flow, index, ...(container && { container }), ...(part && { part }) }];
    found.push({ node, levels });
    switch (node.do) {
      case 'if':
        walk(node.then, levels, found, node, 'then');
        walk(node.else, levels, found, node, 'else');
        break;
      case 'switch':
        for (const { body } of node.cases) walk(body, levels, found, node, 'case');
        break;
      case 'loop':
      case 'enter':
      case 'callback':
        walk(node.body, levels, found, node, 'body');
        break;
      case 'try':
        walk(node.body, levels, found, node, 'body');
        walk(node.handler ?? [], levels, found, node, 'handler');
        walk(node.finalizer ?? [], levels, found, node, 'finalizer');
        break;
      default:
        break;
    }
  }
}

/** Does the node run only when something failed? */
export function isInHandler({ levels }: Occurrence): boolean {
  return levels.some(({ part }) => part === 'handler');
}
