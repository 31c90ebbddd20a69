import type { Consumer, ProjectModel } from '../link/project-model.ts';
import { deliveriesOf } from './deliveries-of.ts';
import { literalsOf, optionOf } from './options.ts';

/**
 * When a message of this consumer comes a second time, as a sentence; `undefined`: it never does.
 * Sources: the documentation of each system on delivery guarantees, as in `docs/brokers.md`.
 */
export function redeliveryOf(model: ProjectModel, consumer: Consumer): string | undefined {
  switch (consumer.system) {
    case 'bullmq':
    case 'bull': {
      const { max } = deliveriesOf(model, consumer);
      const when = max !== undefined && max > 1 ? `it fails (${String(max)} attempts) or its worker stalls` : 'its worker stalls';
      return `${consumer.broker.title} runs a job again when ${when}.`;
    }
    case 'pg_boss':
      return 'pg-boss runs a job again when it fails or expires.';
    case 'aws_sqs':
      return 'SQS delivers at least once, and again when the handler fails or exceeds the visibility timeout.';
    case 'aws_kinesis':
    case 'aws_dynamodb_streams':
      return 'Lambda repeats the batch when one of its records fails.';
    case 'aws_sns':
    case 'aws_eventbridge':
      return 'Lambda runs a failed event twice more, and the event itself may come more than once.';
    case 'cloudflare_queues':
      return 'Cloudflare Queues deliver at least once and retry what failed.';
    case 'rabbitmq':
      return isAutomatic(model, consumer) ? undefined : 'RabbitMQ delivers again what was not acknowledged when the channel closes, and what is requeued.';
    case 'kafka':
      return 'Kafka delivers again from the last committed offset after a failure or a rebalance.';
    case 'gcp_pubsub':
      return 'Pub/Sub delivers at least once, and again after a nack or the acknowledgement deadline.';
    case 'redis_pubsub':
    case 'nats':
    case 'mqtt':
      return undefined;
    case 'unknown':
      return 'The broker may deliver a message more than once.';
  }
}

/** Acknowledged by being delivered. */
function isAutomatic(model: ProjectModel, { options, broker }: Consumer): boolean {
  const places = broker.name === 'nest-microservices' ? ['options.noAck'] : ['noAck'];
  return places.some((place) => literalsOf(optionOf(model.linker, options, place)).includes(true));
}
