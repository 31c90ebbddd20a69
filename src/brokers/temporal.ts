import type { Broker } from '../model/broker.ts';

/**
 * Temporal: activities are what is tried again, without end unless a policy or a time-out says otherwise; workflows are replayed.
 * Source: `@temporalio/worker` 1.24.0 `lib/worker-options.d.ts`, `@temporalio/common` 1.24.0 `lib/{activity-options,retry-policy}.d.ts`,
 * `@temporalio/client` 1.24.0 `lib/workflow-client.d.ts`; for Nest nestjs-temporal-core 3.4.0 `dist/decorators/activity.decorator.js`,
 * `dist/services/temporal-client.service.d.ts` and nestjs-temporal 2.0.1 `dist/decorators/activity.decorator.js`.
 */
export const temporal: Broker = {
  name: 'temporal',
  title: 'Temporal',
  system: 'temporal',
  delivery: {
    deadLetter: 'kept',
    deliveries: 'calling policy',
    answers: true,
    redelivery: 'Temporal runs an activity again when it fails, times out or its worker dies.',
  },
  failsByThrowing: true,
  shape: {
    packages: ['@temporalio/worker', '@temporalio/client', '@temporalio/workflow', '@temporalio/activity', '@temporalio/common', 'nestjs-temporal-core', 'nestjs-temporal'],
    returns: { 'TemporalClientService.getRawClient': 'Client' },
    members: { 'TemporalService.client': 'TemporalClientService', 'Client.workflow': 'WorkflowClient', 'Client.schedule': 'ScheduleClient' },
  },
  consumers: {
    'Worker.create': { destination: ['0.taskQueue'], handler: ['0.activities'], named: { itself: true }, options: '0' },
  },
  // An activity has the name of its method unless the decorator gives another.
  decorators: {
    ActivityMethod: { on: 'method', destination: [], job: ['0.name', '0'], jobElse: 'method' },
    Activity: { on: 'method', destination: [], job: ['0.name', '0'], jobElse: 'method' },
  },
  declarations: { proxyActivities: { destination: [], options: '0' }, proxyLocalActivities: { destination: [], options: '0' } },
  producers: {
    'WorkflowClient.start': { destination: ['1.taskQueue'], options: '1', deduplication: ['1.workflowId'], outcome: 'promise' },
    'WorkflowClient.signalWithStart': { destination: ['1.taskQueue'], options: '1', deduplication: ['1.workflowId'], outcome: 'promise' },
    'ScheduleClient.create': { destination: ['0.action.taskQueue'], options: '0', deduplication: ['0.scheduleId'], outcome: 'promise', schedule: true },
  },
};
