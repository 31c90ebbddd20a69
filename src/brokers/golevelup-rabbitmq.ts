import type { Broker } from '../model/broker.ts';

/**
 * `@golevelup/nestjs-rabbitmq`. A failing handler requeues by default.
 * Source: 9.0.2 `lib/amqp/{connection,errorBehaviors}.js`, `lib/rabbitmq.interfaces.d.ts`.
 */
export const golevelupRabbitmq: Broker = {
  name: 'golevelup-rabbitmq',
  title: '@golevelup/nestjs-rabbitmq',
  system: 'rabbitmq',
  delivery: {
    deadLetter: 'subscribed exchange',
    deliveries: 'error behaviour',
    // Handlers run inside NestJS, whose `ExternalExceptionFilter` logs what they throw. Source: 5.5.0 and 9.0.2
    // `lib/rabbitmq.module.js`; `@nestjs/core` 10.4.4 `helpers/external-context-creator.js`, `exceptions/external-exception-filter.js`.
    thrown: 'logged',
    redelivery: 'RabbitMQ delivers again what was not acknowledged when the channel closes, and what is requeued.',
    settledOnDelivery: [['noAck', true]],
  },
  failsByThrowing: true,
  // Source: 9.0.2 `lib/amqp/errorBehaviors.js`.
  hazards: [
    {
      on: 'consumer',
      option: 'assertQueueErrorHandler',
      is: { named: 'forceDeleteAssertQueueErrorHandler' },
      harm: 'lost',
      says: "'forceDeleteAssertQueueErrorHandler' deletes the queue with all it holds when its arguments have changed.",
    },
  ],
  shape: { packages: ['@golevelup/nestjs-rabbitmq'] },
  consumers: {
    'AmqpConnection.createSubscriber': { destination: ['1.queue'], handler: ['0'], options: '1' },
  },
  decorators: {
    RabbitSubscribe: { on: 'method', destination: ['0.queue', '0.routingKey'], options: '0' },
    RabbitHandler: { on: 'method', destination: ['0.queue', '0.routingKey'], options: '0' },
  },
  // A handler that returns one rejects its message. Source: 5.5.0 and 9.0.2 `lib/amqp/handlerResponses.js`.
  settlements: { 'new Nack': { settles: 'reject', requeue: ['0', false] } },
  declarations: {
    'RabbitMQModule.forRoot': { destination: [], options: '1|0' },
    'RabbitMQModule.forRootAsync': { destination: [], options: '1|0.useFactory()' },
  },
  producers: {
    'AmqpConnection.publish': { destination: ['0'], job: '1', options: '3', deduplication: ['3.messageId'], outcome: 'promise' },
  },
};
