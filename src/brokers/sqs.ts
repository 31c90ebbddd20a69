import type { Broker } from '../model/broker.ts';

/**
 * Amazon SQS by the AWS SDK, version 3 (commands and the aggregated client) and version 2.
 * A command is sent by `client.send(new XCommand(…))`: the key is the command.
 * Source: `@aws-sdk/client-sqs` 3.1169.0 `dist-types/models`; `aws-sdk` 2 `clients/sqs.d.ts`.
 */
export const sqs: Broker = {
  name: 'sqs',
  title: 'Amazon SQS (AWS SDK)',
  system: 'aws_sqs',
  delivery: {
    deadLetter: 'redrive policy',
    deliveries: 'redrive policy',
    redelivery: 'SQS delivers at least once, and again when the handler fails or exceeds the visibility timeout.',
    settledByHandler: true,
  },
  // Source: SQS API `SendMessage`.
  hazards: [
    {
      on: 'producer',
      option: 'QueueUrl',
      is: { matches: '\\.fifo$' },
      also: [{ option: 'MessageGroupId', is: 'unset' }],
      harm: 'refused',
      says: "SQS takes no message for a FIFO queue without 'MessageGroupId'.",
    },
  ],
  shape: {
    packages: ['@aws-sdk/client-sqs', 'aws-sdk', 'aws-sdk/clients/sqs', 'aws-sdk/clients/all'],
    defaultExport: 'SQS',
    sameAs: { 'AWS.SQS': 'SQS', 'default.SQS': 'SQS' },
  },
  consumers: {
    'new ReceiveMessageCommand': { destination: ['0.QueueUrl'], handler: ['enclosing'] },
    'SQS.receiveMessage': { destination: ['0.QueueUrl'], handler: ['enclosing'] },
  },
  producers: {
    'new SendMessageCommand': { destination: ['0.QueueUrl'], options: '0', deduplication: ['0.MessageDeduplicationId'], deduplicationAlone: ['0.MessageDeduplicationId'], deduplicationDemanded: true, outcome: 'promise' },
    'new SendMessageBatchCommand': { destination: ['0.QueueUrl'], deduplication: ['0.Entries.0.MessageDeduplicationId'], deduplicationAlone: ['0.Entries.0.MessageDeduplicationId'], deduplicationDemanded: true, outcome: 'promise' },
    'SQS.sendMessage': { destination: ['0.QueueUrl'], options: '0', deduplication: ['0.MessageDeduplicationId'], deduplicationAlone: ['0.MessageDeduplicationId'], deduplicationDemanded: true, outcome: 'callback or promise' },
    'SQS.sendMessageBatch': { destination: ['0.QueueUrl'], outcome: 'callback or promise' },
  },
  settlements: {
    'new DeleteMessageCommand': { settles: 'ack' },
    'new DeleteMessageBatchCommand': { settles: 'ack' },
    'SQS.deleteMessage': { settles: 'ack' },
    'SQS.deleteMessageBatch': { settles: 'ack' },
    'new ChangeMessageVisibilityCommand': { settles: 'extend' },
    'new ChangeMessageVisibilityBatchCommand': { settles: 'extend' },
    'SQS.changeMessageVisibility': { settles: 'extend' },
  },
};
