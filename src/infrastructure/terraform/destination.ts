import type { QueueResource, RedriveResource, Resource, TopicResource } from '../../model/infrastructure.ts';
import type { Block } from '../hcl/syntax.ts';
import { redriveSuggestion } from '../mending/terraform.ts';
import { template as put, text, unknown } from '../reading/value.ts';
import { attributeOf, booleanIn, numberIn, settingOf, valueIn } from './block.ts';
import { redrivePolicyOf, targetFrom } from './dead-letter.ts';
import type { Declared, Module } from './module.ts';

export function readQueue({ id, block, at }: Declared, module: Module): readonly QueueResource[] {
  const name = valueIn(block, 'name', module);
  const prefix = valueIn(block, 'name_prefix', module);
  const fifo = booleanIn(block, 'fifo_queue', module);
  const deadLetter = redrivePolicyOf(block, module);
  return [
    {
      kind: 'queue',
      id,
      scope: module.scope,
      at,
      system: 'aws_sqs',
      name: name ?? (prefix && put([prefix, unknown('a suffix that is made up')])),
      deadLetter,
      mend: deadLetter === undefined ? redriveSuggestion(module.source, block, fifo ?? false) : undefined,
      fifo,
      lockSeconds: numberIn(block, 'visibility_timeout_seconds', module),
      retentionSeconds: numberIn(block, 'message_retention_seconds', module),
    },
  ];
}

export function readRedrivePolicy({ id, block, at }: Declared, module: Module): readonly RedriveResource[] {
  return [
    {
      kind: 'redrive',
      id,
      scope: module.scope,
      at,
      queue: valueIn(block, 'queue_url', module) ?? unknown('no queue is named'),
      deadLetter: redrivePolicyOf(block, module),
    },
  ];
}

/** Every queue of Azure Service Bus has a dead-letter queue of its own, from which messages may be sent on. */
export function readServiceBusQueue({ id, block, at }: Declared, module: Module): readonly QueueResource[] {
  const name = valueIn(block, 'name', module) ?? unknown('no name is written');
  const forward = attributeOf(block, 'forward_dead_lettered_messages_to')?.value;
  const forwarded = forward && targetFrom(forward, at, module);
  const own = put([name, text('/$deadletterqueue')]);
  return [
    {
      kind: 'queue',
      id,
      scope: module.scope,
      at,
      system: 'servicebus',
      name,
      deadLetter: {
        target: typeof forwarded === 'object' ? forwarded.target : own,
        maxDeliveries: numberIn(block, 'max_delivery_count', module),
        at,
      },
      lockSeconds: secondsOf(block, 'lock_duration'),
      retentionSeconds: secondsOf(block, 'default_message_ttl'),
    },
  ];
}

/** `P14D`, `PT1M30S`. */
function secondsOf(block: Block, name: string): number | undefined {
  const setting = settingOf(block, name);
  const duration = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
  const found = setting?.kind === 'literal' ? duration.exec(String(setting.value)) : null;
  if (!found) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** A queue of Cloudflare; its dead-letter queue is a setting of its consumer. */
export function readCloudflareQueue({ id, block, at }: Declared, module: Module): readonly QueueResource[] {
  const name = valueIn(block, 'queue_name', module) ?? valueIn(block, 'name', module);
  return [{ kind: 'queue', id, scope: module.scope, at, system: 'cloudflare_queues', name, deadLetter: undefined }];
}

export function readTopic(
  system: TopicResource['system'],
): (declared: Declared, module: Module) => readonly Resource[] {
  return ({ id, block, at }, module) => [
    { kind: 'topic', id, scope: module.scope, at, system, name: valueIn(block, 'name', module) },
  ];
}

/** Only a table with a stream delivers anything. */
export function readTable(declared: Declared, module: Module): readonly Resource[] {
  const isOff = settingOf(declared.block, 'stream_enabled') === undefined;
  if (isOff || booleanIn(declared.block, 'stream_enabled', module) === false) return [];
  return readTopic('aws_dynamodb_streams')(declared, module);
}
