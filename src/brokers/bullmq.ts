import type { Broker } from '../model/broker.ts';

/**
 * BullMQ and its NestJS module.
 * Source: bullmq 6.7.0 `dist/esm/classes/{worker,queue,flow-producer}.d.ts`; `@nestjs/bullmq` 12.0.0 `dist/decorators`.
 */
export const bullmq: Broker = {
  name: 'bullmq',
  title: 'BullMQ',
  system: 'bullmq',
  delivery: {
    deadLetter: 'job options',
    deliveries: 'job options',
    thrown: 'told to listeners',
    redelivery: 'BullMQ runs a job again when it fails ({attempts} attempts) or its worker stalls.',
    redeliveryOfSingle: 'BullMQ runs a job again when its worker stalls.',
  },
  failsByThrowing: true,
  // Source: bullmq 5.81.5 `dist/esm/classes/worker.d.ts` (`close` waits for current jobs; `failed: (job, error)`, no job where it stalled too often).
  failed: { event: 'failed', parameters: 'job, error', says: "'A job failed:', job?.id, error" },
  closing: { calls: ['Worker.close', 'Worker.disconnect'], waits: 'close', interrupted: 'BullMQ runs such a job again from the start when its lock has expired' },
  // Source: bullmq 5.0.0 to 6.7.0 `dist/cjs/classes/job.js`, the guide from version 5 to 6; measured.
  hazards: [
    { on: 'producer', calls: ['Queue.add', 'Queue.addBulk'], option: 'jobId', is: { matches: '^\\d+$' }, from: 5, harm: 'refused', says: "BullMQ throws for a 'jobId' that is an integer." },
    {
      on: 'producer',
      calls: ['Queue.add', 'Queue.addBulk'],
      option: 'jobId',
      is: { matches: '^[^:]*(:[^:]*|(:[^:]*){3,})$' },
      from: 6,
      harm: 'refused',
      says: "BullMQ throws for a 'jobId' with ':', unless it has exactly three parts.",
    },
    { on: 'producer', calls: ['Queue.add'], option: 'repeat', is: 'set', from: 6, harm: 'ignored', says: "BullMQ 6 reads no 'repeat' and runs the job once; 'upsertJobScheduler' repeats." },
  ],
  shape: {
    packages: ['bullmq', '@nestjs/bullmq', '@taskforcesh/bullmq-pro'],
    returns: {
      InjectQueue: 'Queue',
      InjectFlowProducer: 'FlowProducer',
      'Queue.getFailed': 'Jobs',
      'Queue.getJobs': 'Jobs',
      'Queue.getJob': 'Job',
      'Queue.add': 'Job',
    },
    members: { 'Queue.name': '$maker.0', 'Worker.name': '$maker.0', 'Jobs.*': 'Job' },
    sameAs: { QueuePro: 'Queue', WorkerPro: 'Worker', JobPro: 'Job' },
    callbacks: { 'new Worker#1': ['Job'] },
  },
  // Source: bullmq 6.7.0 `dist/esm/classes/job.d.ts` (`name`).
  namedJobs: true,
  handlerParameters: ['Job'],
  consumers: {
    'new Worker': { destination: ['0'], handler: ['1'], options: '2' },
    // Jobs that are asked for one by one, of a worker without a processor.
    'Worker.getNextJob': { destination: ['maker.0'], handler: ['enclosing'], options: 'maker.2' },
  },
  decorators: {
    Processor: { on: 'class', destination: ['0.name', '0'], method: 'process', options: '1' },
  },
  producers: {
    'Queue.add': {
      destination: ['maker.0'],
      job: '0',
      payload: '1',
      options: '2',
      deduplication: ['2.jobId', '2.deduplication.id', '2.debounce.id'],
      deduplicationAlone: ['2.deduplication.id', '2.debounce.id'],
      outcome: 'promise',
    },
    'Queue.addBulk': { destination: ['maker.0'], options: '0.0.opts', deduplication: ['0.0.opts.jobId', '0.0.opts.deduplication.id'], deduplicationAlone: ['0.0.opts.deduplication.id'], outcome: 'promise' },
    'Queue.upsertJobScheduler': { destination: ['maker.0'], job: '2.name', options: '2.opts', deduplication: ['0'], outcome: 'promise', schedule: true },
    'FlowProducer.add': {
      destination: ['0.queueName'],
      job: '0.name',
      options: '0.opts',
      parts: { list: '0', destination: 'queueName', job: 'name', options: 'opts', below: 'children' },
      deduplication: ['0.opts.jobId'],
      outcome: 'promise',
    },
    'FlowProducer.addBulk': {
      destination: ['0.0.queueName'],
      job: '0.0.name',
      options: '0.0.opts',
      parts: { list: '0', destination: 'queueName', job: 'name', options: 'opts', below: 'children' },
      deduplication: ['0.0.opts.jobId'],
      outcome: 'promise',
    },
  },
  settlements: {
    'Job.moveToCompleted': { settles: 'ack' },
    'Job.moveToFailed': { settles: 'reject' },
    'Job.moveToDelayed': { settles: 'requeue' },
    'Job.moveToWait': { settles: 'requeue' },
    'Job.extendLock': { settles: 'extend' },
  },
  declarations: {
    'new Queue': { destination: ['0'], options: '1' },
    'BullModule.registerQueue': { destination: ['*.name'], options: '*' },
    'BullModule.registerQueueAsync': { destination: ['*.name'], options: '*.useFactory()' },
    'BullModule.forRoot': { destination: [], options: '0' },
    'BullModule.forRootAsync': { destination: [], options: '0.useFactory()' },
  },
  replays: {
    'Job.retry': { destination: ['maker.maker.0'] },
    'Queue.retryJobs': { destination: ['maker.0'] },
  },
  listeners: {
    'Worker.on': { destination: ['maker.0'], event: '0', handler: '1' },
    'QueueEvents.on': { destination: ['maker.0'], event: '0', handler: '1' },
    'Worker.once': { destination: ['maker.0'], event: '0', handler: '1' },
    'QueueEvents.once': { destination: ['maker.0'], event: '0', handler: '1' },
  },
  listenerDecorators: {
    OnWorkerEvent: { destination: ['class.0.name', 'class.0'], event: '0' },
    OnQueueEvent: { destination: ['class.0.queueName', 'class.0'], event: '0' },
  },
  events: { failed: 'failure', 'retries-exhausted': 'failure', error: 'fault', stalled: 'fault', completed: 'success', drained: 'success' },
  plainOptions: {
    message: ['removeOnComplete', 'removeOnFail', 'keepLogs', 'stackTraceLimit', 'sizeLimit', 'telemetry'],
    consumer: ['connection', 'prefix', 'autorun', 'name', 'removeOnComplete', 'removeOnFail', 'telemetry', 'metrics', 'blockingConnection', 'skipVersionCheck'],
    queue: ['name', 'connection', 'prefix', 'configKey', 'forceDisconnectOnShutdown', 'telemetry', 'streams', 'skipVersionCheck', 'skipMetasUpdate', 'sharedConnection'],
    defaults: 'defaultJobOptions',
    sends: ['Queue.add'],
  },
  jobEnds: { waits: ['waitUntilFinished'], states: ['getState', 'isCompleted', 'isFailed'] },
};
