import type { Edit } from '../../model/finding.ts';
import type { InfrastructureValue, MappingResource, Resource } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import type { CallReference, Entity } from '../entity.ts';
import { type Construct, type ConstructCall, type Constructs, SCOPE } from './constructs.ts';
import { functionNames } from './functions.ts';
import { constructName } from './names.ts';
import { systemOf } from './queues.ts';
import { destinationIn } from './targets.ts';
import { argumentOf, booleanOf, numberOf, secondsOf } from './written.ts';
import { intoObject, writeOption } from '../write-option.ts';
import { type Written, writtenAt, writtenIn } from '../written.ts';

type SourceSystem = MappingResource['sourceSystem'];

/** The classes whose objects `addEventSource` takes. Source: aws-cdk-lib 2.276.0 `aws-lambda-event-sources/lib`. */
const sources: Readonly<Record<string, SourceSystem>> = {
  'aws-lambda-event-sources.SqsEventSource': 'aws_sqs',
  'aws-lambda-event-sources.KinesisEventSource': 'aws_kinesis',
  'aws-lambda-event-sources.KinesisConsumerEventSource': 'aws_kinesis',
  'aws-lambda-event-sources.DynamoEventSource': 'aws_dynamodb_streams',
  'aws-lambda-event-sources.ManagedKafkaEventSource': 'kafka',
  'aws-lambda-event-sources.SelfManagedKafkaEventSource': 'kafka',
};

const SNS_SOURCE = 'aws-lambda-event-sources.SnsEventSource';

export const mappingNames: readonly string[] = ['aws-lambda.EventSourceMapping'];

/** `fn.addEventSource(source)`, and `new Function(…, { events: [source] })`. */
export function readEventSources(constructs: Constructs): readonly Resource[] {
  const { linker } = constructs;
  const added = constructs.callsOf('addEventSource').flatMap(({ reference }) => {
    const fn = functionValue(constructs, receiverOf(constructs, reference));
    return fromSource(constructs, fn, argumentOf(linker, reference, 0), constructs.at(reference));
  });
  const listed = constructs.all.flatMap((construct) => {
    const events = functionNames.includes(construct.name) ? constructs.property(construct, 'events') : undefined;
    if (events === undefined || events === 'unknown') return [];
    const items = events.entities.flatMap((entity) => (entity.is === 'list' ? entity.items : []));
    return items.flatMap((item) => fromSource(constructs, { kind: 'reference', to: construct.id }, item, construct.at));
  });
  return [...added, ...listed];
}

function fromSource(constructs: Constructs, fn: InfrastructureValue, entities: readonly Entity[], at: Location): readonly Resource[] {
  return entities.flatMap((entity): readonly Resource[] => {
    if (entity.is !== 'external' || entity.from !== 'new' || !entity.call || !entity.of) return [];
    const name = constructName(entity.of) ?? '';
    const source = argumentOf(constructs.linker, entity.call, 0);
    const properties = argumentOf(constructs.linker, entity.call, 1);
    if (name === SNS_SOURCE) return [snsSubscription(constructs, fn, source, properties, at)];
    const system = sources[name];
    if (!system) return [];
    // The sources of Kafka have all of their settings in one object.
    return [mappingFrom(constructs, { fn, source: system === 'kafka' ? [] : source, system, properties: system === 'kafka' ? source : properties, at, made: entity.call })];
  });
}

function snsSubscription(constructs: Constructs, fn: InfrastructureValue, topic: readonly Entity[], properties: readonly Entity[], at: Location): Resource {
  const deadLetter = destinationIn(constructs, writtenAt(constructs.linker, properties, 'deadLetterQueue'), at);
  return { kind: 'subscription', id: constructs.newId('subscription'), scope: SCOPE, at, system: 'aws_sns', topic: constructs.valueOf(topic), endpoint: fn, deadLetter };
}

/** `new EventSourceMapping(…, { target, eventSourceArn })` and `fn.addEventSourceMapping(id, { eventSourceArn })`. */
export function readMappings(constructs: Constructs): readonly Resource[] {
  const { linker } = constructs;
  const made = constructs.all.filter(({ name }) => mappingNames.includes(name)).map((construct) => {
    const target = constructs.property(construct, 'target');
    const fn: InfrastructureValue = target === undefined || target === 'unknown' ? unread : functionValue(constructs, target.entities);
    return byArn(constructs, fn, constructs.given(construct), construct.at);
  });
  const added = constructs.callsOf('addEventSourceMapping').map(({ reference }) =>
    byArn(constructs, functionValue(constructs, receiverOf(constructs, reference)), argumentOf(linker, reference, 1), constructs.at(reference)),
  );
  return [...made, ...added];
}

