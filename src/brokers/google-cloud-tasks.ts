import type { Broker } from '../model/broker.ts';

/**
 * Google Cloud Tasks: a task is an HTTP request that the service makes later, so that the client only sends.
 * Source: `@google-cloud/tasks` 7.1.0 `build/src/v2/cloud_tasks_client.d.ts`.
 */
export const googleCloudTasks: Broker = {
  name: 'google-cloud-tasks',
  title: 'Google Cloud Tasks',
  system: 'gcp_tasks',
  shape: { packages: ['@google-cloud/tasks'], sameAs: { 'v2.CloudTasksClient': 'CloudTasksClient', 'v2beta3.CloudTasksClient': 'CloudTasksClient' } },
  producers: { 'CloudTasksClient.createTask': { destination: ['0.parent'], deduplication: ['0.task.name'], outcome: 'promise' } },
};
