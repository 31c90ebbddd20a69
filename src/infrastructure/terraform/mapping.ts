import type { InfrastructureValue, MappingResource } from '../../model/infrastructure.ts';
import type { Block } from '../hcl/syntax.ts';
import { reporting } from '../mending/terraform.ts';
import { systemOfArn } from '../reading/arn.ts';
import { locate } from '../reading/source-text.ts';
import { unknown } from '../reading/value.ts';
import { attributeOf, numberFrom, numberIn, settingOf, valueIn } from './block.ts';
import { deadLetterIn, targetFrom } from './dead-letter.ts';
import type { Declared, Module } from './module.ts';
import { simplify } from './simplify.ts';
import { valueOf } from './value.ts';

export function readMapping({ id, block, at }: Declared, module: Module): readonly MappingResource[] {
  const topic = firstIn(block, 'topics', module);
  const source = topic ?? valueIn(block, 'event_source_arn', module) ?? unknown('no source is named');
  return [
    {
      kind: 'mapping',
      id,
      scope: module.scope,
      at,
      source,
      sourceSystem: topic ? 'kafka' : systemOf(source),
      function: valueIn(block, 'function_name', module) ?? unknown('no function is named'),
      batchSize: numberIn(block, 'batch_size', module),
      reportsBatchItemFailures: reportsBatchItemFailures(block, module),
      reporting: attributeOf(block, 'function_response_types') ? undefined : reporting(module.source, block),
      deadLetter: deadLetterIn(block, ['destination_config', 'on_failure'], 'destination_arn', module),
      maxDeliveries: limitIn(block, 'maximum_retry_attempts', module),
      maximumRecordAgeSeconds: limitIn(block, 'maximum_record_age_in_seconds', module),
      limitUnread: areUnread(block, ['maximum_retry_attempts', 'maximum_record_age_in_seconds'], module),
    },
  ];
}

function firstIn(block: Block, name: string, module: Module): InfrastructureValue | undefined {
  const setting = settingOf(block, name);
  const simple = setting && simplify(setting, module);
  const first = simple?.kind === 'list' ? simple.items[0] : undefined;
  return first && valueOf(first, module);
}

const systemOfType = new Map<string, MappingResource['sourceSystem']>([
  ['aws_sqs_queue', 'aws_sqs'],
  ['aws_kinesis_stream', 'aws_kinesis'],
  ['aws_kinesis_stream_consumer', 'aws_kinesis'],
  ['aws_dynamodb_table', 'aws_dynamodb_streams'],
  ['aws_msk_cluster', 'kafka'],
  ['aws_msk_serverless_cluster', 'kafka'],
]);

function systemOf(source: MappingResource['source']): MappingResource['sourceSystem'] {
  if (source.kind !== 'reference' && source.kind !== 'imported') return systemOfArn(source);
  const [type = ''] = source.kind === 'reference' ? source.to.split('.') : source.name.split('.').slice(1);
  return systemOfType.get(type) ?? 'unknown';
}

function reportsBatchItemFailures(block: Block, module: Module): boolean | 'unknown' {
  const setting = settingOf(block, 'function_response_types');
  if (setting === undefined) return false;
  const types = simplify(setting, module);
  if (types.kind !== 'list') return 'unknown';
  const values = types.items.map((item) => valueOf(item, module));
  if (values.some((value) => value.kind === 'text' && value.text === 'ReportBatchItemFailures')) return true;
  return values.some((value) => value.kind !== 'text') ? 'unknown' : false;
}

/** -1 stands for no limit. */
function areUnread(block: Block, names: readonly string[], module: Module): true | undefined {
  return names.some((name) => attributeOf(block, name) !== undefined && numberIn(block, name, module) === undefined) || undefined;
}

function limitIn(block: Block, name: string, module: Module): number | undefined {
  const number = numberIn(block, name, module);
  return number === undefined || number < 0 ? undefined : number;
}

/** A consumer of a Cloudflare queue; its limits stand in `settings`. */
export function readCloudflareConsumer({ id, block, at }: Declared, module: Module): readonly MappingResource[] {
  const deadLetter = attributeOf(block, 'dead_letter_queue');
  return [
    {
      kind: 'mapping',
      id,
      scope: module.scope,
      at,
      source: valueIn(block, 'queue_id', module) ?? unknown('no queue is named'),
      sourceSystem: 'cloudflare_queues',
      function: valueIn(block, 'script_name', module) ?? unknown('no worker is named'),
      batchSize: consumerSetting(block, 'batch_size', module),
      reportsBatchItemFailures: false,
      deadLetter: deadLetter && targetFrom(deadLetter.value, locate(module.source, deadLetter.span), module),
      maxDeliveries: consumerSetting(block, 'max_retries', module),
    },
  ];
}

function consumerSetting(block: Block, name: string, module: Module): number | undefined {
  const settings = settingOf(block, 'settings');
  const simple = settings && simplify(settings, module);
  const entry =
    simple?.kind === 'object'
      ? simple.entries.find(({ key }) => key.kind === 'literal' && key.value === name)
      : undefined;
  return entry && numberFrom(entry.value, module);
}
