import type { Broker } from '../model/broker.ts';

/**
 * Cloudflare Queues: the worker's `queue()` export, bound by `wrangler.toml`.
 * Source: `@cloudflare/workers-types` 5.20261117.1; wrangler 4.164.0 `config-schema.json`; Cloudflare's page "Configure Queues".
 */
export const cloudflareQueues: Broker = {
  name: 'cloudflare-queues',
  title: 'Cloudflare Queues',
  system: 'cloudflare_queues',
  // Three retries by default. Source: Cloudflare's pages "Configure Queues" (`max_retries`) and "Dead Letter Queues".
  delivery: {
    deadLetter: 'queue mapping',
    deliveries: 'queue mapping',
    thrown: 'logged',
    redelivery: 'Cloudflare Queues deliver at least once and retry what failed.',
  },
  feeds: ['cloudflare_queues'],
  failsByThrowing: true,
  shape: {
    packages: ['@cloudflare/workers-types', 'cloudflare:workers'],
    members: { 'MessageBatch.messages': 'Messages', 'Messages.*': 'Message' },
  },
  handlerParameters: ['MessageBatch'],
  producers: {
    'Queue.send': { destination: ['receiver'], outcome: 'promise' },
    'Queue.sendBatch': { destination: ['receiver'], outcome: 'promise' },
  },
  settlements: {
    'Message.ack': { settles: 'ack' },
    'Message.retry': { settles: 'requeue' },
    'MessageBatch.ackAll': { settles: 'ack' },
    'MessageBatch.retryAll': { settles: 'requeue' },
  },
};
