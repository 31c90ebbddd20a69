import type { Broker } from '../model/broker.ts';

/**
 * Functions that Google runs for the messages of a topic: Firebase's, of both generations, and CloudEvents of the
 * Functions Framework. Whether a failed one is tried again is said where it is deployed: by `retry`, by default not.
 * Source: firebase-functions 7.4.0 `lib/v1/providers/pubsub.d.ts`, `lib/v1/function-builder.d.ts`, `lib/v2/providers/pubsub.d.ts`;
 * `@google-cloud/functions-framework` 5.0.5 `build/src/function_registry.d.ts`; Google's page on retrying event-driven functions.
 */
export const googleFunctions: Broker = {
  name: 'google-functions',
  title: 'Google Cloud Functions',
  system: 'gcp_pubsub',
  delivery: {
    deadLetter: 'unknown',
    deliveries: 'unknown',
    thrown: 'logged',
    redelivery: 'Pub/Sub delivers at least once, and an event-driven function may run more than once for one event.',
    polled: true,
  },
  failsByThrowing: true,
  shape: {
    packages: [
      'firebase-functions',
      'firebase-functions/v1',
      'firebase-functions/v2',
      'firebase-functions/v2/pubsub',
      'firebase-functions/pubsub',
      '@google-cloud/functions-framework',
    ],
    returns: {
      region: 'FunctionBuilder',
      runWith: 'FunctionBuilder',
      'FunctionBuilder.region': 'FunctionBuilder',
      'FunctionBuilder.runWith': 'FunctionBuilder',
      'pubsub.topic': 'TopicBuilder',
      'FunctionBuilder.pubsub.topic': 'TopicBuilder',
    },
  },
  consumers: {
    'TopicBuilder.onPublish': { destination: ['maker.0'], handler: ['0'] },
    onMessagePublished: { destination: ['0.topic', '0'], handler: ['1'], options: '0' },
    'pubsub.onMessagePublished': { destination: ['0.topic', '0'], handler: ['1'], options: '0' },
    cloudEvent: { destination: ['0'], handler: ['1'] },
  },
};
