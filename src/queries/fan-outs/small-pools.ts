import { callLocation } from '../../link/call-location.ts';
import { nodesOf } from '../../link/flow.ts';
import { libraryCallees } from '../../link/library-calls.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import { makerOf, slotOf } from '../../link/slots.ts';
import type { Location } from '../../model/location.ts';
import { numberOf, optionOf } from '../options.ts';

/** A consumer works on more messages at once than the pool its handler uses has connections. */
export interface SmallPool {
  readonly consumer: Consumer;
  readonly concurrency: number;
  readonly size: number;
  readonly pool: Location;
}

/** Where both numbers are written. */
export function smallPools(model: ProjectModel): readonly SmallPool[] {
  return model.consumers.flatMap((consumer): readonly SmallPool[] => {
    const concurrency = numberOf(optionOf(model.linker, consumer.options, 'concurrency'));
    const pool = concurrency === undefined || concurrency < 2 ? undefined : poolOf(model, consumer);
    return pool && concurrency !== undefined && pool.size < concurrency ? [{ consumer, concurrency, ...pool }] : [];
  });
}

/** The smallest pool that the handler is seen to use. */
function poolOf(model: ProjectModel, { flow }: Consumer): Pick<SmallPool, 'size' | 'pool'> | undefined {
  const found = new Map<string, Pick<SmallPool, 'size' | 'pool'>>();
  for (const node of nodesOf(flow)) {
    if (node.do !== 'effect' || node.effect.kind !== 'database') continue;
    const [library] = libraryCallees(model.linker, node.call.file, node.call.call, node.call.frame);
    const maker = library && makerOf(model.linker, library.callee.of);
    if (!maker || !('reference' in maker)) continue;
    const key = model.linker.names.keyOf(maker.callee, maker.reference.file.calls[maker.reference.call]?.kind === 'new');
    const table = model.flows.effects.pools.find(({ packages, maker: name }) => name === key && packages.includes(maker.callee.package));
    const size = table && numberOf(slotOf(model.linker, maker, `${String(table.size[0])}.${table.size[1]}`));
    if (size !== undefined) found.set(`${maker.reference.file.file} ${String(maker.reference.call)}`, { size, pool: callLocation(maker.reference) });
  }
  return [...found.values()].toSorted((a, b) => a.size - b.size)[0];
}
