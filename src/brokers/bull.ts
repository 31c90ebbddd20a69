import type { Broker } from '../model/broker.ts';

/**
 * Bull (maintenance mode) and its NestJS module.
 * Source: bull 4.16.5 `index.d.ts`, `lib/queue.js`; `@nestjs/bull` 12.0.0 `dist/decorators`.
 */
export const bull: Broker = {
  name: 'bull',
  title: 'Bull',
  system: 'bull',
  delivery: {
    deadLetter: 'job options',
    deliveries: 'job options',
    thrown: 'told to listeners',
    redelivery: 'Bull runs a job again when it fails ({attempts} attempts) or its worker stalls.',
    redeliveryOfSingle: 'Bull runs a job again when its worker stalls.',
    // Source: bull 4.16.5 `lib/queue.js` setHandler: `handler.length > 1`.
    settledByHandler: { parameters: 2 },
  },
  failsByThrowing: true,
  // Source: bull 4.16.5 `lib/queue.js` (`close` waits for jobs unless told otherwise; emits `failed` with job and error).
  failed: { event: 'failed', parameters: 'job, error', says: "'A job failed:', job?.id, error" },
  closing: { calls: ['Queue.close'], waits: 'close', interrupted: 'Bull runs such a job again from the start when its lock has expired' },
  // Source: bull 4.16.5 `lib/job.js`, `lib/queue.js`; measured: two runs at once.
  hazards: [
    {
      on: 'producer',
      option: 'timeout',
      is: 'set',
      also: [{ option: 'attempts', is: { matches: '^([2-9]|\\d{2,})$' } }],
      harm: 'overlapping',
      says: "Bull's 'timeout' fails the job but does not stop it, so the next attempt runs beside it.",
    },
  ],
  shape: {
    packages: ['bull', '@nestjs/bull'],
    defaultExport: 'Queue',
    returns: { Queue: 'Queue', 'new Queue': 'Queue', InjectQueue: 'Queue', 'Queue.getFailed': 'Jobs', 'Queue.getJobs': 'Jobs', 'Queue.getJob': 'Job', 'Queue.add': 'Job' },
    sameAs: { 'Bull.Queue': 'Queue', 'Queue.Queue': 'Queue', Bull: 'Queue', 'Bull.Job': 'Job', 'Queue.Job': 'Job' },
    members: { 'Queue.name': '$maker.0', 'Jobs.*': 'Job' },
    callbacks: { 'Queue.process#0': ['Job', 'done'], 'Queue.process#1': ['Job', 'done'], 'Queue.process#2': ['Job', 'done'] },
  },
  // Source: bull 4.16.5 `index.d.ts` (`Job.name`).
  namedJobs: true,
  handlerParameters: ['Job', 'done'],
  consumers: {
    'Queue.process': { destination: ['maker.0'], handler: ['last'], job: '0' },
    'Queue.getNextJob': { destination: ['maker.0'], handler: ['enclosing'] },
  },
  decorators: {
    Process: { on: 'method', destination: ['class.0.name', 'class.0'], job: ['0.name', '0'] },
  },
  producers: {
    'Queue.add': {
      destination: ['maker.0'],
      job: '0',
      payload: '0|1',
      options: 'last',
      deduplication: ['1.jobId', '2.jobId', '1.debounce.id', '2.debounce.id'],
      deduplicationAlone: ['1.debounce.id', '2.debounce.id'],
      outcome: 'promise',
    },
    'Queue.addBulk': { destination: ['maker.0'], options: '0.0.opts', deduplication: ['0.0.opts.jobId'], outcome: 'promise' },
  },
  settlements: {
    'Job.moveToCompleted': { settles: 'ack' },
    'Job.moveToFailed': { settles: 'reject' },
    done: { settles: 'ack', failsWith: '0' }, 'done()': { settles: 'ack', failsWith: '0' },
  },
  declarations: {
    Queue: { destination: ['0'], options: '2|1' },
    'new Queue': { destination: ['0'], options: '2|1' },
    'BullModule.registerQueue': { destination: ['*.name'], options: '*' },
    'BullModule.registerQueueAsync': { destination: ['*.name'], options: '*.useFactory()' },
    'BullModule.forRoot': { destination: [], options: '0' },
    'BullModule.forRootAsync': { destination: [], options: '0.useFactory()' },
  },
  replays: { 'Job.retry': { destination: ['maker.maker.0'] } },
  listeners: {
    'Queue.on': { destination: ['maker.0'], event: '0', handler: '1' },
    'Queue.once': { destination: ['maker.0'], event: '0', handler: '1' },
  },
  listenerDecorators: {
    OnQueueFailed: { destination: ['class.0.name', 'class.0'], says: 'failure' },
    OnGlobalQueueFailed: { destination: ['class.0.name', 'class.0'], says: 'failure' },
    OnQueueError: { destination: ['class.0.name', 'class.0'], says: 'fault' },
    OnQueueCompleted: { destination: ['class.0.name', 'class.0'], says: 'success' },
    OnGlobalQueueCompleted: { destination: ['class.0.name', 'class.0'], says: 'success' },
    OnQueueEvent: { destination: ['class.0.name', 'class.0'], event: '0' },
  },
  events: {
    failed: 'failure',
    'global:failed': 'failure',
    error: 'fault',
    stalled: 'fault',
    completed: 'success',
    'global:completed': 'success',
    drained: 'success',
    'global:drained': 'success',
  },
  plainOptions: {
    message: ['removeOnComplete', 'removeOnFail', 'stackTraceLimit'],
    consumer: ['name'],
    queue: ['name', 'redis', 'createClient', 'prefix', 'url', 'configKey', 'metrics'],
    defaults: 'defaultJobOptions',
    sends: ['Queue.add'],
  },
  jobEnds: { waits: ['finished'], states: ['getState', 'isCompleted', 'isFailed'] },
};
