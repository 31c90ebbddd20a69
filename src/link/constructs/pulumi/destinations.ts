import type { InfrastructureValue, QueueResource, Resource, TopicResource } from '../../../model/infrastructure.ts';
import type { Construct, Constructs } from '../constructs.ts';
import { booleanOf, numberOf } from '../written.ts';
import type { Written } from '../../written.ts';
import { base, nameIn, type Reader, redriveIn, valueOf } from './parts.ts';

/** Source: `@pulumi/aws` 7.48.0 `sqs/{queue,redrivePolicy}.d.ts`; `@pulumi/azure-native` 3.28.0 `servicebus/queue.d.ts`. */
export const destinations: Readonly<Record<string, Reader>> = {
  'pulumi-aws.sqs.Queue': readQueue,
  'pulumi-aws.sqs.RedrivePolicy': readRedrive,
  'pulumi-aws.sns.Topic': topic('aws_sns'),
  'pulumi-aws.kinesis.Stream': topic('aws_kinesis'),
  'pulumi-aws.dynamodb.Table': topic('aws_dynamodb_streams'),
  'pulumi-aws.cloudwatch.EventBus': topic('aws_eventbridge'),
  'pulumi-gcp.pubsub.Topic': topic('gcp_pubsub'),
  'pulumi-azure-native.servicebus.Queue': readServiceBusQueue,
  'pulumi-azure.servicebus.Queue': readServiceBusQueue,
};

function readQueue(constructs: Constructs, construct: Construct): readonly QueueResource[] {
  const property = (name: string): Written => constructs.property(construct, name);
  const lockSeconds = numberOf(property('visibilityTimeoutSeconds'));
  const retentionSeconds = numberOf(property('messageRetentionSeconds'));
  const fifo = booleanOf(property('fifoQueue'));
  return [
    {
      kind: 'queue',
      ...base(construct),
      system: 'aws_sqs',
      ...nameIn(constructs, property('name')),
      deadLetter: redriveIn(constructs, construct, property('redrivePolicy')),
      ...(fifo !== 'unknown' && { fifo }),
      ...(lockSeconds !== undefined && { lockSeconds }),
      ...(retentionSeconds !== undefined && { retentionSeconds }),
    },
  ];
}

function readRedrive(constructs: Constructs, construct: Construct): readonly Resource[] {
  const queue = valueOf(constructs, constructs.property(construct, 'queueUrl'));
  return [{ kind: 'redrive', ...base(construct), queue, deadLetter: redriveIn(constructs, construct, constructs.property(construct, 'redrivePolicy')) }];
}

function topic(system: TopicResource['system']) {
  return (constructs: Constructs, construct: Construct): readonly TopicResource[] => [
    { kind: 'topic', ...base(construct), system, ...nameIn(constructs, constructs.property(construct, 'name')) },
  ];
}

/** Service Bus keeps what failed in a queue of its own, always: after 10 deliveries unless `maxDeliveryCount` says otherwise. */
function readServiceBusQueue(constructs: Constructs, construct: Construct): readonly QueueResource[] {
  const maxDeliveries = numberOf(constructs.property(construct, 'maxDeliveryCount')) ?? 10;
  const name = nameIn(constructs, constructs.property(construct, construct.name.startsWith('pulumi-azure-native') ? 'queueName' : 'name'));
  const target: InfrastructureValue = { kind: 'text', text: '$DeadLetterQueue' };
  return [{ kind: 'queue', ...base(construct), system: 'servicebus', ...name, deadLetter: { target, maxDeliveries, at: construct.at } }];
}

