import type { PartialResult } from '../model/effect.ts';

const aws = (service: string, client: string, command: string, property: string, loses: PartialResult['loses']): PartialResult => ({
  packages: [`@aws-sdk/client-${service}`, 'aws-sdk', `aws-sdk/clients/${service}`],
  keys: [`new ${command}Command`, `${client}.${command[0]?.toLowerCase() ?? ''}${command.slice(1)}`, `AWS.${client}.${command[0]?.toLowerCase() ?? ''}${command.slice(1)}`],
  call: command,
  property,
  loses,
});

/**
 * Calls that succeed although some of their entries failed: only the result tells.
 * Source: typings of `@aws-sdk/client-{sqs,sns,eventbridge,kinesis,firehose,dynamodb}` 3.11xx `dist-types/models`;
 * `@aws-sdk/lib-dynamodb` 3.1162.0; `aws-sdk` 2 `clients/*.d.ts`.
 */
export const partialResults: readonly PartialResult[] = [
  aws('sqs', 'SQS', 'SendMessageBatch', 'Failed', 'messages'),
  aws('sqs', 'SQS', 'DeleteMessageBatch', 'Failed', 'deletions'),
  aws('sns', 'SNS', 'PublishBatch', 'Failed', 'messages'),
  aws('eventbridge', 'EventBridge', 'PutEvents', 'FailedEntryCount', 'messages'),
  aws('kinesis', 'Kinesis', 'PutRecords', 'FailedRecordCount', 'messages'),
  aws('firehose', 'Firehose', 'PutRecordBatch', 'FailedPutCount', 'messages'),
  aws('dynamodb', 'DynamoDB', 'BatchWriteItem', 'UnprocessedItems', 'rows'),
  { packages: ['@aws-sdk/lib-dynamodb'], keys: ['new BatchWriteCommand', 'DynamoDBDocument.batchWrite'], call: 'BatchWrite', property: 'UnprocessedItems', loses: 'rows' },
  { packages: ['aws-sdk', 'aws-sdk/clients/dynamodb'], keys: ['DynamoDB.DocumentClient.batchWrite', 'AWS.DynamoDB.DocumentClient.batchWrite', 'DocumentClient.batchWrite'], call: 'batchWrite', property: 'UnprocessedItems', loses: 'rows' },
];
