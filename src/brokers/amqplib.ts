import type { Broker, ProducerPattern } from '../model/broker.ts';

/**
 * `Channel.publish` returns a boolean: only a confirm channel tells, by a callback, whether the broker has the message.
 * That of amqp-connection-manager returns a promise, which rejects when it is closed or the broker refuses the message.
 */
const promiseIn = ['amqp-connection-manager'];
const publish: ProducerPattern = { destination: ['0'], options: '3', deduplication: [], outcome: 'none', promiseIn };
const sendToQueue: ProducerPattern = { destination: ['0'], options: '2', deduplication: [], outcome: 'none', promiseIn };

/**
 * RabbitMQ by amqplib (promises and callbacks) and by amqp-connection-manager.
 * Source: amqplib 2.3.1 `lib/{channel_model,callback_model,api_args}.js`; amqp-connection-manager 5.0.0 `dist/types/ChannelWrapper.d.ts`.
 */
export const amqplib: Broker = {
  name: 'amqplib',
  title: 'amqplib',
  system: 'rabbitmq',
  delivery: {
    deadLetter: 'declared exchange',
    deliveries: 'requeue',
    redelivery: 'RabbitMQ delivers again what was not acknowledged when the channel closes, and what is requeued.',
    settledOnDelivery: [['noAck', true]],
    settledByHandler: true,
  },
  closing: { calls: ['Channel.close', 'Connection.close', 'Channel.cancel'], interrupted: 'RabbitMQ delivers it again, from the start' },
  shape: {
    packages: ['amqplib', 'amqplib/callback_api', 'amqp-connection-manager'],
    returns: {
      connect: 'Connection',
      'Connection.createChannel': 'Channel',
      'Connection.createConfirmChannel': 'Channel',
      'AmqpConnectionManager.createChannel': 'ChannelWrapper',
      'Channel.assertQueue': 'AssertedQueue',
    },
    members: { 'AssertedQueue.queue': '$maker.0' },
    sameAs: {
      ChannelModel: 'Connection',
      ConfirmChannel: 'Channel',
      'amqp.Channel': 'Channel',
      'amqp.ConfirmChannel': 'Channel',
      'amqp.Connection': 'Connection',
      ChannelWrapper: 'Channel',
      IAmqpConnectionManager: 'Connection',
      AmqpConnectionManager: 'Connection',
      'amqp.ChannelWrapper': 'Channel',
      'amqp.AmqpConnectionManager': 'Connection',
    },
    callbacks: {
      'connect#1': ['Error', 'Connection'],
      'connect#2': ['Error', 'Connection'],
      'Connection.createChannel#0': ['Error', 'Channel'],
      'Connection.createConfirmChannel#0': ['Error', 'Channel'],
      'Connection.createChannel#0.setup': ['Channel'],
      'Channel.addSetup#0': ['Channel'],
      'Channel.consume#1': ['ConsumeMessage'],
    },
  },
  handlerParameters: ['ConsumeMessage'],
  consumers: { 'Channel.consume': { destination: ['0'], handler: ['1'], options: '2' } },
  producers: { 'Channel.publish': publish, 'Channel.sendToQueue': sendToQueue },
  settlements: {
    'Channel.ack': { settles: 'ack' },
    'Channel.ackAll': { settles: 'ack' },
    'Channel.nack': { settles: 'reject', requeue: ['2', true] },
    'Channel.nackAll': { settles: 'reject', requeue: ['0', true] },
    'Channel.reject': { settles: 'reject', requeue: ['1', true] },
  },
  declarations: { 'Channel.assertQueue': { destination: ['0'], options: '1' } },
};
