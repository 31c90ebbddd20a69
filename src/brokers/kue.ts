import type { Broker } from '../model/broker.ts';

/**
 * Kue (no longer maintained). A failed job stays in the failed state; `attempts` is 1 unless set on the job.
 * Source: kue 0.11.6 `lib/{kue.js,queue/job.js,queue/worker.js}`.
 */
export const kue: Broker = {
  name: 'kue',
  title: 'Kue',
  system: 'kue',
  delivery: {
    deadLetter: 'kept',
    deliveries: 'some',
    settledByHandler: true,
    redelivery: 'Kue runs a job again when it fails with attempts left or is stuck.',
  },
  shape: {
    packages: ['kue'],
    returns: { createQueue: 'Queue', 'Queue.create': 'Job', 'Queue.createJob': 'Job', 'Job.*': 'Job' },
    callbacks: { 'Queue.process#1': ['Job', 'done'], 'Queue.process#2': ['Job', 'done'] },
  },
  handlerParameters: ['Job', 'done'],
  consumers: { 'Queue.process': { destination: ['0'], handler: ['last'] } },
  producers: {
    'Job.save': { destination: ['chain.create.0', 'chain.createJob.0'], deduplication: [], outcome: 'none' },
  },
  settlements: { done: { settles: 'ack', failsWith: '0' }, 'done()': { settles: 'ack', failsWith: '0' } },
  listeners: { 'Queue.on': { destination: [], event: '0', handler: '1' }, 'Job.on': { destination: ['chain.create.0'], event: '0', handler: '1' } },
  events: { failed: 'failure', 'job failed': 'failure', error: 'fault', complete: 'success', 'job complete': 'success' },
};
