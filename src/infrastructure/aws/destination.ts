import type { QueueResource, Resource, SubscriptionResource, TopicResource } from '../../model/infrastructure.ts';
import { redriveSuggestion } from '../mending/template.ts';
import { acceptedIn } from './accepted.ts';
import { acceptsQueue } from '../../model/accepted-rules.ts';
import { reference } from '../reading/value.ts';
import { itemsOf, treeAt } from '../tree/tree.ts';
import { booleanAt, numberAt, redrivePolicyOf, settingAt, valueAt } from './setting.ts';
import type { Declared, Template } from './template.ts';

export function readQueue({ id, properties, at, start, tree }: Declared, template: Template): readonly QueueResource[] {
  const fifo = booleanAt(properties, ['FifoQueue'], template);
  const deadLetter = redrivePolicyOf(properties, template);
  // An alias of YAML stands elsewhere, and for others too.
  const isWritten = properties?.kind === 'map' && deadLetter === undefined && tree.span[0] <= properties.span[0] && properties.span[1] <= tree.span[1];
  return [
    {
      kind: 'queue',
      id,
      scope: template.scope,
      at,
      system: 'aws_sqs',
      name: valueAt(properties, ['QueueName'], template),
      deadLetter,
      accepted: acceptedIn(tree, acceptsQueue, template.source),
      mend: isWritten ? redriveSuggestion(template.source, { id, fifo: fifo ?? false, start, properties }) : undefined,
      fifo,
      lockSeconds: numberAt(properties, ['VisibilityTimeout'], template),
      retentionSeconds: numberAt(properties, ['MessageRetentionPeriod'], template),
    },
  ];
}

/** A topic, and the subscriptions written inside of it: those cannot have a dead-letter queue. */
export function readTopic(declared: Declared, template: Template): readonly Resource[] {
  const { id, properties, at } = declared;
  const inside = itemsOf(treeAt(properties, 'Subscription')).map((subscription, index): SubscriptionResource => ({
    kind: 'subscription',
    id: `${id}.Subscription.${index}`,
    scope: template.scope,
    at,
    system: 'aws_sns',
    topic: reference(id),
    endpoint: valueAt(subscription, ['Endpoint'], template),
    deadLetter: undefined,
  }));
  return [topic(declared, template, 'aws_sns', 'TopicName'), ...inside];
}

export function readStream(declared: Declared, template: Template): readonly TopicResource[] {
  return [topic(declared, template, 'aws_kinesis', 'Name')];
}

/** Only a table with a stream delivers anything. */
export function readTable(declared: Declared, template: Template): readonly TopicResource[] {
  const stream = settingAt(declared.properties, ['StreamSpecification']);
  return stream === undefined ? [] : [topic(declared, template, 'aws_dynamodb_streams', 'TableName')];
}

export function readEventBus(declared: Declared, template: Template): readonly TopicResource[] {
  return [topic(declared, template, 'aws_eventbridge', 'Name')];
}

function topic(
  { id, properties, at }: Declared,
  template: Template,
  system: TopicResource['system'],
  nameKey: string,
): TopicResource {
  return { kind: 'topic', id, scope: template.scope, at, system, name: valueAt(properties, [nameKey], template) };
}
