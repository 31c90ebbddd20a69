import { callLocation } from '../../link/call-location.ts';
import { rootPackage } from '../../link/external.ts';
import { type FlowNode, nodesOf, type UnknownNode } from '../../link/flow.ts';
import { libraryCallees } from '../../link/library-calls.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import { consumerName } from '../consumer-name.ts';
import { merged, type Proposal } from './proposal.ts';

/** Calls in handlers that wait for a package without a table: nobody knows what a second delivery does again. */
export function proposedEffects(model: ProjectModel): readonly Proposal[] {
  const messaging = new Set([...model.consumers, ...model.producers].flatMap(({ broker }) => broker.shape.packages));
  const proposals = model.consumers.flatMap((consumer) => {
    const nodes = Array.from(nodesOf(consumer.flow)).filter((node): node is OpenNode => isOpen(node) && !messaging.has(rootPackage(node.package)) && !model.flows.effects.knows(node.package));
    const unique = new Map(nodes.flatMap((node) => keyOfNode(model, node)));
    return [...unique].map(
      ([call, node]): Proposal => ({
        kind: 'effects',
        declaration: { package: rootPackage(node.package), call, effect: '?' },
        because: [{ at: callLocation(node.call), note: `awaited for a message of '${consumerName(consumer)}'` }],
      }),
    );
  });
  return merged(proposals);
}

type OpenNode = UnknownNode & { readonly package: string };

function isOpen(node: FlowNode): node is OpenNode {
  return node.do === 'unknown' && node.package !== undefined && node.outcome.kind === 'awaited';
}

function keyOfNode({ linker }: ProjectModel, node: OpenNode): readonly (readonly [string, OpenNode])[] {
  const { file, call, frame } = node.call;
  const [callee] = libraryCallees(linker, file, call, frame);
  const key = callee && linker.names.keyOf(callee.callee, callee.isNew);
  return key !== undefined && callee?.callee.from !== 'argument' && /^[\w ().]+$/.test(key) ? [[key, node]] : [];
}
