import type { Broker } from '../model/broker.ts';

/**
 * `ffc-messaging`, a wrapper of `@azure/service-bus`: `autoCompleteMessages` is false unless its configuration says
 * otherwise.
 * Source: ffc-messaging 2.10.8 `app/messaging/{message-receiver,message-sender,message-batch-sender}.js`.
 */
export const ffcMessaging: Broker = {
  name: 'ffc-messaging',
  title: 'ffc-messaging',
  system: 'servicebus',
  delivery: {
    deadLetter: 'kept',
    deliveries: 'delivery count',
    redelivery: 'Service Bus delivers again what is abandoned, and what is not settled before its lock is lost.',
    settledByHandler: true,
  },
  shape: {
    packages: ['ffc-messaging'],
    returns: { 'MessageReceiver.receiveMessages': 'Messages' },
    callbacks: { 'new MessageReceiver#1': ['ServiceBusReceivedMessage'] },
  },
  consumers: {
    'new MessageReceiver': { destination: ['0.topic', '0.address'], handler: ['1'], options: '0' },
  },
  producers: {
    'MessageSender.sendMessage': { destination: ['maker.0.address'], deduplication: ['0.messageId'], outcome: 'promise' },
    'MessageSender.scheduleMessage': { destination: ['maker.0.address'], deduplication: ['0.messageId'], outcome: 'promise' },
    'MessageBatchSender.sendBatchMessages': { destination: ['maker.0.address'], deduplication: ['0.0.messageId'], outcome: 'promise' },
  },
  settlements: {
    'MessageReceiver.completeMessage': { settles: 'ack' },
    'MessageReceiver.abandonMessage': { settles: 'requeue' },
    'MessageReceiver.deferMessage': { settles: 'requeue' },
    'MessageReceiver.deadLetterMessage': { settles: 'dead-letter' },
  },
  listeners: { 'MessageReceiver.subscribe': { destination: ['maker.0.topic', 'maker.0.address'], says: 'failure', handler: '0' } },
};
