import type { Broker } from '../model/broker.ts';

/**
 * Azure Service Bus. Every queue and subscription has a dead-letter sub-queue: a message goes there when it was
 * delivered `maxDeliveryCount` times. `processMessage` that throws abandons its message, one that returns completes it,
 * unless `autoCompleteMessages` is false.
 * Source: `@azure/service-bus` 7.9.5 `types/latest/service-bus.d.ts`, `dist-esm/src/core/streamingReceiver.js`.
 */
export const azureServiceBus: Broker = {
  name: 'azure-service-bus',
  title: 'Azure Service Bus',
  system: 'servicebus',
  delivery: {
    deadLetter: 'kept',
    deliveries: 'delivery count',
    redelivery: 'Service Bus delivers again what is abandoned, and what is not settled before its lock is lost.',
    settledOnDelivery: [['receiveMode', 'receiveAndDelete']],
    settledByHandler: ['autoCompleteMessages', false],
  },
  shape: {
    packages: ['@azure/service-bus'],
    returns: {
      'ServiceBusClient.createReceiver': 'ServiceBusReceiver',
      'ServiceBusClient.acceptSession': 'ServiceBusReceiver',
      'ServiceBusClient.acceptNextSession': 'ServiceBusReceiver',
      'ServiceBusClient.createSender': 'ServiceBusSender',
      'ServiceBusReceiver.receiveMessages': 'Messages',
      'ServiceBusReceiver.getMessageIterator': 'Messages',
    },
    members: { 'Messages.*': 'ServiceBusReceivedMessage' },
    sameAs: { ServiceBusSessionReceiver: 'ServiceBusReceiver' },
  },
  handlerParameters: ['ServiceBusReceivedMessage'],
  consumers: {
    'ServiceBusReceiver.subscribe': { destination: ['maker.0'], handler: ['0.processMessage'], options: ['1', 'maker.last'] },
    'ServiceBusReceiver.receiveMessages': { destination: ['maker.0'], handler: ['enclosing'], options: ['maker.last'], byHand: true },
    'ServiceBusReceiver.getMessageIterator': { destination: ['maker.0'], handler: ['enclosing'], options: ['maker.last'], byHand: true },
  },
  producers: {
    'ServiceBusSender.sendMessages': { destination: ['maker.0'], deduplication: ['0.messageId', '0.0.messageId'], outcome: 'promise' },
    'ServiceBusSender.scheduleMessages': { destination: ['maker.0'], deduplication: ['0.messageId', '0.0.messageId'], outcome: 'promise' },
  },
  settlements: {
    'ServiceBusReceiver.completeMessage': { settles: 'ack' },
    'ServiceBusReceiver.abandonMessage': { settles: 'requeue' },
    'ServiceBusReceiver.deferMessage': { settles: 'requeue' },
    'ServiceBusReceiver.deadLetterMessage': { settles: 'dead-letter' },
    'ServiceBusReceiver.renewMessageLock': { settles: 'extend' },
  },
  listeners: { 'ServiceBusReceiver.subscribe': { destination: ['maker.0'], says: 'failure', handler: '0.processError' } },
};
