import type { SubscriptionResource } from '../../model/infrastructure.ts';
import { itemsOf, textOf, treeAt } from '../tree/tree.ts';
import { deadLetterAt, redrivePolicyOf, settingAt, valueAt } from './setting.ts';
import type { Declared, Template } from './template.ts';

export function readSubscription(
  { id, properties, at }: Declared,
  template: Template,
): readonly SubscriptionResource[] {
  return [
    {
      kind: 'subscription',
      id,
      scope: template.scope,
      at,
      system: 'aws_sns',
      topic: valueAt(properties, ['TopicArn'], template),
      endpoint: valueAt(properties, ['Endpoint'], template),
      deadLetter: redrivePolicyOf(properties, template),
    },
  ];
}

/** The targets of an EventBridge rule. A rule with a schedule alone delivers no messages. */
export function readRule({ id, properties, at }: Declared, template: Template): readonly SubscriptionResource[] {
  if (settingAt(properties, ['EventPattern']) === undefined) return [];
  return itemsOf(treeAt(properties, 'Targets')).map((target, index) => ({
    kind: 'subscription',
    id: `${id}.${textOf(treeAt(target, 'Id')) ?? index}`,
    scope: template.scope,
    at,
    system: 'aws_eventbridge',
    name: valueAt(properties, ['Name'], template),
    topic: valueAt(properties, ['EventBusName'], template),
    endpoint: valueAt(target, ['Arn'], template),
    deadLetter: deadLetterAt(target, ['DeadLetterConfig', 'Arn'], template),
  }));
}
