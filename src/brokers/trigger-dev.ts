import type { Broker, ConsumerPattern } from '../model/broker.ts';

const task: ConsumerPattern = { destination: ['0.id'], handler: ['0.run'], options: '0' };

/**
 * trigger.dev: tasks (versions 3 and 4) and jobs (version 2).
 * A run that fails for good stays in the service. Tries: the task's, else the project's `retries.default`, else one.
 * Source: `@trigger.dev/sdk` 4.8.3 and 3.3.17 `dist/*\/v3/{tasks,shared}.d.ts`, 2.3.19 `dist/index.d.ts`; `@trigger.dev/core` 4.8.3
 * `v3/workers/taskExecutor.js`, `v3/types/tasks.d.ts`.
 */
export const triggerDev: Broker = {
  name: 'trigger-dev',
  title: 'trigger.dev',
  system: 'trigger_dev',
  delivery: {
    deadLetter: 'kept',
    deliveries: { option: 'retry.maxAttempts', declared: 'retries.default.maxAttempts', unset: 1 },
    thrown: 'logged',
    redelivery: 'trigger.dev runs a task again when it fails ({attempts} attempts).',
    redeliveryOfSingle: false,
    // Source: `@trigger.dev/core` 4.8.3 and 3.3.17 `v3/errors.js` shouldRetryError: TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE, TASK_PROCESS_SIGTERM.
    redeliveryOfLost: 'trigger.dev runs a task again when its process ends too soon ({attempts} attempts).',
  },
  failsByThrowing: true,
  shape: {
    packages: ['@trigger.dev/sdk', '@trigger.dev/sdk/v3'],
    returns: { task: 'Task', schemaTask: 'Task', toolTask: 'Task', 'schedules.task': 'Task' },
    members: { 'Task.id': '$maker.0.id' },
    callbacks: { 'TriggerClient.defineJob#0.run': ['Payload', 'io'] },
  },
  consumers: {
    task,
    schemaTask: task,
    toolTask: task,
    'schedules.task': { ...task, scheduled: true },
    'TriggerClient.defineJob': { destination: ['0.id'], handler: ['0.run'], options: '0' },
  },
  producers: {
    'Task.trigger': { destination: ['maker.0.id'], options: '1', deduplication: ['1.idempotencyKey'], deduplicationAlone: ['1.idempotencyKey'], outcome: 'promise' },
    'Task.batchTrigger': { destination: ['maker.0.id'], options: '0.0.options', deduplication: ['0.0.options.idempotencyKey', '1.idempotencyKey'], deduplicationAlone: ['0.0.options.idempotencyKey', '1.idempotencyKey'], outcome: 'promise' },
    'tasks.trigger': { destination: ['0'], options: '2', deduplication: ['2.idempotencyKey'], deduplicationAlone: ['2.idempotencyKey'], outcome: 'promise' },
    'tasks.batchTrigger': { destination: ['0'], options: '1.0.options', deduplication: ['1.0.options.idempotencyKey', '2.idempotencyKey'], deduplicationAlone: ['1.0.options.idempotencyKey', '2.idempotencyKey'], outcome: 'promise' },
    'batch.trigger': { destination: ['0.0.id'], parts: { list: '0', destination: 'id', options: 'options' }, options: '0.0.options', deduplication: ['0.0.options.idempotencyKey', '1.idempotencyKey'], deduplicationAlone: ['0.0.options.idempotencyKey', '1.idempotencyKey'], outcome: 'promise' },
    'TriggerClient.sendEvent': { destination: ['0.name'], deduplication: ['0.id'], outcome: 'promise' },
    'TriggerClient.sendEvents': { destination: ['0.0.name'], parts: { list: '0', destination: 'name' }, deduplication: ['0.0.id'], outcome: 'promise' },
    // Remembered under its key, like everything `io` does.
    'io.sendEvent': { destination: ['1.name'], deduplication: ['0'], outcome: 'promise' },
  },
  declarations: { defineConfig: { destination: [], options: '0' } },
  listeners: {
    task: { destination: ['0.id'], says: 'failure', handler: '0.onFailure', optional: true },
    schemaTask: { destination: ['0.id'], says: 'failure', handler: '0.onFailure', optional: true },
    'schedules.task': { destination: ['0.id'], says: 'failure', handler: '0.onFailure', optional: true },
    defineConfig: { destination: [], says: 'failure', handler: '0.onFailure', optional: true },
    'tasks.onFailure': { destination: [], says: 'failure', handler: 'last' },
  },
};
