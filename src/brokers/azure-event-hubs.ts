import type { Broker } from '../model/broker.ts';

/**
 * Azure Event Hubs. `processEvents` that throws ends the reading of its partition; whoever takes it over begins at the
 * last checkpoint.
 * Source: `@azure/event-hubs` 6.0.4 `dist/commonjs/partitionPump.js`, `eventHubConsumerClient.d.ts`.
 */
export const azureEventHubs: Broker = {
  name: 'azure-event-hubs',
  title: 'Azure Event Hubs',
  system: 'eventhubs',
  delivery: {
    deadLetter: 'handler',
    deliveries: 'without end',
    redelivery: 'Event Hubs deliver again from the last checkpoint after a failure or when another client takes the partition over.',
  },
  shape: {
    packages: ['@azure/event-hubs'],
    callbacks: {
      'EventHubConsumerClient.subscribe#0.processEvents': ['Events', 'PartitionContext'],
      'EventHubConsumerClient.subscribe#1.processEvents': ['Events', 'PartitionContext'],
    },
  },
  handlerParameters: ['Events', 'PartitionContext'],
  consumers: {
    'EventHubConsumerClient.subscribe': { destination: ['maker.2'], handler: ['0.processEvents', '1.processEvents'], options: 'last' },
  },
  producers: {
    'EventHubProducerClient.sendBatch': { destination: ['maker.1'], deduplication: [], outcome: 'promise' },
    'EventHubBufferedProducerClient.enqueueEvent': { destination: ['maker.1'], deduplication: [], outcome: 'promise' },
    'EventHubBufferedProducerClient.enqueueEvents': { destination: ['maker.1'], deduplication: [], outcome: 'promise' },
  },
  settlements: { 'PartitionContext.updateCheckpoint': { settles: 'ack' } },
  listeners: {
    'EventHubConsumerClient.subscribe': { destination: ['maker.2'], says: 'failure', handler: '0.processError' },
  },
};
