import type { Broker } from '../model/broker.ts';

/**
 * no-kafka. A handler that fails is logged, and the consumer goes on with what comes behind.
 * Source: no-kafka 3.4.4 `lib/{base_consumer,group_consumer,producer}.js`.
 */
export const noKafka: Broker = {
  name: 'no-kafka',
  title: 'no-kafka',
  system: 'kafka',
  delivery: {
    deadLetter: 'skipping handler',
    deliveries: 'unknown',
    redelivery: 'Kafka delivers again from the last committed offset after a restart or a rebalance.',
  },
  shape: { packages: ['no-kafka'] },
  consumers: {
    'GroupConsumer.init': { destination: ['0.0.subscriptions', '0.subscriptions'], handler: ['0.0.handler', '0.handler'] },
    'SimpleConsumer.subscribe': { destination: ['0'], handler: ['3', '2', '1'] },
  },
  producers: { 'Producer.send': { destination: ['0.topic', '0.0.topic'], deduplication: [], outcome: 'promise' } },
  settlements: { 'GroupConsumer.commitOffset': { settles: 'ack' }, 'SimpleConsumer.commitOffset': { settles: 'ack' } },
};
