import type { Broker } from '../model/broker.ts';

/**
 * NestJS microservices: one decorator for every transport. `@MessagePattern` is request-reply and no queue consumer.
 * Source: `@nestjs/microservices` 12.1.1 `constants.js`, `server/server-*.js`, `client/client-*.js`.
 */
export const nestMicroservices: Broker = {
  name: 'nest-microservices',
  title: 'NestJS microservices',
  system: 'unknown',
  delivery: {
    rabbitmq: {
      deadLetter: 'transport exchange',
      deliveries: 'transport',
      thrown: 'logged',
      redelivery: 'RabbitMQ delivers again what was not acknowledged when the channel closes, and what is requeued.',
      settledOnDelivery: [['options.noAck', true, 'unset as well']],
    },
    kafka: { deadLetter: 'handler', deliveries: 'without end', thrown: 'logged', redelivery: 'Kafka delivers again from the last committed offset after a failure or a rebalance.' },
    nats: { deadLetter: 'nothing', deliveries: 'once', thrown: 'logged' },
    redis_pubsub: { deadLetter: 'nothing', deliveries: 'once', thrown: 'logged' },
    mqtt: { deadLetter: 'nothing', deliveries: 'once', thrown: 'logged' },
    unknown: { deadLetter: 'unknown', deliveries: 'unknown' },
  },
  // Source: `@nestjs/microservices` 12.1.1 `server/server-kafka.js`; measured: what a handler of events throws is retried by KafkaJS.
  failsByThrowing: ['kafka'],
  // Source: `@nestjs/microservices` 12.1.1 `constants.js`, `server/server-rmq.js`; measured.
  hazards: [
    {
      on: 'transport',
      system: 'rabbitmq',
      option: 'options.noAck',
      is: 'unset',
      harm: 'lost',
      says: "'noAck' is true unless set, so RabbitMQ forgets a message when it hands it over: what fails, or is in work at a restart, is gone.",
    },
    {
      on: 'transport',
      system: 'rabbitmq',
      option: 'options.prefetchCount',
      is: 'unset',
      also: [{ option: 'options.noAck', is: { oneOf: [false] } }],
      harm: 'unlimited',
      mend: { title: 'Take up to 10 messages at once (how many is right is yours to say).', property: 'prefetchCount: 10' },
      says: "'prefetchCount' is 0 unless set: RabbitMQ hands it every message there is, into memory.",
    },
  ],
  shape: {
    packages: ['@nestjs/microservices'],
    returns: { 'ClientProxyFactory.create': 'ClientProxy' },
    sameAs: { ClientKafka: 'ClientProxy', ClientRMQ: 'ClientProxy', ClientRedis: 'ClientProxy', ClientNats: 'ClientProxy', ClientKafkaProxy: 'ClientProxy' },
  },
  decorators: { EventPattern: { on: 'method', destination: ['0'], job: ['0'] } },
  producers: {
    'ClientProxy.emit': { destination: ['0'], outcome: 'observable' },
  },
  declarations: {
    'NestFactory.createMicroservice': { destination: [], options: '1' },
    'INestApplication.connectMicroservice': { destination: [], options: '0' },
  },
};
