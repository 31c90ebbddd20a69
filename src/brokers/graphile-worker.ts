import type { Broker, ConsumerPattern, ProducerPattern } from '../model/broker.ts';

const taskList: ConsumerPattern = { destination: [], handler: ['0.taskList', '0.taskDirectory'], named: {}, options: '0' };
const addJob: ProducerPattern = { destination: ['0'], options: '2', deduplication: ['2.jobKey'], deduplicationAlone: ['2.jobKey'], outcome: 'promise' };
const addJobWith: ProducerPattern = { destination: ['1'], options: '3', deduplication: ['3.jobKey'], deduplicationAlone: ['3.jobKey'], outcome: 'promise' };

/**
 * Graphile Worker. A job is tried 25 times, then its row stays; a job of a dead worker is free again after four hours.
 * Source: graphile-worker 0.17.3 `dist/{index,interfaces,workerUtils}.d.ts`, `dist/sql/resetLockedAt.js`, `sql/000001.sql`; measured.
 */
export const graphileWorker: Broker = {
  name: 'graphile-worker',
  title: 'Graphile Worker',
  system: 'graphile_worker',
  delivery: {
    deadLetter: 'kept',
    deliveries: { option: 'maxAttempts', sent: 'maxAttempts', unset: 25 },
    redelivery: 'Graphile Worker runs a job again when it fails (25 attempts unless set) or its worker dies.',
  },
  failsByThrowing: true,
  shape: {
    packages: ['graphile-worker'],
    returns: { makeWorkerUtils: 'WorkerUtils', run: 'Runner', runOnce: 'Runner' },
    sameAs: { JobHelpers: 'helpers' },
    members: { 'Runner.events': 'events', 'TaskList.*': 'Task' },
    callbacks: { Task: ['Payload', 'JobHelpers'] },
  },
  consumers: {
    run: taskList,
    runOnce: taskList,
    runTaskList: { ...taskList, handler: ['1'] },
    runTaskListOnce: { ...taskList, handler: ['1'] },
  },
  handlerTypes: { Task: { system: 'graphile_worker', of: 'handler', name: 'file' } },
  producers: {
    'WorkerUtils.addJob': addJob,
    'helpers.addJob': addJob,
    'Runner.addJob': addJob,
    'WorkerUtils.addJobs': { destination: ['0.0.identifier'], options: '0.0', parts: { list: '0', destination: 'identifier', options: '' }, deduplication: ['0.0.jobKey'], deduplicationAlone: ['0.0.jobKey'], outcome: 'promise' },
    'helpers.addJobs': { destination: ['0.0.identifier'], options: '0.0', parts: { list: '0', destination: 'identifier', options: '' }, deduplication: ['0.0.jobKey'], deduplicationAlone: ['0.0.jobKey'], outcome: 'promise' },
    quickAddJob: addJobWith,
    addJobAdhoc: addJobWith,
  },
  listeners: { 'events.on': { destination: [], event: '0', handler: '1' } },
  events: { 'job:failed': 'failure', 'job:error': 'failure', 'worker:fatalError': 'fault', 'pool:listen:error': 'fault', 'job:success': 'success' },
};
