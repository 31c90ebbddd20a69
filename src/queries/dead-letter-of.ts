import type { Consumer, ProjectModel } from '../link/project-model.ts';
import { asynchronousDeadLetter, cloudflareDeadLetter, sqsDeadLetter, streamDeadLetter } from './dead-letter/aws.ts';
import { jobStoreDeadLetter } from './dead-letter/job-store.ts';
import { kafkaDeadLetter, pubsubDeadLetter } from './dead-letter/log.ts';
import { rabbitmqDeadLetter } from './dead-letter/rabbitmq.ts';
import { type DeadLetterVerdict, unknownUntil } from './dead-letter/verdict.ts';

export type { DeadLetterFate, DeadLetterVerdict } from './dead-letter/verdict.ts';

/** Where a message of this consumer ends that fails every time. */
export function deadLetterOf(model: ProjectModel, consumer: Consumer): DeadLetterVerdict {
  switch (consumer.system) {
    case 'bullmq':
    case 'bull':
      return jobStoreDeadLetter(model, consumer);
    case 'pg_boss':
      // Failed jobs stay as rows (7 days by default since version 10, archived before). Source: pg-boss 12.38.0 `dist/plans.js`.
      return { status: 'kept' };
    case 'aws_sqs':
      return sqsDeadLetter(model, consumer);
    case 'aws_kinesis':
    case 'aws_dynamodb_streams':
      return streamDeadLetter(consumer);
    case 'aws_sns':
    case 'aws_eventbridge':
      return asynchronousDeadLetter(model, consumer);
    case 'cloudflare_queues':
      return cloudflareDeadLetter(consumer);
    case 'rabbitmq':
      return rabbitmqDeadLetter(model, consumer);
    case 'kafka':
      return kafkaDeadLetter(consumer);
    case 'gcp_pubsub':
      return pubsubDeadLetter(model, consumer);
    case 'redis_pubsub':
    case 'nats':
    case 'mqtt':
      return { status: 'not-applicable' };
    case 'unknown':
      return unknownUntil('the transport of the microservice');
  }
}
