import type { Broker } from '../model/broker.ts';

/**
 * Azure Storage queues, polled. A message that is not deleted becomes visible again until its time to live is over;
 * nothing but the receiver counts how often.
 * Source: `@azure/storage-queue` 12.32.0 `dist/commonjs/QueueClient.d.ts`.
 */
export const azureStorageQueue: Broker = {
  name: 'azure-storage-queue',
  title: 'Azure Storage queues',
  system: 'azure_storage_queues',
  delivery: {
    deadLetter: { countedBy: ['dequeueCount'], uncounted: 'cyclesUntilRetention' },
    deliveries: 'as dead letters',
    redelivery: 'A storage queue delivers again what is not deleted before its visibility timeout.',
    settledByHandler: true,
  },
  shape: {
    packages: ['@azure/storage-queue'],
    returns: { 'QueueServiceClient.getQueueClient': 'QueueClient', 'QueueServiceClient.fromConnectionString': 'QueueServiceClient', 'QueueClient.receiveMessages': 'Received' },
    members: { 'Received.receivedMessageItems': 'Items', 'Items.*': 'Item' },
  },
  consumers: { 'QueueClient.receiveMessages': { destination: ['maker.1', 'maker.0'], handler: ['enclosing'] } },
  producers: { 'QueueClient.sendMessage': { destination: ['maker.1', 'maker.0'], outcome: 'promise' } },
  settlements: { 'QueueClient.deleteMessage': { settles: 'ack' }, 'QueueClient.updateMessage': { settles: 'extend' } },
};
