import { callLocation } from '../link/call-location.ts';
import type { Entity } from '../link/entity.ts';
import { nodesOf } from '../link/flow.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import { slotOf } from '../link/slots.ts';
import type { Location } from '../model/location.ts';

/** A call that fails a message, and what it asks the library to do with it. */
export interface Recovery {
  readonly at: Location;
  /** `none`: nothing is asked; `unknown`: what is asked cannot be read. */
  readonly strategies: 'none' | 'unknown' | readonly Entity[];
}

/** Rascal: `ackOrNack(error, [{ strategy: 'republish', attempts: 5 }, { strategy: 'nack' }])`. */
export function recoveriesOf({ linker }: ProjectModel, { flow }: Consumer): readonly Recovery[] {
  return Array.from(nodesOf(flow)).flatMap((node): readonly Recovery[] => {
    if (node.do !== 'settle' || node.pattern.settles !== 'reject') return [];
    const at = callLocation(node.call);
    const given = node.call.file.calls[node.call.call]?.arguments[1];
    if (!given || given.kind === 'undefined' || given.kind === 'function') return [{ at, strategies: 'none' }];
    const entities = slotOf(linker, node.library, '1').flatMap((entity) => (entity.is === 'list' ? entity.items.flat() : [entity]));
    return [{ at, strategies: entities.length > 0 && entities.every(({ is }) => is === 'object') ? entities : 'unknown' }];
  });
}
