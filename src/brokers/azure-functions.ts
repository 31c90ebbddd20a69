import type { Broker, ConsumerPattern, MessagingSystem } from '../model/broker.ts';

const trigger = (system: MessagingSystem, name: string): ConsumerPattern => ({ destination: [`1.${name}`], handler: ['1.handler'], options: '1', system });

/**
 * Azure Functions, version 4 by calls, version 3 by `function.json`. A function that throws abandons its message: Service
 * Bus moves it to its dead-letter sub-queue in the end, the queue trigger moves it to `<queue>-poison` after
 * `maxDequeueCount` (5) tries. Event Hubs go on behind a failure: the checkpoint moves whether a function succeeds or
 * not, after the last try of its retry policy, if it has one.
 * Source: `@azure/functions` 4.16.5 `types/{app,serviceBus,storage,eventHub,eventGrid,index}.d.ts`; Microsoft's pages on
 * `host.json`, "Azure Functions reliable event processing" and "Azure Functions error handling and retries".
 */
export const azureFunctions: Broker = {
  name: 'azure-functions',
  title: 'Azure Functions',
  system: 'servicebus',
  delivery: {
    servicebus: {
      deadLetter: 'kept',
      deliveries: 'delivery count',
      redelivery: 'Service Bus delivers again what a function failed to process.',
    },
    azure_storage_queues: {
      deadLetter: 'kept',
      deliveries: 'host settings',
      redelivery: 'The queue trigger runs a message again when the function fails (5 times by default).',
    },
    eventhubs: {
      deadLetter: 'retry policy',
      deliveries: 'retry policy',
      redelivery: 'Event Hubs deliver a batch again when the host stops before its checkpoint.',
    },
    eventgrid: { deadLetter: 'event subscription', deliveries: 'some', redelivery: 'Event Grid delivers again what was not answered with success.' },
  },
  feeds: ['servicebus', 'azure_storage_queues', 'eventhubs', 'eventgrid'],
  settingsInNames: /%([^%]+)%/,
  failsByThrowing: ['servicebus', 'azure_storage_queues'],
  shape: { packages: ['@azure/functions'], members: { 'InvocationContext.extraOutputs': 'ExtraOutputs' } },
  consumers: {
    'app.serviceBusQueue': trigger('servicebus', 'queueName'),
    'app.serviceBusTopic': trigger('servicebus', 'topicName'),
    'app.storageQueue': trigger('azure_storage_queues', 'queueName'),
    'app.eventHub': trigger('eventhubs', 'eventHubName'),
    'app.eventGrid': { destination: [], handler: ['1.handler'], system: 'eventgrid' },
  },
  // An output binding: what is set is sent when the function has succeeded.
  producers: { 'ExtraOutputs.set': { destination: [], outcome: 'none' } },
};
