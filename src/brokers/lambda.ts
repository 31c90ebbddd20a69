import type { Broker } from '../model/broker.ts';

/**
 * AWS Lambda handlers, known by the types of `aws-lambda` (also in JSDoc) or by an infrastructure file.
 * Source: `@types/aws-lambda` 8.10.164 `trigger/*.d.ts`; `@aws-lambda-powertools/batch` 2.35.0 `lib/esm/types.d.ts`.
 */
export const lambda: Broker = {
  name: 'lambda',
  title: 'AWS Lambda',
  system: 'aws_sqs',
  shape: { packages: ['aws-lambda', '@types/aws-lambda'] },
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
