import type { Broker } from '../model/broker.ts';

/**
 * Google Pub/Sub, pull subscriptions.
 * Source: `@google-cloud/pubsub` 5.3.1 and 6.3.2 `build/src/{pubsub,topic,subscription,subscriber}.d.ts`.
 */
export const googlePubsub: Broker = {
  name: 'google-pubsub',
  title: 'Google Pub/Sub',
  system: 'gcp_pubsub',
  delivery: {
    deadLetter: 'subscription policy',
    deliveries: 'subscription policy',
    redelivery: 'Pub/Sub delivers at least once, and again after a nack or the acknowledgement deadline.',
    settledByHandler: true,
  },
  feeds: ['gcp_pubsub'],
  shape: {
    packages: ['@google-cloud/pubsub'],
    returns: {
      'PubSub.subscription': 'Subscription',
      'PubSub.topic': 'Topic',
      'Topic.subscription': 'Subscription',
      'PubSub.createTopic': 'Topic',
    },
    callbacks: { 'Subscription.on#1': ['Message'], 'Subscription.once#1': ['Message'] },
  },
  handlerParameters: ['Message'],
  consumers: {
    'Subscription.on': { destination: ['maker.0'], handler: ['1'], options: 'maker.1', when: ['0', 'message'] },
  },
  producers: {
    'Topic.publishMessage': { destination: ['maker.0'], deduplication: [], outcome: 'promise' },
    'Topic.publish': { destination: ['maker.0'], deduplication: [], outcome: 'promise' },
    'Topic.publishJSON': { destination: ['maker.0'], deduplication: [], outcome: 'promise' },
  },
  settlements: {
    'Message.ack': { settles: 'ack' },
    'Message.ackWithResponse': { settles: 'ack' },
    'Message.nack': { settles: 'requeue' },
    'Message.nackWithResponse': { settles: 'requeue' },
    'Message.modAck': { settles: 'extend' },
  },
  declarations: {
    'Topic.createSubscription': { destination: ['0'], options: '1' },
    'PubSub.createSubscription': { destination: ['1'], options: '2' },
    'Subscription.setMetadata': { destination: ['maker.0'], options: '0' },
  },
  listeners: { 'Subscription.on': { destination: ['maker.0'], event: '0', handler: '1' } },
  events: { error: 'fault' },
};
