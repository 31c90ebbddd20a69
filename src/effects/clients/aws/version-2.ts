import type { ClientEffects } from '../../../model/effect.ts';

import { PUT, UPDATE, TRANSACT } from './stores.ts';

/** What calls of `aws-sdk`, the one client of version 2 do. Where each entry was looked up: `seenIn`, and `docs/effects.md`. */
export const awsVersion2: readonly ClientEffects[] = [
  {
    name: 'aws-sdk',
    packages: ['aws-sdk', 'aws-sdk/clients/sqs'],
    kind: 'aws',
    calls: {
      publish: 'SQS.{sendMessage,sendMessageBatch} SNS.publish',
      consume: 'SQS.receiveMessage',
      ack: 'SQS.deleteMessage',
      read: 'DocumentClient.{get,query,scan,batchGet} S3.{getObject,headObject,listObjectsV2}',
      write_idem: 'DocumentClient.{put,delete} S3.{putObject,upload,deleteObject,copyObject}',
      write_cond: 'DocumentClient.{update,transactWrite}',
      send: 'SES.{sendEmail,sendRawEmail}',
      wait: 'Lambda.invoke',
    },
    conditions: [
      { calls: 'DocumentClient.put', when: PUT },
      { calls: 'DocumentClient.update', when: UPDATE },
      { calls: 'DocumentClient.transactWrite', when: TRANSACT },
    ],
    otherwise: { write_idem: 'DocumentClient.update', write_nonidem: 'DocumentClient.transactWrite' },
  },
];
