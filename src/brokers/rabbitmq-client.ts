import type { Broker } from '../model/broker.ts';

/**
 * `rabbitmq-client`. A handler that throws requeues (`requeue` is true unless set); what it returns may requeue or drop.
 * Source: rabbitmq-client 5.0.8 `lib/{Connection,Consumer}.d.ts`.
 */
export const rabbitmqClient: Broker = {
  name: 'rabbitmq-client',
  title: 'rabbitmq-client',
  system: 'rabbitmq',
  delivery: {
    deadLetter: 'unknown',
    deliveries: 'unknown',
    redelivery: 'RabbitMQ delivers again what was not acknowledged when the channel closes, and what is requeued.',
    settledOnDelivery: [['noAck', true]],
  },
  shape: {
    packages: ['rabbitmq-client'],
    defaultExport: 'Connection',
    returns: { 'Connection.createPublisher': 'Publisher', 'Connection.createConsumer': 'Consumer', 'Connection.acquire': 'Channel' },
    callbacks: { 'Connection.createConsumer#1': ['AsyncMessage'] },
  },
  handlerParameters: ['AsyncMessage'],
  consumers: { 'Connection.createConsumer': { destination: ['0.queue', '0.queueOptions.queue'], handler: ['1'], options: '0' } },
  producers: {
    'Publisher.send': { destination: ['0.routingKey', '0.exchange', '0'], options: '0', deduplication: ['0.messageId'], outcome: 'promise' },
    'Channel.basicPublish': { destination: ['0.routingKey', '0.exchange', '0'], options: '0', deduplication: ['0.messageId'], outcome: 'promise' },
  },
  settlements: {
    'Channel.basicAck': { settles: 'ack' },
    'Channel.basicNack': { settles: 'reject' },
    'Channel.basicReject': { settles: 'reject' },
  },
  declarations: { 'Connection.queueDeclare': { destination: ['0.queue', '0'], options: '0' }, 'Channel.queueDeclare': { destination: ['0.queue', '0'], options: '0' } },
  listeners: { 'Consumer.on': { destination: ['maker.0.queue'], event: '0', handler: '1' } },
  events: { error: 'failure' },
};
