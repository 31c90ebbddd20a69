import type { InfrastructureValue, Resource, WrittenDeadLetter } from '../../../model/infrastructure.ts';
import { type Construct, type Constructs, SCOPE } from '../constructs.ts';
import { unwrapped } from '../unwrapped.ts';
import { deadLetterIn, numberOf, placeOf } from '../written.ts';
import { type Written, writtenAt } from '../../written.ts';

/** How the resources of one kind of construct are read. */
export type Reader = (constructs: Constructs, construct: Construct) => readonly Resource[];

type Base = Pick<Resource, 'id' | 'scope' | 'at'>;

export function base({ id, at }: Construct): Base {
  return { id, scope: SCOPE, at };
}

/** A name that is not written is made up when the resource is made. */
export function nameIn(constructs: Constructs, written: Written): { readonly name?: InfrastructureValue } {
  if (written === undefined || written === 'unknown') return {};
  const value = constructs.valueOf(written.entities);
  return value.kind === 'text' || value.kind === 'template' ? { name: value } : {};
}

export function valueOf(constructs: Constructs, written: Written): InfrastructureValue {
  const inner = unwrapped(constructs.linker, written);
  return inner === undefined || inner === 'unknown' ? unread : constructs.valueOf(inner.entities);
}

const unread: InfrastructureValue = { kind: 'unknown', why: 'the program computes it' };

export function redriveIn(constructs: Constructs, construct: Construct, written: Written): WrittenDeadLetter {
  const { linker } = constructs;
  return deadLetterIn(unwrapped(linker, written), (entities) => {
    const maxDeliveries = numberOf(writtenAt(linker, entities, 'maxReceiveCount'));
    return {
      target: valueOf(constructs, writtenAt(linker, entities, 'deadLetterTargetArn')),
      at: placeOf(entities) ?? construct.at,
      ...(maxDeliveries !== undefined && { maxDeliveries }),
    };
  });
}

export function targetIn(constructs: Constructs, construct: Construct, written: Written): WrittenDeadLetter {
  return deadLetterIn(written, (entities) => ({ target: valueOf(constructs, { entities, perhaps: false }), at: placeOf(entities) ?? construct.at }));
}

