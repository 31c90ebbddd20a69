import type { Broker } from '../model/broker.ts';

/**
 * Bee-Queue. A failed job stays in the failed set unless `removeOnFailure`; `retries` is 0 unless set on the job.
 * A job of a dead worker runs again only where somebody calls `checkStalledJobs`.
 * Source: bee-queue 2.0.0 `index.d.ts`, `lib/{queue,job,defaults}.js`, `lib/lua/checkStalledJobs.lua`; measured.
 */
export const beeQueue: Broker = {
  name: 'bee-queue',
  title: 'Bee-Queue',
  system: 'bee_queue',
  delivery: {
    deadLetter: { removedBy: 'removeOnFailure' },
    deliveries: 'some',
    thrown: 'told to listeners',
    redelivery: 'Bee-Queue runs a job again when it fails with retries left or its worker stalls.',
    settledByHandler: { parameters: 2 },
  },
  closing: { calls: ['Queue.close'], interrupted: 'such a job runs again only where somebody calls checkStalledJobs' },
  failsByThrowing: true,
  shape: {
    packages: ['bee-queue'],
    defaultExport: 'Queue',
    returns: { Queue: 'Queue', 'new Queue': 'Queue', 'Queue.createJob': 'Job', 'Job.*': 'Job' },
    sameAs: { 'BeeQueue.Job': 'Job', 'Queue.Job': 'Job', BeeQueue: 'Queue' },
    members: { 'Queue.name': '$maker.0' },
    callbacks: { 'Queue.process#0': ['Job', 'done'], 'Queue.process#1': ['Job', 'done'] },
  },
  handlerParameters: ['Job', 'done'],
  consumers: { 'Queue.process': { destination: ['maker.0'], handler: ['last'], options: 'maker.1' } },
  producers: {
    'Job.save': { destination: ['chain.createJob.maker.0'], deduplication: ['chain.setId.0'], outcome: 'callback or promise' },
    'Queue.saveAll': { destination: ['maker.0'], deduplication: [], outcome: 'promise' },
  },
  settlements: { done: { settles: 'ack', failsWith: '0' }, 'done()': { settles: 'ack', failsWith: '0' } },
  declarations: { 'new Queue': { destination: ['0'], options: '1' }, Queue: { destination: ['0'], options: '1' } },
  listeners: { 'Queue.on': { destination: ['maker.0'], event: '0', handler: '1' } },
  events: { failed: 'failure', 'job failed': 'failure', error: 'fault', stalled: 'fault', succeeded: 'success', 'job succeeded': 'success' },
};
