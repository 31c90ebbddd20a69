import type { Broker } from '../model/broker.ts';

const consumer = {
  destination: ['0.queueUrl'],
  handler: ['0.handleMessage', '0.handleMessageBatch'],
  options: '0',
} as const;

/**
 * sqs-consumer. What a handler's return value means changed in 14.0.0 (`queries/settlement-of.ts`).
 * Source: sqs-consumer 10.3.0 to 15.0.3 `dist/esm/consumer.js`.
 */
export const sqsConsumer: Broker = {
  name: 'sqs-consumer',
  title: 'sqs-consumer',
  system: 'aws_sqs',
  delivery: {
    deadLetter: 'redrive policy',
    deliveries: 'redrive policy',
    thrown: 'told to listeners',
    // Source: 13.0.0, 14.2.8 and 15.0.3 `dist/esm/consumer.js` executeHandler; measured.
    settledByValue: { since: 14, unless: 'alwaysAcknowledge' },
    redelivery: 'SQS delivers at least once, and again when the handler fails or exceeds the visibility timeout.',
  },
  failsByThrowing: true,
  closing: { calls: ['Consumer.stop'], interrupted: 'SQS delivers it again when the visibility timeout is over' },
  shape: { packages: ['sqs-consumer', '@bbc/sqs-consumer'], returns: { 'Consumer.create': 'Consumer' } },
  consumers: { 'Consumer.create': consumer, 'new Consumer': consumer, create: consumer },
  listeners: { 'Consumer.on': { destination: ['maker.0.queueUrl'], event: '0', handler: '1' } },
  events: { processing_error: 'failure', timeout_error: 'failure', error: 'fault', message_processed: 'success', response_processed: 'success' },
};
