import type { Broker } from '../model/broker.ts';

/**
 * liteque, jobs in SQLite. A job that fails is tried `numRetries` more times; `keepFailedJobs` decides whether it stays then.
 * Source: liteque 0.8.0 `dist/index.js` (`SqliteQueue`, `Runner`), `dist/index.d.ts`.
 */
export const liteque: Broker = {
  name: 'liteque',
  title: 'liteque',
  system: 'liteque',
  delivery: { deadLetter: 'unknown', deliveries: 'some', thrown: 'told to listeners', redelivery: 'liteque runs a job again when it fails, or when it has not ended in time.' },
  failsByThrowing: true,
  shape: { packages: ['liteque'], members: { 'SqliteQueue.queueName': '$maker.0' }, returns: { 'SqliteQueue.name': '$maker.0' } },
  consumers: { 'new Runner': { destination: ['0.queueName'], handler: ['1.run'], options: '2' } },
  producers: { 'SqliteQueue.enqueue': { destination: ['maker.0'], payload: '0', options: '1', deduplication: ['1.idempotencyKey'], outcome: 'promise' } },
  declarations: { 'new SqliteQueue': { destination: ['0'], options: '2' } },
  listeners: { 'new Runner': { destination: ['0.queueName'], says: 'failure', handler: '1.onError', optional: true } },
};
