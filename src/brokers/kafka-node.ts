import type { Broker, ConsumerPattern } from '../model/broker.ts';

const onMessage: ConsumerPattern = { destination: ['maker.1.0.topic', 'maker.1.0', 'maker.1'], handler: ['1'], when: ['0', 'message'] };

/**
 * kafka-node, no longer maintained. With `autoCommit`, the default, the offsets of all that was read are committed when
 * the listeners have been called, whatever becomes of their work.
 * Source: kafka-node 5.0.0 `lib/{consumer,consumerGroup,consumerGroupStream,baseClient}.js`, `types/index.d.ts`.
 */
export const kafkaNode: Broker = {
  name: 'kafka-node',
  title: 'kafka-node',
  system: 'kafka',
  delivery: {
    deadLetter: 'unknown',
    deliveries: 'unknown',
    redelivery: 'Kafka delivers again from the last committed offset after a restart or a rebalance.',
    settledOnDelivery: [['autoCommit', true, 'unset as well']],
  },
  shape: { packages: ['kafka-node'], sameAs: { HighLevelProducer: 'Producer' } },
  consumers: {
    'Consumer.on': { ...onMessage, options: 'maker.2' },
    'ConsumerGroup.on': { ...onMessage, options: 'maker.0' },
    'ConsumerGroupStream.on': { ...onMessage, options: 'maker.0', when: ['0', 'data'] },
  },
  producers: {
    // Whether it arrived, only the callback is told.
    'Producer.send': { destination: ['0.0.topic'], deduplication: [], outcome: 'none' },
  },
  settlements: {
    'Consumer.commit': { settles: 'ack' },
    'ConsumerGroup.commit': { settles: 'ack' },
    'ConsumerGroupStream.commit': { settles: 'ack' },
  },
  listeners: {
    'Consumer.on': { destination: ['maker.1.0.topic', 'maker.1.0', 'maker.1'], event: '0', handler: '1' },
    'ConsumerGroup.on': { destination: ['maker.1.0', 'maker.1'], event: '0', handler: '1' },
    'ConsumerGroupStream.on': { destination: ['maker.1.0', 'maker.1'], event: '0', handler: '1' },
  },
  events: { error: 'fault', offsetOutOfRange: 'fault' },
};
