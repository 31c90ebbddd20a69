import type { Edit } from '../../model/finding.ts';
import type { DeadLetterSetting, InfrastructureValue, WrittenDeadLetter } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import type { Entity } from '../entity.ts';
import type { Constructs } from './constructs.ts';
import { constructName } from './names.ts';
import { argumentOf, deadLetterIn, numberOf, placeOf } from './written.ts';
import { type Written, writtenAt } from '../written.ts';

/**
 * Wrappers around the place where failed messages go: the first argument is that place.
 * Source: aws-cdk-lib 2.276.0 `aws-lambda-event-sources/lib/*-dlq.d.ts`, `aws-lambda-destinations/lib/*.d.ts`.
 */
const WRAPPERS = new Set([
  'aws-lambda-event-sources.SqsDlq',
  'aws-lambda-event-sources.SnsDlq',
  'aws-lambda-event-sources.KafkaDlq',
  'aws-lambda-event-sources.S3OnFailureDestination',
  'aws-lambda-destinations.SqsDestination',
  'aws-lambda-destinations.SnsDestination',
  'aws-lambda-destinations.LambdaDestination',
  'aws-lambda-destinations.EventBridgeDestination',
  'aws-lambda-destinations.S3Destination',
]);

/** `onFailure: new SqsDlq(queue)`, `deadLetterQueue: queue`. */
export function destinationIn(constructs: Constructs, written: Written, fallback: Location): WrittenDeadLetter {
  return deadLetterIn(written, (entities) => ({ target: targetOf(constructs, entities), at: placeOf(entities) ?? fallback }));
}

/** `deadLetterQueue: { queue, maxReceiveCount }` of a queue. */
export function redriveIn(constructs: Constructs, written: Written, fallback: Location): WrittenDeadLetter {
  const { linker } = constructs;
  return deadLetterIn(written, (entities): DeadLetterSetting => {
    const queue = writtenAt(linker, entities, 'queue');
    const maxDeliveries = numberOf(writtenAt(linker, entities, 'maxReceiveCount'));
    const target = queue === undefined || queue === 'unknown' ? unread : targetOf(constructs, queue.entities);
    const moreTries = moreTriesIn(entities);
    return { target, at: placeOf(entities) ?? fallback, ...(maxDeliveries !== undefined && { maxDeliveries }), ...(moreTries && { moreTries }) };
  });
}

function moreTriesIn([entity, ...others]: readonly Entity[]): Edit | undefined {
  if (entity?.is !== 'object' || others.length > 0) return undefined;
  const property = entity.value.properties.find((each) => each.kind === 'value' && each.key === 'maxReceiveCount');
  if (property?.kind !== 'value' || property.value.kind !== 'literal' || property.value.value !== 1) return undefined;
  const [start, end] = property.span;
  return { file: entity.frame.file.file, start, end, text: 'maxReceiveCount: 5' };
}

const unread: InfrastructureValue = { kind: 'unknown', why: 'the program computes it' };

function targetOf(constructs: Constructs, entities: readonly Entity[]): InfrastructureValue {
  const wrapped = entities.flatMap((entity) =>
    entity.is === 'external' && entity.from === 'new' && entity.call && entity.of && WRAPPERS.has(constructName(entity.of) ?? '')
      ? argumentOf(constructs.linker, entity.call, 0)
      : [entity],
  );
  return constructs.valueOf(wrapped);
}
