import type { Edit } from '../../model/finding.ts';
import type { InfrastructureValue, MappingResource } from '../../model/infrastructure.ts';
import { settingIn } from '../mending/setting.ts';
import { systemOfArn } from '../reading/arn.ts';
import { unknown } from '../reading/value.ts';
import { itemsOf, textOf, type Tree, treeAt } from '../tree/tree.ts';
import { valueOf } from './intrinsics.ts';
import { deadLetterAt, numberAt, settingAt, valueAt } from './setting.ts';
import type { Declared, Template } from './template.ts';

type System = MappingResource['sourceSystem'];

/** How batches go from a source to a function; the keys are the same in CloudFormation and in SAM events. */
export type Polling = Omit<MappingResource, 'kind' | 'id' | 'scope' | 'at' | 'source' | 'sourceSystem' | 'function'>;

export function readMapping({ id, properties, at }: Declared, template: Template): readonly MappingResource[] {
  const [firstTopic] = itemsOf(treeAt(properties, 'Topics'));
  const topic = firstTopic && valueOf(firstTopic, template);
  const source = topic ?? valueAt(properties, ['EventSourceArn'], template) ?? unknown('no source is named');
  return [
    {
      kind: 'mapping',
      id,
      scope: template.scope,
      at,
      source,
      sourceSystem: topic ? 'kafka' : systemOf(source, template),
      function: functionNamed(valueAt(properties, ['FunctionName'], template), template),
      ...pollingOf(properties, template),
    },
  ];
}

export function pollingOf(properties: Tree | undefined, template: Template): Polling {
  return {
    batchSize: numberAt(properties, ['BatchSize'], template),
    reportsBatchItemFailures: reportsBatchItemFailures(properties),
    reporting: reporting(properties, template),
    deadLetter: deadLetterAt(properties, ['DestinationConfig', 'OnFailure', 'Destination'], template),
    maxDeliveries: limitOf(numberAt(properties, ['MaximumRetryAttempts'], template)),
    maximumRecordAgeSeconds: limitOf(numberAt(properties, ['MaximumRecordAgeInSeconds'], template)),
    limitUnread: areUnread(properties, ['MaximumRetryAttempts', 'MaximumRecordAgeInSeconds'], template),
  };
}

/** Is one of them written, but computed? */
export function areUnread(tree: Tree | undefined, names: readonly string[], template: Template): true | undefined {
  return names.some((name) => settingAt(tree, [name]) !== undefined && numberAt(tree, [name], template) === undefined) || undefined;
}

/** -1 stands for no limit. */
export function limitOf(number: number | undefined): number | undefined {
  return number === undefined || number < 0 ? undefined : number;
}

function reportsBatchItemFailures(properties: Tree | undefined): boolean | 'unknown' {
  const types = settingAt(properties, ['FunctionResponseTypes']);
  if (types === undefined) return false;
  if (types === 'unknown' || types.tree.kind !== 'list') return 'unknown';
  const names = types.tree.items.map(textOf);
  if (names.includes('ReportBatchItemFailures')) return true;
  return names.includes(undefined) ? 'unknown' : false;
}

function reporting(properties: Tree | undefined, { source }: Template): readonly Edit[] | undefined {
  if (settingAt(properties, ['FunctionResponseTypes']) !== undefined) return undefined;
  const edit = settingIn(source, properties, 'FunctionResponseTypes', '["ReportBatchItemFailures"]');
  return edit && [edit];
}

const systemOfType = new Map<string, System>([
  ['AWS::SQS::Queue', 'aws_sqs'],
  ['AWS::Kinesis::Stream', 'aws_kinesis'],
  ['AWS::Kinesis::StreamConsumer', 'aws_kinesis'],
  ['AWS::DynamoDB::Table', 'aws_dynamodb_streams'],
  ['AWS::DynamoDB::GlobalTable', 'aws_dynamodb_streams'],
  ['AWS::MSK::Cluster', 'kafka'],
  ['AWS::MSK::ServerlessCluster', 'kafka'],
]);

/** By the type of the resource that is named, or by the ARN. */
export function systemOf(source: InfrastructureValue, template: Template): System {
  if (source.kind !== 'reference') return systemOfArn(source);
  const declared = template.declared.get(source.to);
  return (
    systemOfType.get(declared?.type ?? '') ?? (source.attribute === 'StreamArn' ? 'aws_dynamodb_streams' : 'unknown')
  );
}

/** `${Charge.Arn}:live`, an alias and a version all are the function. */
function functionNamed(value: InfrastructureValue | undefined, template: Template): InfrastructureValue {
  if (value === undefined) return unknown('no function is named');
  const named = value.kind === 'template' ? value.parts.filter((part) => isFunction(part, template)) : [];
  if (named.length === 1 && named[0]) return named[0];
  if (value.kind !== 'reference') return value;
  const declared = template.declared.get(value.to);
  if (declared?.type !== 'AWS::Lambda::Alias' && declared?.type !== 'AWS::Lambda::Version') return value;
  return valueAt(declared.properties, ['FunctionName'], template) ?? value;
}

function isFunction(value: InfrastructureValue, template: Template): boolean {
  if (value.kind !== 'reference') return false;
  const type = template.declared.get(value.to)?.type;
  return type === 'AWS::Lambda::Function' || type === 'AWS::Serverless::Function' || value.to.startsWith('functions.');
}
