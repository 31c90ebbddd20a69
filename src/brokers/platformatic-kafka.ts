import type { Broker } from '../model/broker.ts';

/**
 * `@platformatic/kafka`. With `autocommit`, the default, the offset is committed when messages are read, before the
 * handler sees them.
 * Source: `@platformatic/kafka` 2.12.1 `dist/clients/consumer/{options,messages-stream}.js`.
 */
export const platformaticKafka: Broker = {
  name: 'platformatic-kafka',
  title: '@platformatic/kafka',
  system: 'kafka',
  delivery: {
    deadLetter: 'unknown',
    deliveries: 'unknown',
    redelivery: 'Kafka delivers again from the last committed offset after a restart or a rebalance.',
    settledOnDelivery: [['autocommit', true, 'unset as well']],
  },
  shape: { packages: ['@platformatic/kafka'], returns: { 'Consumer.consume': 'MessagesStream' }, members: { 'MessagesStream.*': 'Message' } },
  consumers: { 'Consumer.consume': { destination: ['0.topics'], handler: ['enclosing'], options: '0' } },
  producers: { 'Producer.send': { destination: ['0.messages.0.topic'], deduplication: [], outcome: 'promise' } },
  settlements: { 'Message.commit': { settles: 'ack' } },
};
