import type { Broker, ConsumerPattern, ProducerPattern } from '../model/broker.ts';

const receive: ConsumerPattern = { destination: ['0.qname'], handler: ['enclosing'] };
const send: ProducerPattern = { destination: ['0.qname'], deduplication: [], outcome: 'callback or promise' };

/**
 * RSMQ: a queue in Redis after SQS. A message is hidden for `vt` (30 s) and comes again until it is deleted, without end;
 * `popMessage` deletes it as it is received.
 * Source: rsmq 0.12.4 `index.{js,d.ts}`; rsmq-worker 0.5.2 README.
 */
export const rsmq: Broker = {
  name: 'rsmq',
  title: 'RSMQ',
  system: 'rsmq',
  delivery: {
    deadLetter: 'unknown',
    deliveries: 'unknown',
    settledByHandler: true,
    redelivery: 'RSMQ delivers again what was not deleted within the visibility time.',
  },
  shape: {
    packages: ['rsmq'],
    defaultExport: 'RedisSMQ',
    sameAs: { 'default.RedisSMQ': 'RedisSMQ' },
  },
  consumers: { 'RedisSMQ.receiveMessage': receive, 'RedisSMQ.receiveMessageAsync': receive },
  producers: { 'RedisSMQ.sendMessage': send, 'RedisSMQ.sendMessageAsync': { ...send, outcome: 'promise' } },
  settlements: {
    'RedisSMQ.deleteMessage': { settles: 'ack' },
    'RedisSMQ.deleteMessageAsync': { settles: 'ack' },
    'RedisSMQ.changeMessageVisibility': { settles: 'extend' },
    'RedisSMQ.changeMessageVisibilityAsync': { settles: 'extend' },
  },
  declarations: { 'RedisSMQ.createQueue': { destination: ['0.qname'], options: '0' }, 'RedisSMQ.createQueueAsync': { destination: ['0.qname'], options: '0' } },
};
