import type { Broker, ProducerPattern } from '../model/broker.ts';

const put: ProducerPattern = { destination: ['0.StreamName', '0.StreamARN'], deduplication: [], outcome: 'promise' };
const callback: ProducerPattern = { ...put, outcome: 'callback or promise' };

/**
 * Amazon Kinesis by the AWS SDK, versions 3 and 2. Lambda functions that read a stream stand in infrastructure files.
 * Source: `@aws-sdk/client-kinesis` 3.1143.0 `dist-types/models`; `aws-sdk` 2 `clients/kinesis.d.ts`.
 */
export const kinesis: Broker = {
  name: 'kinesis',
  title: 'Amazon Kinesis (AWS SDK)',
  system: 'aws_kinesis',
  shape: {
    packages: ['@aws-sdk/client-kinesis', 'aws-sdk', 'aws-sdk/clients/kinesis', 'aws-sdk/clients/all'],
    defaultExport: 'Kinesis',
    sameAs: { 'AWS.Kinesis': 'Kinesis', 'default.Kinesis': 'Kinesis' },
  },
  producers: { 'new PutRecordCommand': put, 'new PutRecordsCommand': put, 'Kinesis.putRecord': callback, 'Kinesis.putRecords': callback },
};
