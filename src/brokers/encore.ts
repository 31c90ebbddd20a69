import type { Broker } from '../model/broker.ts';

/**
 * Encore.ts Pub/Sub. After its retries (100 unless set) a message goes to a dead-letter queue that the framework makes.
 * Source: encore.dev 1.58.6 `pubsub/{topic,subscription}.ts`.
 */
export const encore: Broker = {
  name: 'encore',
  title: 'Encore Pub/Sub',
  system: 'encore',
  delivery: {
    deadLetter: 'kept',
    deliveries: { option: 'retryPolicy.maxRetries', more: 1, unset: 101 },
    redelivery: 'Encore delivers at least once, and again when the handler fails or exceeds the acknowledgement deadline.',
  },
  failsByThrowing: true,
  shape: { packages: ['encore.dev/pubsub'], members: { 'Topic.name': '$maker.0' } },
  consumers: {
    'new Subscription': { destination: ['0.name'], job: '1', handler: ['2.handler'], options: '2' },
  },
  producers: {
    'Topic.publish': { destination: ['maker.0'], deduplication: [], outcome: 'promise' },
  },
  declarations: { 'new Topic': { destination: ['0'], options: '1' } },
};
