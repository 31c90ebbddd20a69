import type {
  InfrastructureValue,
  MappingResource,
  Resource,
  SubscriptionResource,
} from '../../model/infrastructure.ts';
import { locate } from '../reading/source-text.ts';
import { reference, unknown } from '../reading/value.ts';
import { type Entry, entriesOf, itemsOf, textOf, type Tree, treeAt } from '../tree/tree.ts';
import { valueOf } from './intrinsics.ts';
import { type Polling, pollingOf } from './mapping.ts';
import { booleanAt, deadLetterAt, redrivePolicyOf, settingAt, valueAt } from './setting.ts';
import type { Declared, Template } from './template.ts';

/** The `Events` of a SAM function that bring messages. */
export function readSamEvents({ id, properties }: Declared, template: Template): readonly Resource[] {
  return entriesOf(treeAt(properties, 'Events')).flatMap((entry) => {
    const event = { function: id, entry, properties: treeAt(entry.value, 'Properties'), template };
    return readers.get(textOf(treeAt(entry.value, 'Type')) ?? '')?.(event) ?? [];
  });
}

interface Event {
  readonly function: string;
  readonly entry: Entry;
  readonly properties: Tree | undefined;
  readonly template: Template;
}

const readers = new Map<string, (event: Event) => readonly Resource[]>([
  ['SQS', polled('aws_sqs', 'Queue')],
  ['Kinesis', polled('aws_kinesis', 'Stream')],
  ['DynamoDB', polled('aws_dynamodb_streams', 'Stream')],
  ['MSK', kafka],
  ['SelfManagedKafka', kafka],
  ['MQ', polled('unknown', 'Broker')],
  ['SNS', topicEvent],
  ['EventBridgeRule', ruleEvent],
  ['CloudWatchEvent', ruleEvent],
]);

function polled(system: MappingResource['sourceSystem'], key: string): (event: Event) => readonly Resource[] {
  return (event) => [mapping(event, system, valueAt(event.properties, [key], event.template))];
}

function kafka(event: Event): readonly Resource[] {
  const [topic] = itemsOf(treeAt(event.properties, 'Topics'));
  return [mapping(event, 'kafka', topic && valueOf(topic, event.template))];
}

function mapping(
  event: Event,
  sourceSystem: MappingResource['sourceSystem'],
  source: InfrastructureValue | undefined,
  polling: Polling = pollingOf(event.properties, event.template),
): MappingResource {
  return {
    kind: 'mapping',
    ...base(event),
    source: source ?? unknown('no source is named'),
    sourceSystem,
    function: reference(event.function),
    ...polling,
  };
}

function base({ function: owner, entry, template }: Event): Pick<Resource, 'id' | 'scope' | 'at'> {
  return { id: `${owner}${entry.key}`, scope: template.scope, at: locate(template.source, entry.span) };
}

/** With `SqsSubscription` a queue stands between topic and function: a named one, or one that SAM creates. */
function topicEvent(event: Event): readonly Resource[] {
  const { properties, template } = event;
  const topic = valueAt(properties, ['Topic'], template);
  const between = settingAt(properties, ['SqsSubscription']);
  const deadLetter = redrivePolicyOf(properties, template);
  const subscription = (endpoint: InfrastructureValue): SubscriptionResource => ({
    kind: 'subscription',
    ...base(event),
    system: 'aws_sns',
    topic,
    endpoint,
    deadLetter,
  });
  if (between === undefined) return [subscription(reference(event.function))];
  if (between === 'unknown') return [subscription(unknown('it depends on a condition'))];
  if (between.tree.kind === 'map') return viaNamedQueue(event, between.tree, subscription);
  return booleanAt(properties, ['SqsSubscription'], template) === false
    ? [subscription(reference(event.function))]
    : viaOwnQueue(event, subscription);
}

type Subscribe = (endpoint: InfrastructureValue) => SubscriptionResource;

function viaNamedQueue(event: Event, queue: Tree, subscribe: Subscribe): readonly Resource[] {
  const { template } = event;
  const arn = valueAt(queue, ['QueueArn'], template) ?? unknown('no queue is named');
  const polling = { ...pollingOf(queue, template), deadLetter: undefined };
  return [subscribe(arn), { ...mapping(event, 'aws_sqs', arn, polling), id: `${base(event).id}EventSourceMapping` }];
}

function viaOwnQueue(event: Event, subscribe: Subscribe): readonly Resource[] {
  const id = `${base(event).id}Queue`;
  return [
    { kind: 'queue', ...base(event), id, system: 'aws_sqs', deadLetter: undefined },
    subscribe(reference(id, 'Arn')),
    {
      ...mapping(event, 'aws_sqs', reference(id, 'Arn'), pollingOf(undefined, event.template)),
      id: `${base(event).id}EventSourceMapping`,
    },
  ];
}

function ruleEvent(event: Event): readonly Resource[] {
  const { properties, template } = event;
  const madeUp = settingAt(properties, ['DeadLetterConfig', 'Type']) === undefined ? undefined : 'unknown';
  return [
    {
      kind: 'subscription',
      ...base(event),
      system: 'aws_eventbridge',
      name: valueAt(properties, ['RuleName'], template),
      topic: valueAt(properties, ['EventBusName'], template),
      endpoint: reference(event.function),
      deadLetter: deadLetterAt(properties, ['DeadLetterConfig', 'Arn'], template) ?? madeUp,
    },
  ];
}
