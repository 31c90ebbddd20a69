import type { Broker } from '../model/broker.ts';

/**
 * node-rdkafka, and the same API of Confluent's client.
 * Source: node-rdkafka 3.6.1 `index.d.ts`, `lib/kafka-consumer.js`; `@confluentinc/kafka-javascript` 1.10.1 `types/rdkafka.d.ts`.
 */
export const nodeRdkafka: Broker = {
  name: 'node-rdkafka',
  title: 'node-rdkafka',
  system: 'kafka',
  delivery: {
    deadLetter: 'unknown',
    deliveries: 'unknown',
    redelivery: 'Kafka delivers again from the last committed offset after a restart or a rebalance.',
  },
  shape: {
    packages: ['node-rdkafka', '@confluentinc/kafka-javascript'],
    returns: { createReadStream: 'ConsumerStream', 'KafkaConsumer.createReadStream': 'ConsumerStream' },
    callbacks: { 'KafkaConsumer.on#1': ['KafkaMessage'] },
    sameAs: { 'RdKafka.KafkaConsumer': 'KafkaConsumer', 'RdKafka.Producer': 'RdKafkaProducer', HighLevelProducer: 'RdKafkaProducer' },
  },
  consumers: {
    'KafkaConsumer.on': { destination: ['sibling.subscribe.0'], handler: ['1'], when: ['0', 'data'] },
    'ConsumerStream.on': { destination: ['maker.2.topics'], handler: ['1'], when: ['0', 'data'] },
  },
  producers: {
    // Told by delivery reports alone.
    'Producer.produce': { destination: ['0'], deduplication: [], outcome: 'none' },
    'RdKafkaProducer.produce': { destination: ['0'], deduplication: [], outcome: 'none' },
  },
  settlements: {
    'KafkaConsumer.commit': { settles: 'ack' },
    'KafkaConsumer.commitSync': { settles: 'ack' },
    'KafkaConsumer.commitMessage': { settles: 'ack' },
    'KafkaConsumer.commitMessageSync': { settles: 'ack' },
  },
  listeners: { 'KafkaConsumer.on': { destination: ['sibling.subscribe.0'], event: '0', handler: '1' } },
  events: { 'event.error': 'fault', disconnected: 'fault' },
};
