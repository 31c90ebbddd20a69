import type { Broker } from '../model/broker.ts';

/**
 * `@ssut/nestjs-sqs`: sqs-consumer behind decorators; its module maps names to queue URLs.
 * Source: `@ssut/nestjs-sqs` 3.0.1 `dist/sqs.{decorators,service,types,module}.d.ts`.
 */
export const nestjsSqs: Broker = {
  name: 'nestjs-sqs',
  title: '@ssut/nestjs-sqs',
  system: 'aws_sqs',
  delivery: {
    deadLetter: 'redrive policy',
    deliveries: 'redrive policy',
    redelivery: 'SQS delivers at least once, and again when the handler fails or exceeds the visibility timeout.',
  },
  failsByThrowing: true,
  shape: { packages: ['@ssut/nestjs-sqs'] },
  decorators: { SqsMessageHandler: { on: 'method', destination: ['0'] } },
  producers: {
    'SqsService.send': { destination: ['0'], options: '1', deduplication: ['1.deduplicationId', '1.0.deduplicationId'], deduplicationAlone: ['1.deduplicationId', '1.0.deduplicationId'], deduplicationDemanded: true, outcome: 'promise' },
  },
  listenerDecorators: { SqsConsumerEventHandler: { destination: ['0'], event: '1' } },
  events: { processing_error: 'failure', timeout_error: 'failure', error: 'fault', message_processed: 'success', response_processed: 'success' },
};
