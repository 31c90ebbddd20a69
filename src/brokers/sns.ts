import type { Broker } from '../model/broker.ts';

/**
 * Amazon SNS by the AWS SDK, versions 3 and 2. Who subscribes to a topic stands in infrastructure files.
 * Source: `@aws-sdk/client-sns` 3.1169.0 `dist-types/models`; `aws-sdk` 2 `clients/sns.d.ts`.
 */
export const sns: Broker = {
  name: 'sns',
  title: 'Amazon SNS (AWS SDK)',
  system: 'aws_sns',
  shape: {
    packages: ['@aws-sdk/client-sns', 'aws-sdk', 'aws-sdk/clients/sns', 'aws-sdk/clients/all'],
    defaultExport: 'SNS',
    sameAs: { 'AWS.SNS': 'SNS', 'default.SNS': 'SNS' },
  },
  producers: {
    'new PublishCommand': { destination: ['0.TopicArn', '0.TargetArn'], deduplication: ['0.MessageDeduplicationId'], deduplicationAlone: ['0.MessageDeduplicationId'], deduplicationDemanded: true, outcome: 'promise' },
    'new PublishBatchCommand': { destination: ['0.TopicArn'], deduplication: ['0.PublishBatchRequestEntries.0.MessageDeduplicationId'], deduplicationAlone: ['0.PublishBatchRequestEntries.0.MessageDeduplicationId'], deduplicationDemanded: true, outcome: 'promise' },
    'SNS.publish': { destination: ['0.TopicArn', '0.TargetArn'], deduplication: ['0.MessageDeduplicationId'], deduplicationAlone: ['0.MessageDeduplicationId'], deduplicationDemanded: true, outcome: 'callback or promise' },
    'SNS.publishBatch': { destination: ['0.TopicArn'], deduplication: ['0.PublishBatchRequestEntries.0.MessageDeduplicationId'], deduplicationAlone: ['0.PublishBatchRequestEntries.0.MessageDeduplicationId'], deduplicationDemanded: true, outcome: 'callback or promise' },
  },
};
