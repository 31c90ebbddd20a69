import { isNodeBeyond } from '../link/cuts.ts';
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
const FLOW = `what is done beyond the first ${String(MOST)} things that a handler does`;

/** Where a node stands; the levels of all nodes share what they have in common. */
interface Place {
  readonly level: Level;
  readonly outer?: Place;
}

/** The flow that was asked for last: the questions about one consumer come one after the other. */
let last: { readonly flow: Flow; readonly found: readonly Occurrence[] } | undefined;

/** Walks a flow in the order of execution. */
export function occurrencesIn(flow: Flow): readonly Occurrence[] {
  if (last?.flow === flow) return last.found;
  const found: Occurrence[] = [];
  walk(flow, found);
  last = { flow, found };
  return found;
}

function walk(flow: Flow, found: Occurrence[], outer?: Place, container?: FlowNode, part?: Level['part']): void {
  for (const [index, node] of flow.entries()) {
    if (isNodeBeyond(found.length + 1, MOST, node, FLOW)) return;
    const level = { siblings: flow, index, container, part };
    const place = { level, outer };
    found.push(new PlacedNode(node, place));
    switch (node.do) {
      case 'if':
        walk(node.then, found, place, node, 'then');
        walk(node.else, found, place, node, 'else');
        break;
      case 'switch':
        for (const { body } of node.cases) walk(body, found, place, node, 'case');
        break;
      case 'loop':
      case 'enter':
      case 'callback':
        walk(node.body, found, place, node, 'body');
        break;
      case 'try':
        walk(node.body, found, place, node, 'body');
        walk(node.handler ?? [], found, place, node, 'handler');
        walk(node.finalizer ?? [], found, place, node, 'finalizer');
        break;
      default:
        break;
    }
  }
}

/** Few ask for the levels: they are put together then. A class, since there are very many of them. */
class PlacedNode implements Occurrence {
  readonly node: FlowNode;
  readonly #place: Place;
  #levels: readonly Level[] | undefined;

  constructor(node: FlowNode, place: Place) {
    this.node = node;
    this.#place = place;
  }

  get levels(): readonly Level[] {
    return (this.#levels ??= levelsOf(this.#place));
  }
}

function levelsOf(place: Place): readonly Level[] {
  const levels: Level[] = [];
  for (let at: Place | undefined = place; at; at = at.outer) levels.push(at.level);
  return levels.toReversed();
}

/** Does the node run only when something failed? */
export function isInHandler({ levels }: Occurrence): boolean {
  return levels.some(({ part }) => part === 'handler');
}
