import type { Broker } from '../model/broker.ts';

/**
 * Vendure's job queue. A failed job stays as a record; `retries` is 0 unless the job or the plugin says otherwise.
 * Source: `@vendure/core` 3.7.3 `dist/job-queue/{job-queue.service,job-queue,job}.d.ts`, `dist/plugin/default-job-queue-plugin/sql-job-queue-strategy.js`.
 */
export const vendure: Broker = {
  name: 'vendure',
  title: 'Vendure job queue',
  system: 'vendure',
  delivery: {
    deadLetter: 'kept',
    deliveries: 'some',
    redelivery: 'Vendure runs a job again when it fails with retries left.',
  },
  failsByThrowing: true,
  shape: { packages: ['@vendure/core'], returns: { 'JobQueueService.createQueue': 'JobQueue' } },
  consumers: { 'JobQueueService.createQueue': { destination: ['0.name'], handler: ['0.process'], options: '0' } },
  producers: { 'JobQueue.add': { destination: ['maker.0.name'], options: '1', deduplication: [], outcome: 'promise' } },
};
