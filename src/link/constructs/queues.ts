import type { InfrastructureValue, QueueResource, TopicResource, WrittenDeadLetter } from '../../model/infrastructure.ts';
import { type Construct, type Constructs, SCOPE } from './constructs.ts';
import { deadLetterFor } from './mending-queue.ts';
import { redriveIn } from './targets.ts';
import { booleanOf, secondsOf } from './written.ts';
import type { Written } from '../written.ts';

/** Where the properties of a queue stand among those of its construct. Source: aws-cdk-lib 2.276.0, sst 2.48.5 `Queue.js`. */
const queues: Readonly<Record<string, readonly string[]>> = { 'aws-sqs.Queue': [], 'sst.Queue': ['cdk', 'queue'] };

/**
 * Queues of CloudFormation's own properties.
 * Source: aws-cdk-lib 2.276.0 `aws-sqs/lib/sqs.generated.d.ts`, `CfnQueueProps.redrivePolicy`.
 */
const PLAIN_QUEUE = 'aws-sqs.CfnQueue';

const FOUR_DAYS = 4 * 86_400;

interface TopicShape {
  readonly system: TopicResource['system'];
  /** The property that names it. */
  readonly name: readonly string[];
}

/** What delivers messages and is no queue. Source: the same. */
const topics: Readonly<Record<string, TopicShape>> = {
  'aws-sns.Topic': { system: 'aws_sns', name: ['topicName'] },
  'aws-kinesis.Stream': { system: 'aws_kinesis', name: ['streamName'] },
  'aws-dynamodb.Table': { system: 'aws_dynamodb_streams', name: ['tableName'] },
  'aws-dynamodb.TableV2': { system: 'aws_dynamodb_streams', name: ['tableName'] },
  'aws-events.EventBus': { system: 'aws_eventbridge', name: ['eventBusName'] },
  'sst.Topic': { system: 'aws_sns', name: ['cdk', 'topic', 'topicName'] },
  'sst.KinesisStream': { system: 'aws_kinesis', name: ['cdk', 'stream', 'streamName'] },
  'sst.Table': { system: 'aws_dynamodb_streams', name: ['cdk', 'table', 'tableName'] },
  'sst.EventBus': { system: 'aws_eventbridge', name: ['cdk', 'eventBus', 'eventBusName'] },
};

export const destinationNames: readonly string[] = [...Object.keys(queues), PLAIN_QUEUE, ...Object.keys(topics)];

export function readQueue(constructs: Constructs, construct: Construct, changed: ReadonlySet<string>): readonly QueueResource[] {
  const path = queues[construct.name];
  if (construct.name !== PLAIN_QUEUE && (!path || standsForAnother(constructs, construct, path))) return [];
  const property = (name: string): Written => constructs.property(construct, ...(path ?? []), name);
  const name = nameIn(constructs, property('queueName'));
  const { linker } = constructs;
  const lockSeconds = secondsOf(linker, property('visibilityTimeout'));
  const retentionSeconds = secondsOf(linker, property('retentionPeriod'));
  const fifo = booleanOf(property('fifo'));
  return [
    {
      kind: 'queue',
      id: construct.id,
      scope: SCOPE,
      at: construct.at,
      system: 'aws_sqs',
      ...(name && { name }),
      deadLetter: deadLetterOf(constructs, construct, property) ?? (changed.has(construct.id) ? 'unknown' : undefined),
      ...(fifo !== 'unknown' && { fifo }),
      ...(lockSeconds !== undefined && { lockSeconds }),
      ...(retentionSeconds !== undefined && { retentionSeconds }),
      get mend() {
        // Dead letters are kept for four days unless it is said otherwise, and keep the time they were first sent.
        const isKept = retentionSeconds === undefined ? property('retentionPeriod') === undefined : retentionSeconds <= FOUR_DAYS;
        return construct.name === 'aws-sqs.Queue' && isKept && fifo !== 'unknown' ? deadLetterFor(linker, construct, fifo) : undefined;
      },
    },
  ];
}

function deadLetterOf(constructs: Constructs, construct: Construct, property: (name: string) => Written): WrittenDeadLetter {
  if (construct.name === PLAIN_QUEUE) return property('redrivePolicy') === undefined ? undefined : plainRedrive(constructs, construct);
  return redriveIn(constructs, property('deadLetterQueue'), construct.at);
}

function plainRedrive(constructs: Constructs, construct: Construct): WrittenDeadLetter {
  const target = constructs.property(construct, 'redrivePolicy', 'deadLetterTargetArn');
  if (target === undefined || target === 'unknown' || target.perhaps) return 'unknown';
  return { target: constructs.valueOf(target.entities), at: construct.at };
}

/** `new Queue(stack, id, { cdk: { queue: sqs.Queue.fromQueueArn(…) } })` makes no queue. */
function standsForAnother(constructs: Constructs, construct: Construct, path: readonly string[]): boolean {
  if (path.length === 0) return false;
  const inner = constructs.property(construct, ...path);
  return inner !== undefined && (inner === 'unknown' || !inner.entities.every(({ is }) => is === 'object'));
}

export function readTopic(constructs: Constructs, construct: Construct): readonly TopicResource[] {
  const shape = topics[construct.name];
  if (!shape) return [];
  const name = nameIn(constructs, constructs.property(construct, ...shape.name));
  return [{ kind: 'topic', id: construct.id, scope: SCOPE, at: construct.at, system: shape.system, ...(name && { name }) }];
}

export function systemOf(construct: Construct | undefined): TopicResource['system'] | 'aws_sqs' | undefined {
  if (!construct) return undefined;
  return construct.name in queues || construct.name === PLAIN_QUEUE ? 'aws_sqs' : topics[construct.name]?.system;
}

function nameIn(constructs: Constructs, written: Written): InfrastructureValue | undefined {
  if (written === undefined || written === 'unknown') return undefined;
  const value = constructs.valueOf(written.entities);
  return value.kind === 'text' || value.kind === 'template' ? value : undefined;
}
