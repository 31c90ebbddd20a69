import type { SubscriptionResource, WrittenDeadLetter } from '../../model/infrastructure.ts';
import { blockIn, numberIn, settingOf, valueIn } from './block.ts';
import { deadLetterIn, redrivePolicyOf } from './dead-letter.ts';
import type { Declared, Module } from './module.ts';

export function readTopicSubscription({ id, block, at }: Declared, module: Module): readonly SubscriptionResource[] {
  return [
    {
      kind: 'subscription',
      id,
      scope: module.scope,
      at,
      system: 'aws_sns',
      topic: valueIn(block, 'topic_arn', module),
      endpoint: valueIn(block, 'endpoint', module),
      deadLetter: redrivePolicyOf(block, module),
    },
  ];
}

/** A target whose rule stands in this file and has a schedule alone gets no messages. */
export function readEventTarget({ id, block, at }: Declared, module: Module): readonly SubscriptionResource[] {
  const rule = ruleOf(block, module);
  if (rule && settingOf(rule.block, 'event_pattern') === undefined) return [];
  const bus = valueIn(block, 'event_bus_name', module);
  return [
    {
      kind: 'subscription',
      id,
      scope: module.scope,
      at,
      system: 'aws_eventbridge',
      name: valueIn(block, 'rule', module),
      topic: bus ?? (rule && valueIn(rule.block, 'event_bus_name', module)),
      endpoint: valueIn(block, 'arn', module),
      deadLetter: deadLetterIn(block, ['dead_letter_config'], 'arn', module),
    },
  ];
}

function ruleOf(block: Declared['block'], module: Module): Declared | undefined {
  const rule = valueIn(block, 'rule', module);
  return rule?.kind === 'reference' ? module.declared.get(rule.to) : undefined;
}

export function readPubSubSubscription({ id, block, at }: Declared, module: Module): readonly SubscriptionResource[] {
  const push = blockIn(block, 'push_config');
  return [
    {
      kind: 'subscription',
      id,
      scope: module.scope,
      at,
      system: 'gcp_pubsub',
      name: valueIn(block, 'name', module),
      topic: valueIn(block, 'topic', module),
      endpoint: typeof push === 'object' ? valueIn(push, 'push_endpoint', module) : undefined,
      deadLetter: pubSubDeadLetter(block, module),
    },
  ];
}

function pubSubDeadLetter(block: Declared['block'], module: Module): WrittenDeadLetter {
  const deadLetter = deadLetterIn(block, ['dead_letter_policy'], 'dead_letter_topic', module);
  const policy = blockIn(block, 'dead_letter_policy');
  if (typeof deadLetter !== 'object' || typeof policy !== 'object') return deadLetter;
  return { ...deadLetter, maxDeliveries: numberIn(policy, 'max_delivery_attempts', module) };
}
