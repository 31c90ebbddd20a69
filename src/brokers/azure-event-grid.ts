import type { Broker } from '../model/broker.ts';

/**
 * Azure Event Grid: events are pushed to functions and web hooks, so that the client only sends.
 * Source: `@azure/eventgrid` 5.12.0 `dist/commonjs/eventGridClient.d.ts`.
 */
export const azureEventGrid: Broker = {
  name: 'azure-event-grid',
  title: 'Azure Event Grid',
  system: 'eventgrid',
  shape: { packages: ['@azure/eventgrid', '@azure/eventgrid-namespaces'] },
  producers: {
    'EventGridPublisherClient.send': { destination: ['maker.0'], deduplication: ['0.0.id'], outcome: 'promise' },
    'EventGridSenderClient.sendEvents': { destination: ['maker.2'], deduplication: ['0.id'], outcome: 'promise' },
  },
};
