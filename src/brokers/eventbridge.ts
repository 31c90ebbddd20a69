import type { Broker } from '../model/broker.ts';

/**
 * Amazon EventBridge by the AWS SDK, versions 3 and 2. The rules that pick events stand in infrastructure files.
 * Source: `@aws-sdk/client-eventbridge` 3.1169.0 `dist-types/models`; `aws-sdk` 2 `clients/eventbridge.d.ts`.
 */
export const eventbridge: Broker = {
  name: 'eventbridge',
  title: 'Amazon EventBridge (AWS SDK)',
  system: 'aws_eventbridge',
  shape: {
    packages: ['@aws-sdk/client-eventbridge', 'aws-sdk', 'aws-sdk/clients/eventbridge', 'aws-sdk/clients/all'],
    defaultExport: 'EventBridge',
    sameAs: { 'AWS.EventBridge': 'EventBridge', 'default.EventBridge': 'EventBridge' },
  },
  producers: {
    'new PutEventsCommand': { destination: ['0.Entries.0.EventBusName'], job: '0.Entries.0.DetailType', deduplication: [], outcome: 'promise' },
    'EventBridge.putEvents': { destination: ['0.Entries.0.EventBusName'], job: '0.Entries.0.DetailType', deduplication: [], outcome: 'callback or promise' },
  },
};
