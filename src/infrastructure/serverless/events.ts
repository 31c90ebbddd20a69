import type { Edit } from '../../model/finding.ts';
import type { InfrastructureValue, MappingResource, Resource, WrittenDeadLetter } from '../../model/infrastructure.ts';
import { intrinsicOf, valueOf } from '../aws/intrinsics.ts';
import { areUnread, limitOf, systemOf } from '../aws/mapping.ts';
import { deadLetterAt, numberAt, settingAt, valueAt } from '../aws/setting.ts';
import { settingIn } from '../mending/setting.ts';
import { locate } from '../reading/source-text.ts';
import { reference, text } from '../reading/value.ts';
import { entriesOf, type Tree, treeAt } from '../tree/tree.ts';
import { arnIn, onFailureOf } from './destination.ts';
import { normalized, type Service } from './service.ts';

/** One item of `events`, and where it stands. */
export interface WrittenEvent {
  readonly id: string;
  readonly function: string;
  readonly event: Tree;
  readonly service: Service;
}

export function readEvent(written: WrittenEvent): readonly Resource[] {
  return entriesOf(written.event).flatMap(({ key, value }) => readers.get(key)?.(value, written) ?? []);
}

type Reader = (settings: Tree, written: WrittenEvent) => readonly Resource[];

const readers = new Map<string, Reader>([
  ['sqs', (settings, written) => [mapping(settings, written, 'aws_sqs', arnIn(settings, written.service))]],
  ['stream', stream],
  ['kafka', kafka],
  ['msk', kafka],
  ['activemq', broker],
  ['rabbitmq', broker],
  ['sns', topic],
  ['eventBridge', eventBridge],
  ['cloudwatchEvent', eventRule],
]);

function stream(settings: Tree, written: WrittenEvent): readonly Resource[] {
  const { service } = written;
  const source = arnIn(settings, service);
  const type = valueAt(settingsIn(settings), ['type'], service.template);
  return [mapping(settings, written, streamSystem(type) ?? systemOf(source, service.template), source)];
}

/** Undefined where an event is its source alone. */
function settingsIn(event: Tree): Tree | undefined {
  return event.kind === 'map' && intrinsicOf(event) === undefined ? event : undefined;
}

function streamSystem(type: InfrastructureValue | undefined): MappingResource['sourceSystem'] | undefined {
  if (type?.kind !== 'text') return undefined;
  return type.text === 'kinesis' ? 'aws_kinesis' : 'aws_dynamodb_streams';
}

function kafka(settings: Tree, written: WrittenEvent): readonly Resource[] {
  const source = valueAt(settingsIn(settings), ['topic'], written.service.template) ?? arnIn(settings, written.service);
  return [mapping(settings, written, 'kafka', source)];
}

function broker(settings: Tree, written: WrittenEvent): readonly Resource[] {
  const source = valueAt(settingsIn(settings), ['queue'], written.service.template) ?? arnIn(settings, written.service);
  return [mapping(settings, written, 'unknown', source)];
}

function mapping(
  written: Tree,
  { id, function: owner, event, service }: WrittenEvent,
  sourceSystem: MappingResource['sourceSystem'],
  source: InfrastructureValue,
): MappingResource {
  const { template } = service;
  const settings = settingsIn(written);
  return {
    kind: 'mapping',
    id,
    scope: template.scope,
    at: locate(template.source, event.span),
    source,
    sourceSystem,
    function: reference(owner),
    batchSize: numberAt(settings, ['batchSize'], template),
    reportsBatchItemFailures: reportsBatchItemFailures(settings, service),
    reporting: reporting(settings, service),
    deadLetter: onFailureOf(settings, service),
    maxDeliveries: limitOf(numberAt(settings, ['maximumRetryAttempts'], template)),
    maximumRecordAgeSeconds: limitOf(numberAt(settings, ['maximumRecordAgeInSeconds'], template)),
    limitUnread: areUnread(settings, ['maximumRetryAttempts', 'maximumRecordAgeInSeconds'], template),
  };
}

function reportsBatchItemFailures(settings: Tree | undefined, { template }: Service): boolean | 'unknown' {
  const type = valueAt(settings, ['functionResponseType'], template);
  if (type === undefined) return false;
  return type.kind === 'text' ? type.text === 'ReportBatchItemFailures' : 'unknown';
}

function reporting(settings: Tree | undefined, { template: { source } }: Service): readonly Edit[] | undefined {
  if (treeAt(settings, 'functionResponseType') !== undefined) return undefined;
  const edit = settingIn(source, settings, 'functionResponseType', '"ReportBatchItemFailures"');
  return edit && [edit];
}

/** A name alone, and a `topicName` without an ARN, create the topic. */
function topic(settings: Tree, { id, function: owner, event, service }: WrittenEvent): readonly Resource[] {
  const { template } = service;
  const base = { scope: template.scope, at: locate(template.source, event.span) };
  const subscription = {
    kind: 'subscription',
    id,
    ...base,
    system: 'aws_sns',
    endpoint: reference(owner),
    deadLetter: redrivePolicyOf(settings, service),
  } as const;
  const name = createdTopic(settings, service);
  if (name === undefined) return [{ ...subscription, topic: arnIn(settings, service) }];

  const topicId = name.kind === 'text' ? `SNSTopic${normalized(name.text).replace(/\W/g, '')}` : `${id}.topic`;
  return [
    { kind: 'topic', id: topicId, ...base, system: 'aws_sns', name },
    { ...subscription, topic: reference(topicId) },
  ];
}

function createdTopic(written: Tree, { template }: Service): InfrastructureValue | undefined {
  const settings = settingsIn(written);
  if (settings) return treeAt(settings, 'arn') ? undefined : valueAt(settings, ['topicName'], template);
  const name = valueOf(written, template);
  return name.kind === 'text' && !name.text.startsWith('arn:') ? text(name.text) : undefined;
}

function redrivePolicyOf(written: Tree, { template }: Service): WrittenDeadLetter {
  const settings = settingsIn(written);
  const byArn = deadLetterAt(settings, ['redrivePolicy', 'deadLetterTargetArn'], template);
  if (byArn !== undefined) return byArn;
  const byRef = deadLetterAt(settings, ['redrivePolicy', 'deadLetterTargetRef'], template);
  if (typeof byRef === 'object') {
    return { ...byRef, target: byRef.target.kind === 'text' ? reference(byRef.target.text, 'Arn') : byRef.target };
  }
  return byRef ?? deadLetterAt(settings, ['redrivePolicy', 'deadLetterTargetImport', 'arn'], template);
}

/** A schedule alone delivers no messages. */
function eventBridge(settings: Tree, written: WrittenEvent): readonly Resource[] {
  if (settings.kind === 'map' && settingAt(settings, ['pattern']) === undefined) return [];
  return eventRule(settings, written);
}

function eventRule(settings: Tree, { id, function: owner, event, service }: WrittenEvent): readonly Resource[] {
  const { template } = service;
  return [
    {
      kind: 'subscription',
      id,
      scope: template.scope,
      at: locate(template.source, event.span),
      system: 'aws_eventbridge',
      topic: valueAt(settings, ['eventBus'], template),
      endpoint: reference(owner),
      deadLetter: settings.kind === 'map' ? deadLetterAt(settings, ['deadLetterQueueArn'], template) : 'unknown',
    },
  ];
}