function byArn(constructs: Constructs, fn: InfrastructureValue, properties: readonly Entity[], at: Location): MappingResource {
  const arn = writtenAt(constructs.linker, properties, 'eventSourceArn');
  const source = arn === undefined || arn === 'unknown' ? [] : arn.entities;
  const owners = source.flatMap((entity) => (entity.is === 'external' && entity.from === 'member' && entity.of ? [entity.of] : []));
  return mappingFrom(constructs, { fn, source, system: systemOf(constructs.find(owners)) === undefined ? 'unknown' : sourceSystem(constructs.find(owners)), properties, at });
}

function sourceSystem(construct: Construct | undefined): SourceSystem {
  const system = systemOf(construct);
  return system === 'aws_sqs' || system === 'aws_kinesis' || system === 'aws_dynamodb_streams' ? system : 'unknown';
}

export interface Feed {
  readonly fn: InfrastructureValue;
  readonly source: readonly Entity[];
  readonly system: SourceSystem;
  readonly properties: readonly Entity[];
  readonly at: Location;
  /** The call that takes the properties second. */
  readonly made?: CallReference;
}

/** Source: aws-cdk-lib 2.276.0 `EventSourceMappingOptions`, `StreamEventSourceProps`: `retryAttempts` is -1, so endless, by default. */
export function mappingFrom(constructs: Constructs, { fn, source, system, properties, at, made }: Feed): MappingResource {
  const { linker } = constructs;
  const property = (name: string): Written => writtenAt(linker, properties, name);
  const batchSize = numberOf(property('batchSize'));
  const tries = numberOf(property('retryAttempts'));
  const age = secondsOf(linker, property('maxRecordAge'));
  return {
    kind: 'mapping',
    id: constructs.newId('mapping'),
    scope: SCOPE,
    at,
    source: constructs.valueOf(source),
    sourceSystem: system,
    function: fn,
    ...(batchSize !== undefined && { batchSize }),
    reportsBatchItemFailures: writtenIn(properties) === 'unknown' ? 'unknown' : booleanOf(property('reportBatchItemFailures')),
    get reporting() {
      return property('reportBatchItemFailures') === undefined ? reportingIn(properties, made) : undefined;
    },
    deadLetter: destinationIn(constructs, property('onFailure'), at),
    ...(tries !== undefined && tries >= 0 && { maxDeliveries: tries }),
    ...(age !== undefined && { maximumRecordAgeSeconds: age }),
    ...((isUnread(property('retryAttempts'), tries) || isUnread(property('maxRecordAge'), age)) && { limitUnread: true }),
  };
}

/** Into the one object that holds the properties. */
function reportingIn([only, ...others]: readonly Entity[], made: CallReference | undefined): readonly Edit[] | undefined {
  const setting = ['reportBatchItemFailures: true'];
  if (only && (only.is !== 'object' || others.length > 0)) return undefined;
  const edits = only ? intoObject(only.frame.file, only.value, setting) : made ? writeOption(made, 1, setting) : [];
  return edits.length === 0 ? undefined : edits;
}

/** Written, but computed. */
function isUnread(written: Written, value: number | undefined): boolean {
  return written !== undefined && value === undefined;
}

const unread: InfrastructureValue = { kind: 'unknown', why: 'the program computes it' };

export function functionValue(constructs: Constructs, entities: readonly Entity[]): InfrastructureValue {
  const construct = constructs.find(entities);
  return construct ? { kind: 'reference', to: construct.id } : unread;
}

/** What a method is called on. */
export function receiverOf({ linker }: Constructs, { file, call, frame }: ConstructCall['reference']): readonly Entity[] {
  const callee = file.calls[call]?.callee;
  if (callee?.kind !== 'member') return [];
  // `super.addEventSource(…)`
  return linker.evaluate(callee.of.kind === 'super' ? { kind: 'this' } : callee.of, frame);
}
