import { isNodeBeyond } from '../../link/cuts.ts';
import type { EffectNode, Flow, FlowNode } from '../../link/flow.ts';
import { innerFlows } from '../../link/flow.ts';
import type { Level, Occurrence } from '../occurrence.ts';

/** What a request may do that need not be done before its answer. */
export type SeedKind = 'notification' | 'index' | 'control' | 'request';

/**
 * `notification`: somebody is told. `index`: derived data. `control`: runs of a hosted queue are cancelled or put off, one
 * request each. `request`: any other write over HTTP; only where its failure is swallowed does the code itself say that
 * nobody needs it.
 */
export function seedKind({ effect: { kind, class: type, client } }: EffectNode): SeedKind | undefined {
  if (client === 'socket.io' || kind === 'payment') return undefined;
  if (kind === 'mail' || kind === 'sms' || kind === 'push' || kind === 'chat') return type === 'send' ? 'notification' : undefined;
  if (kind === 'aws') return type === 'send' ? 'notification' : undefined;
  if (kind === 'search') return type.startsWith('write') ? 'index' : undefined;
  if (kind === 'queue') return type === 'write_idem' ? 'control' : undefined;
  return kind === 'http' && (type === 'write_nonidem' || type === 'write_idem') ? 'request' : undefined;
}

const holding = new WeakMap<Flow, boolean>();

function holdsSeed(flow: Flow): boolean {
  const known = holding.get(flow);
  if (known !== undefined) return known;
  holding.set(flow, false);
  const found = flow.some((node) => (node.do === 'effect' && seedKind(node) !== undefined) || innerFlows(node).some(holdsSeed));
  holding.set(flow, found);
  return found;
}

/** Places in one flow that are looked at. */
const MOST = 400;
const SEEDS = `work of a request beyond the first ${String(MOST)} places that do some`;

/** Every seed that a flow reaches, with everything it stands in. Parts without one are not walked. */
export function seedsIn(flow: Flow): readonly Occurrence[] {
  const found: Occurrence[] = [];
  walk(flow, [], found);
  return found;
}

function walk(flow: Flow, outer: readonly Level[], found: Occurrence[], container?: FlowNode, part?: Level['part']): void {
  if (!holdsSeed(flow)) return;
  for (const [index, node] of flow.entries()) {
    if (isNodeBeyond(found.length + 1, MOST, node, SEEDS)) return;
    const levels = [...outer, { siblings: flow, index, ...(container && { container }), ...(part && { part }) }];
    if (node.do === 'effect' && seedKind(node) !== undefined) found.push({ node, levels });
    for (const { body, part: inner } of partsOf(node)) walk(body, levels, found, node, inner);
  }
}

interface Part {
  readonly body: Flow;
  readonly part: NonNullable<Level['part']>;
}

/** What was done in a handler of errors is no part of the usual way. */
function partsOf(node: FlowNode): readonly Part[] {
  switch (node.do) {
    case 'if':
      return [
        { body: node.then, part: 'then' },
        { body: node.else, part: 'else' },
      ];
    case 'switch':
      return node.cases.map(({ body }) => ({ body, part: 'case' as const }));
    case 'loop':
    case 'enter':
    case 'callback':
      return [{ body: node.body, part: 'body' }];
    case 'try':
      return [{ body: node.body, part: 'body' }, ...(node.finalizer ? [{ body: node.finalizer, part: 'finalizer' as const }] : [])];
    default:
      return [];
  }
}
