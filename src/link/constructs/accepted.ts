import { acceptsQueue } from '../../model/accepted-rules.ts';
import type { AcceptedLack } from '../../model/infrastructure.ts';
import { type Entity, plainText } from '../entity.ts';
import type { ConstructCall, Constructs } from './constructs.ts';
import { receiverOf } from './event-sources.ts';
import { argumentOf, partOf } from './written.ts';
import { writtenAt } from '../written.ts';

/**
 * Queues of which a program tells other tools that they keep no failed messages on purpose, by their id:
 * `NagSuppressions.addResourceSuppressions(queue, [{ id, reason }])`, `Validations.of(queue).acknowledge({ id, reason })`.
 * Source: cdk-nag 2.36 `lib/nag-suppressions.d.ts`, cdk-nag 3 README; aws-cdk-lib 2.276.0 `Validations`, `Acknowledgment`.
 */
export function acceptedQueues(constructs: Constructs): ReadonlyMap<string, AcceptedLack> {
  const { linker } = constructs;
  const suppressed = constructs.callsOf('addResourceSuppressions').flatMap(({ reference }) => {
    const isNag = receiverOf(constructs, reference).some((entity) => entity.is === 'external' && entity.package === 'cdk-nag');
    return isNag ? accepted(constructs, argumentOf(linker, reference, 0), argumentOf(linker, reference, 1), reference) : [];
  });
  const acknowledged = constructs.callsOf('acknowledge').flatMap(({ reference }) => {
    const owners = receiverOf(constructs, reference).flatMap((entity) =>
      entity.is === 'external' && entity.from === 'call' && entity.call && entity.of?.of?.name === 'Validations' ? argumentOf(linker, entity.call, 0) : [],
    );
    const count = reference.file.calls[reference.call]?.arguments.length ?? 0;
    const rules = Array.from({ length: count }, (_, index) => argumentOf(linker, reference, index)).flat();
    return accepted(constructs, owners, rules, reference);
  });
  return new Map([...suppressed, ...acknowledged]);
}

function accepted(constructs: Constructs, owners: readonly Entity[], rules: readonly Entity[], reference: ConstructCall['reference']): readonly (readonly [string, AcceptedLack])[] {
  const each = owners.flatMap((owner) => (owner.is === 'list' ? owner.items : [[owner]]));
  const listed = rules.flatMap((rule) => (rule.is === 'list' ? rule.items.flat() : [rule]));
  const ids = listed.flatMap((rule) => partOf(writtenAt(constructs.linker, [rule], 'id')).map(plainText));
  const own = ids.find((id) => id !== undefined && acceptsQueue.test(id));
  return own === undefined ? [] : each.flatMap((owner) => constructs.find(owner) ?? []).map(({ id }) => [id, { by: `cdk-nag ${own}`, at: constructs.at(reference) }] as const);
}
