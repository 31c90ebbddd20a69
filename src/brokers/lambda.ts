import type { Broker } from '../model/broker.ts';
import type { Delivery } from '../model/delivery.ts';

/** Source: aws-lambda-nodejs-runtime-interface-client 3.3.0 `dist/index.mjs` handleOnceNonStreaming: a promise settles as well. */
const byCallback = { parameters: 3, unlessAsync: true } as const;

const stream: Delivery = {
  deadLetter: 'stream mapping',
  deliveries: 'stream mapping',
  thrown: 'logged',
  redelivery: 'Lambda repeats the batch when one of its records fails.',
  polled: true,
  settledByHandler: byCallback,
};

/** Three runs. Source: Lambda API `PutFunctionEventInvokeConfig`, MaximumRetryAttempts 2 by default. */
const asynchronous: Delivery = {
  deadLetter: 'function',
  deliveries: 3,
  thrown: 'logged',
  redelivery: 'Lambda runs a failed event twice more, and the event itself may come more than once.',
  settledByHandler: byCallback,
};

/**
 * AWS Lambda handlers, known by the types of `aws-lambda` (also in JSDoc) or by an infrastructure file.
 * Source: `@types/aws-lambda` 8.10.164 `trigger/*.d.ts`; `@aws-lambda-powertools/batch` 2.35.0 `lib/esm/types.d.ts`.
 */
export const lambda: Broker = {
  name: 'lambda',
  title: 'AWS Lambda',
  system: 'aws_sqs',
  delivery: {
    aws_sqs: {
      deadLetter: 'redrive policy',
      deliveries: 'redrive policy',
      thrown: 'logged',
      redelivery: 'SQS delivers at least once, and again when the handler fails or exceeds the visibility timeout.',
      polled: true,
      settledByHandler: byCallback,
    },
    aws_kinesis: stream,
    aws_dynamodb_streams: stream,
    aws_sns: asynchronous,
    aws_eventbridge: asynchronous,
    kafka: { deadLetter: 'handler', deliveries: 'without end', thrown: 'logged', redelivery: 'Kafka delivers again from the last committed offset after a failure or a rebalance.' },
  },
  feeds: ['aws_sqs', 'aws_kinesis', 'aws_dynamodb_streams', 'aws_sns', 'aws_eventbridge', 'kafka'],
  failsByThrowing: true,
  shape: { packages: ['aws-lambda', '@types/aws-lambda'] },
  // Source: the same file, CallbackContext and InvokeContext; the runtime of Node 24 takes no callback.
  handlerParameters: [undefined, 'Context', 'Callback'],
  settlements: {
    Callback: { settles: 'ack', failsWith: '0' }, 'Callback()': { settles: 'ack', failsWith: '0' },
    'Context.succeed': { settles: 'ack' },
    'Context.fail': { settles: 'reject' },
    'Context.done': { settles: 'ack', failsWith: '0' },
  },
  handlerTypes: {
    SQSHandler: { system: 'aws_sqs', of: 'handler' },
    SQSEvent: { system: 'aws_sqs', of: 'event' },
    KinesisStreamHandler: { system: 'aws_kinesis', of: 'handler' },
    KinesisStreamEvent: { system: 'aws_kinesis', of: 'event' },
    DynamoDBStreamHandler: { system: 'aws_dynamodb_streams', of: 'handler' },
    DynamoDBStreamEvent: { system: 'aws_dynamodb_streams', of: 'event' },
    SNSHandler: { system: 'aws_sns', of: 'handler' },
    SNSEvent: { system: 'aws_sns', of: 'event' },
    EventBridgeHandler: { system: 'aws_eventbridge', of: 'handler' },
    EventBridgeEvent: { system: 'aws_eventbridge', of: 'event' },
    MSKHandler: { system: 'kafka', of: 'handler' },
    MSKEvent: { system: 'kafka', of: 'event' },
    SelfManagedKafkaHandler: { system: 'kafka', of: 'handler' },
    SelfManagedKafkaEvent: { system: 'kafka', of: 'event' },
  },
};
