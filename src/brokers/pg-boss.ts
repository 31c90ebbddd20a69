import type { Broker, ProducerPattern } from '../model/broker.ts';

const send: ProducerPattern = {
  destination: ['0.name', '0'],
  options: '2',
  payload: '1',
  deduplication: ['2.id', '2.singletonKey', '0.options.singletonKey'],
  deduplicationAlone: ['2.singletonKey', '0.options.singletonKey'],
  outcome: 'promise',
};

/**
 * pg-boss.
 * Source: pg-boss 12.38.0 `dist/{index,types}.d.ts`; typings of 8.4.2, 9.0.3, 10.4.2 and 11.1.2 for the calls that changed.
 */
export const pgBoss: Broker = {
  name: 'pg-boss',
  title: 'pg-boss',
  system: 'pg_boss',
  // Failed jobs stay as rows (7 days by default since version 10, archived before). Source: pg-boss 12.38.0 `dist/plans.js`.
  delivery: {
    deadLetter: 'kept',
    // Source: 10.4.2 `src/plans.js` (2 further tries), 9.0.3 `src/attorney.js` (none, or 1 where a delay is set).
    deliveries: { option: 'retryLimit', sent: 'retryLimit', declared: 'retryLimit', more: 1, unset: 3, since: 10 },
    redelivery: 'pg-boss runs a job again when it fails or expires.',
  },
  failsByThrowing: true,
  closing: { calls: ['PgBoss.stop'], interrupted: 'pg-boss runs such a job again when it has expired, after 15 minutes' },
  shape: { packages: ['pg-boss'], defaultExport: 'PgBoss', returns: { 'new PgBoss': 'PgBoss', 'PgBoss.start': 'PgBoss' } },
  consumers: {
    'PgBoss.work': { destination: ['0'], handler: ['2', '1'], options: '1' },
    // Since version 7 it only says which queue gets the events of one name. Source: typings of 8.4.2.
    'PgBoss.subscribe': { destination: ['0'], handler: ['2', '1'], options: '1', onlyHandled: true },
    'PgBoss.fetch': { destination: ['0'], handler: ['enclosing'], options: '1' },
  },
  producers: {
    'PgBoss.send': send,
    'PgBoss.sendAfter': { ...send, options: '2' },
    'PgBoss.sendThrottled': send,
    'PgBoss.sendDebounced': send,
    // Until version 11 the jobs alone; since then the queue's name and its jobs. Source: pg-boss 10.4.2 `types.d.ts`, 12.38.0 `dist/index.d.ts`.
    'PgBoss.insert': { destination: ['0.0.name', '0'], parts: { list: '0', destination: 'name', options: '' }, outcome: 'promise' },
    'PgBoss.publish': send,
    'PgBoss.schedule': { destination: ['0'], options: '3', deduplication: ['0'], outcome: 'promise', schedule: true },
  },
  settlements: {
    'PgBoss.complete': { settles: 'ack' },
    'PgBoss.fail': { settles: 'reject' },
    'PgBoss.touch': { settles: 'extend' },
  },
  declarations: { 'new PgBoss': { destination: [], options: '0' }, 'PgBoss.createQueue': { destination: ['0'], options: '1' }, 'PgBoss.updateQueue': { destination: ['0'], options: '1' } },
  listeners: {
    'PgBoss.on': { destination: [], event: '0', handler: '1' },
    // Until version 9: told of every job that ends, failed ones as well.
    'PgBoss.onComplete': { destination: ['0'], says: 'failure', handler: 'last' },
  },
  events: { error: 'fault' },
  plainOptions: {
    message: ['retentionDays', 'retentionHours', 'retentionSeconds', 'deleteAfterSeconds', 'keepUntil'],
    consumer: ['pollingIntervalSeconds', 'newJobCheckInterval', 'includeMetadata'],
    queue: ['retentionDays', 'retentionHours', 'retentionSeconds', 'deleteAfterSeconds', 'warningQueueSize'],
    sends: ['PgBoss.send'],
  },
};
