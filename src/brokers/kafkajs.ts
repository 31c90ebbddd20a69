import type { Broker } from '../model/broker.ts';

/**
 * KafkaJS, and Confluent's client where it has the same shape.
 * Source: kafkajs 2.2.4 `src/consumer/{index,runner}.js`, `types/index.d.ts`.
 */
export const kafkajs: Broker = {
  name: 'kafkajs',
  title: 'KafkaJS',
  system: 'kafka',
  delivery: {
    deadLetter: 'handler',
    deliveries: 'without end',
    thrown: 'logged',
    redelivery: 'Kafka delivers again from the last committed offset after a failure or a rebalance.',
  },
  failsByThrowing: true,
  // Source: kafkajs 2.2.4 `src/consumer/runner.js`: `stop`, which `disconnect` calls, waits for the batch in work.
  closing: { calls: ['Consumer.disconnect', 'Consumer.stop'], waits: 'disconnect', interrupted: 'nobody reads its partitions until the session has timed out' },
  shape: {
    packages: ['kafkajs', '@confluentinc/kafka-javascript'],
    returns: {
      'Kafka.consumer': 'Consumer',
      'Kafka.producer': 'Producer',
      'Kafka.admin': 'Admin',
      'Producer.transaction': 'Producer',
    },
    sameAs: { 'KafkaJS.Kafka': 'Kafka', Transaction: 'Producer', EachMessagePayload: 'EachBatchPayload' },
    callbacks: { 'Consumer.run#0.eachMessage': ['EachBatchPayload'], 'Consumer.run#0.eachBatch': ['EachBatchPayload'] },
  },
  handlerParameters: ['EachBatchPayload'],
  consumers: {
    'Consumer.run': {
      destination: ['sibling.subscribe.0.topic', 'sibling.subscribe.0.topics'],
      handler: ['0.eachMessage', '0.eachBatch'],
      options: '0',
    },
  },
  producers: {
    'Producer.send': { destination: ['0.topic'], deduplication: [], outcome: 'promise' },
    'Producer.sendBatch': { destination: ['0.topicMessages.0.topic'], deduplication: [], outcome: 'promise' },
  },
  settlements: {
    'Consumer.commitOffsets': { settles: 'ack' },
    'EachBatchPayload.resolveOffset': { settles: 'ack' },
    'EachBatchPayload.commitOffsetsIfNecessary': { settles: 'ack' },
    'EachBatchPayload.heartbeat': { settles: 'extend' },
  },
  listeners: { 'Consumer.on': { destination: ['sibling.subscribe.0.topic', 'sibling.subscribe.0.topics'], event: '0', handler: '1' } },
  events: { CRASH: 'failure', 'consumer.crash': 'failure', STOP: 'fault', DISCONNECT: 'fault' },
};
