import type { Broker, ConsumerPattern } from '../model/broker.ts';

const consumer: ConsumerPattern = { destination: ['maker.0'], handler: ['0.callback', 'enclosing'] };

/**
 * NATS JetStream: streams with acknowledgements. A consumer's `max_deliver` is -1 unless it is set: a message that
 * always fails comes again for ever. One that was tried `max_deliver` times stays in the stream, and only an advisory
 * tells of it.
 * Source: nats 2.29.3 `lib/jetstream/{types,jsmsg,jsapi_types}.d.ts`; `@nats-io/jetstream` 3.4.0 `lib/types.d.ts`;
 * measured on nats-server 2.9.10.
 */
export const jetstream: Broker = {
  name: 'jetstream',
  title: 'NATS JetStream',
  system: 'jetstream',
  delivery: {
    deadLetter: 'consumer configuration',
    deliveries: 'consumer configuration',
    redelivery: 'JetStream delivers again what is not acknowledged in time, and what is refused.',
    settledByHandler: true,
  },
  shape: {
    packages: ['nats', '@nats-io/jetstream', 'nats.ws'],
    returns: {
      connect: 'NatsConnection',
      jetstream: 'JetStreamClient',
      jetstreamManager: 'JetStreamManager',
      'NatsConnection.jetstream': 'JetStreamClient',
      'NatsConnection.jetstreamManager': 'JetStreamManager',
      'JetStreamManager.jetstream': 'JetStreamClient',
      'JetStreamClient.jetstreamManager': 'JetStreamManager',
      'Consumers.get': 'Consumer',
      'Consumers.getPushConsumer': 'Consumer',
      'Consumer.consume': 'Messages',
      'Consumer.fetch': 'Messages',
      'Consumer.next': 'JsMsg',
      'JetStreamClient.subscribe': 'Messages',
      'JetStreamClient.pullSubscribe': 'Messages',
      'JetStreamClient.fetch': 'Messages',
      'JetStreamClient.pull': 'JsMsg',
    },
    members: {
      'JetStreamClient.consumers': 'Consumers',
      'JetStreamManager.consumers': 'ConsumerAPI',
      'JetStreamManager.streams': 'StreamAPI',
      'Messages.*': 'JsMsg',
    },
    callbacks: { 'Consumer.consume#0.callback': ['JsMsg'], 'JetStreamClient.subscribe#1.callbackFn': ['NatsError', 'JsMsg'] },
    sameAs: { PushConsumer: 'Consumer', ConsumerMessages: 'Messages', JetStreamSubscription: 'Messages', JetStreamPullSubscription: 'Messages' },
  },
  handlerParameters: ['JsMsg'],
  consumers: {
    'Consumer.consume': consumer,
    'Consumer.fetch': { ...consumer, handler: ['enclosing'] },
    'Consumer.next': { ...consumer, handler: ['enclosing'] },
    'JetStreamClient.subscribe': { destination: ['0'], handler: ['1.callbackFn', 'enclosing'], options: '1.config' },
    'JetStreamClient.pullSubscribe': { destination: ['0'], handler: ['enclosing'], options: '1.config' },
    'JetStreamClient.fetch': { destination: ['0'], handler: ['enclosing'] },
    'JetStreamClient.pull': { destination: ['0'], handler: ['enclosing'] },
  },
  producers: {
    'JetStreamClient.publish': { destination: ['0'], options: '2', deduplication: ['2.msgID'], deduplicationAlone: ['2.msgID'], outcome: 'promise' },
  },
  settlements: {
    'JsMsg.ack': { settles: 'ack' },
    'JsMsg.ackAck': { settles: 'ack' },
    'JsMsg.next': { settles: 'ack' },
    'JsMsg.nak': { settles: 'requeue' },
    'JsMsg.term': { settles: 'reject' },
    'JsMsg.working': { settles: 'extend' },
  },
  declarations: {
    'ConsumerAPI.add': { destination: ['0'], options: '1' },
    'ConsumerAPI.update': { destination: ['0'], options: '2' },
  },
};
