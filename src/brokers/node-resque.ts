import type { Broker, ConsumerPattern } from '../model/broker.ts';

const worker: ConsumerPattern = { destination: ['0.queues'], handler: ['1'], named: { method: 'perform' } };

/**
 * node-resque. A failed job goes to the list `failed` at once; only the plugin `Retry` tries it again.
 * Source: node-resque 9.7.1 `dist/core/{worker,queue}.js`, `dist/types/job.d.ts`.
 */
export const nodeResque: Broker = {
  name: 'node-resque',
  title: 'node-resque',
  system: 'resque',
  delivery: { deadLetter: 'kept', deliveries: 'some' },
  failsByThrowing: true,
  shape: { packages: ['node-resque'] },
  consumers: { 'new Worker': worker, 'new MultiWorker': worker },
  producers: {
    'Queue.enqueue': { destination: ['0'], job: '1', deduplication: [], outcome: 'promise' },
    'Queue.enqueueIn': { destination: ['1'], job: '2', deduplication: [], outcome: 'promise' },
    'Queue.enqueueAt': { destination: ['1'], job: '2', deduplication: [], outcome: 'promise' },
  },
  listeners: {
    'Worker.on': { destination: ['maker.0.queues'], event: '0', handler: '1' },
    'MultiWorker.on': { destination: ['maker.0.queues'], event: '0', handler: '1' },
  },
  events: { failure: 'failure', error: 'fault', success: 'success' },
};
