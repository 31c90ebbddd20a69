import type { Broker } from '../model/broker.ts';

/**
 * `@mojaloop/central-services-stream`, a wrapper of node-rdkafka. A handler that rejects is logged, and the consumer
 * goes on with what comes behind; a later commit passes the message over.
 * Source: 11.9.3 `src/kafka/consumer.js`, `src/util/{consumer,producer}.js`; `@mojaloop/central-services-shared` 18.38.2
 * `src/util/kafka/index.js`.
 */
export const centralServicesStream: Broker = {
  name: 'central-services-stream',
  title: '@mojaloop/central-services-stream',
  system: 'kafka',
  delivery: {
    deadLetter: 'skipping handler',
    deliveries: 1,
    thrown: 'logged',
    redelivery: 'Kafka delivers again from the last committed offset after a restart or a rebalance.',
  },
  failsByThrowing: true,
  shape: { packages: ['@mojaloop/central-services-stream', '@mojaloop/central-services-shared'] },
  consumers: {
    'Util.Consumer.createHandler': { destination: ['0'], handler: ['2'], options: '1' },
    'Kafka.Consumer.consume': { destination: ['maker.0'], handler: ['0'], options: 'maker.1' },
  },
  producers: {
    'Util.Producer.produceMessage': { destination: ['1.topicName'], payload: '0', deduplication: [], outcome: 'promise' },
    'Kafka.Producer.sendMessage': { destination: ['1.topicName'], payload: '0', deduplication: [], outcome: 'promise' },
    'Util.Kafka.produceGeneralMessage': { destination: ['8'], payload: '4', deduplication: [], outcome: 'promise' },
    'Util.Kafka.produceParticipantMessage': { destination: [], payload: '5', deduplication: [], outcome: 'promise' },
  },
  settlements: {
    'Kafka.Consumer.commitMessageSync': { settles: 'ack' },
    'Util.Kafka.commitMessageSync': { settles: 'ack' },
  },
};
