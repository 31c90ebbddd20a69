import type { Broker } from '../model/broker.ts';

/**
 * Rascal: RabbitMQ behind a configuration that names publications and subscriptions.
 * `ackOrNack(error)` rejects without requeueing unless a recovery strategy says otherwise.
 * Source: rascal 21.0.1 `index.js`, `lib/amqp/{Broker,BrokerAsPromised,SubscriberSession,SubscriberError}.js`, `lib/config/baseline.js`; measured.
 */
export const rascal: Broker = {
  name: 'rascal',
  title: 'Rascal',
  system: 'rabbitmq',
  delivery: {
    deadLetter: 'configured queue',
    deliveries: 'recovery',
    settledByHandler: true,
    redelivery: 'RabbitMQ delivers again what was not acknowledged when the channel closes, and what is requeued.',
  },
  shape: {
    packages: ['rascal'],
    returns: {
      'Broker.create': 'Broker',
      'BrokerAsPromised.create': 'Broker',
      createBroker: 'Broker',
      createBrokerAsPromised: 'Broker',
      'Broker.subscribe': 'Subscription',
      withDefaultConfig: '$first',
      withTestConfig: '$first',
    },
    sameAs: { BrokerAsPromised: 'Broker', SubscriptionSession: 'Subscription', SubscriberSessionAsPromised: 'Subscription' },
    callbacks: {
      'Broker.create#1': ['Error', 'Broker'],
      'Broker.subscribe#1': ['Error', 'Subscription'],
      'Broker.subscribe#2': ['Error', 'Subscription'],
      'Subscription.on#1': ['Message', 'Content', 'ackOrNack'],
    },
  },
  handlerParameters: ['Message', 'Content', 'ackOrNack'],
  consumers: { 'Subscription.on': { destination: ['maker.0'], handler: ['1'], when: ['0', 'message'] } },
  declarations: {
    'Broker.create': { destination: [], options: '0' },
    createBroker: { destination: [], options: '0' },
    createBrokerAsPromised: { destination: [], options: '0' },
  },
  producers: {
    'Broker.publish': { destination: ['0'], options: '2', deduplication: ['2.options.messageId'], outcome: 'callback or promise' },
    'Broker.forward': { destination: ['0'], options: '2', deduplication: [], outcome: 'callback or promise' },
  },
  settlements: { ackOrNack: { settles: 'ack', failsWith: '0' }, 'ackOrNack()': { settles: 'ack', failsWith: '0' } },
  listeners: { 'Subscription.on': { destination: ['maker.0'], event: '0', handler: '1' }, 'Broker.on': { destination: [], event: '0', handler: '1' } },
  events: { error: 'fault', invalid_content: 'failure', redeliveries_exceeded: 'failure', redeliveries_error: 'failure' },
};
