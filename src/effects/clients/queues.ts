import type { ClientEffects } from '../../model/effect.ts';

/** What calls of these clients do. Where each entry was looked up: `seenIn`, and `docs/effects.md`. */
export const queues: readonly ClientEffects[] = [
  {
    name: '@upstash/qstash',
    packages: ['@upstash/qstash'],
    seenIn: '@upstash/qstash 2.12.0',
    kind: 'queue',
    calls: {
      publish: 'Client.{publish,publishJSON,batch,batchJSON}',
      read: 'Client.{events,logs}',
    },
  },
  {
    name: '@google-cloud/tasks',
    packages: ['@google-cloud/tasks'],
    seenIn: '@google-cloud/tasks 7.1.0',
    kind: 'queue',
    calls: {
      publish: 'CloudTasksClient.createTask',
      read: 'CloudTasksClient.{getTask,getQueue,listTasks,listQueues}',
      write_idem: 'CloudTasksClient.{deleteTask,purgeQueue,pauseQueue,resumeQueue}',
      write_nonidem: 'CloudTasksClient.runTask',
    },
  },
  {
    name: 'bullmq',
    packages: ['bullmq'],
    seenIn: 'bullmq 6.7.0',
    kind: 'queue',
    calls: {
      publish: 'Queue.{add,addBulk,retryJobs,promoteJobs} FlowProducer.{add,addBulk} Job.{retry,promote}',
      write_idem: [
        'Queue.{upsertJobScheduler,remove,removeJobScheduler,drain,clean,obliterate,pause,resume}',
        'Job.{updateData,remove,moveToFailed,moveToDelayed}',
      ].join(' '),
      read: 'Queue.{getJob,getJobs,getJobCounts,getFailed,getWaiting,getMetrics,getFailedCount}',
      wait: 'Job.waitUntilFinished',
    },
  },
  {
    // What a job says of itself to who looks on. Source: bullmq 5 `dist/esm/classes/job.d.ts`, bull 4 `index.d.ts`.
    name: 'bullmq',
    packages: ['bullmq', 'bull'],
    seenIn: 'bullmq 6.7.0',
    kind: 'observability',
    calls: { write_idem: 'Job.{updateProgress,progress,log}' },
  },
  {
    name: 'bull',
    packages: ['bull'],
    seenIn: 'bull 4.16.5',
    kind: 'queue',
    calls: {
      publish: 'Queue.{add,addBulk} Job.{retry,promote}',
      wait: 'Job.finished',
    },
  },
  {
    name: 'bee-queue',
    packages: ['bee-queue'],
    seenIn: 'bee-queue 2.0.0',
    kind: 'queue',
    calls: {
      publish: 'Job.save Queue.saveAll',
      pure: 'Queue.createJob',
    },
  },
  {
    name: 'pg-boss',
    packages: ['pg-boss'],
    seenIn: 'pg-boss 12.38.0',
    kind: 'queue',
    calls: {
      publish: 'PgBoss.{send,sendAfter,sendThrottled,sendDebounced,insert,publish,flow,retry,redrive}',
      write_idem: [
        'PgBoss.{upsert,update,schedule,unschedule,createQueue,updateQueue,subscribe,unsubscribe,complete,fail}',
        'PgBoss.{cancel,resume,deleteJob,touch}',
      ].join(' '),
      consume: 'PgBoss.fetch',
      read: 'PgBoss.{getJobById,findJobs,getQueue,getQueues,getQueueStats}',
    },
  },
  {
    name: 'graphile-worker',
    packages: ['graphile-worker'],
    seenIn: 'graphile-worker 0.18.0',
    kind: 'queue',
    calls: {
      publish: 'WorkerUtils.addJob helpers.addJob quickAddJob addJobAdhoc',
      write_idem: 'WorkerUtils.{completeJobs,permanentlyFailJobs,rescheduleJobs}',
    },
  },
  {
    name: 'agenda',
    packages: ['agenda', '@hokify/agenda'],
    seenIn: 'agenda 6.2.6',
    kind: 'queue',
    calls: {
      publish: 'Agenda.{now,schedule,nowDebounced}',
      write_idem: 'Agenda.{every,cancel,disable,enable,purge}',
      pure: 'Agenda.create',
      read: 'Agenda.{queryJobs,getJobsOverview,getLogs}',
    },
  },
  {
    name: 'kafkajs',
    packages: ['kafkajs'],
    seenIn: 'kafkajs 2.2.4',
    kind: 'queue',
    calls: {
      publish: 'Producer.{send,sendBatch}',
      tx: 'Producer.transaction',
      ack: 'Consumer.commitOffsets',
      consume: 'Consumer.{pause,resume,seek,subscribe,run}',
      admin: 'Admin.{setOffsets,resetOffsets,createTopics,deleteTopics}',
      read: 'Admin.{fetchOffsets,fetchTopicOffsets,describeGroups,listTopics}',
    },
  },
  {
    name: 'amqplib',
    packages: ['amqplib', 'amqplib/callback_api', 'amqp-connection-manager'],
    seenIn: 'amqplib 2.3.1',
    kind: 'queue',
    calls: {
      publish: 'Channel.{publish,sendToQueue} ConfirmChannel.{publish,sendToQueue}',
      wait: 'ConfirmChannel.waitForConfirms',
      ack: 'Channel.{ack,ackAll,nack,nackAll,reject}',
      admin: 'Channel.{assertQueue,assertExchange,bindQueue,deleteQueue,purgeQueue,deleteExchange,unbindQueue}',
      consume: 'Channel.{consume,get,prefetch,cancel,recover,checkQueue}',
    },
  },
  {
    name: 'nats / jetstream',
    packages: ['nats', '@nats-io/jetstream', '@nats-io/nats-core', '@nats-io/transport-node'],
    seenIn: '@nats-io/jetstream 3.4.0',
    kind: 'queue',
    calls: {
      publish: 'JetStreamClient.publish NatsConnection.{publish,publishMessage,respondMessage}',
      wait: 'NatsConnection.{request,requestMany}',
      ack: 'JsMsg.{ack,ackAck,nak,term,working}',
    },
  },
  {
    name: '@google-cloud/pubsub',
    packages: ['@google-cloud/pubsub'],
    seenIn: '@google-cloud/pubsub 5.3.1',
    kind: 'queue',
    calls: {
      publish: 'Topic.{publishMessage,publish,publishJSON}',
      wait: 'Topic.flush',
      ack: 'Message.{ack,nack,ackWithResponse,nackWithResponse,modAck}',
      admin: 'Subscription.{seek,setMetadata,modifyPushConfig}',
    },
  },
  {
    name: '@azure/service-bus',
    packages: ['@azure/service-bus'],
    seenIn: '@azure/service-bus 7.9.5',
    kind: 'queue',
    calls: {
      publish: 'ServiceBusSender.{sendMessages,scheduleMessages}',
      ack: 'ServiceBusReceiver.{completeMessage,abandonMessage,deferMessage,deadLetterMessage,renewMessageLock}',
      consume: 'ServiceBusReceiver.{receiveMessages,subscribe,getMessageIterator}',
      read: 'ServiceBusReceiver.peekMessages',
    },
  },
  {
    name: 'inngest',
    packages: ['inngest'],
    seenIn: 'inngest 4.24.0',
    kind: 'queue',
    calls: {
      publish: 'Inngest.send',
      checkpoint: 'step.{run,sendEvent,invoke,waitForEvent,sleep}',
    },
  },
  {
    name: '@trigger.dev/sdk',
    packages: ['@trigger.dev/sdk', '@trigger.dev/sdk/v3'],
    seenIn: '@trigger.dev/sdk 4.8.3',
    kind: 'queue',
    calls: {
      publish: 'task.{trigger,batchTrigger} tasks.{trigger,batchTrigger}',
      wait: 'task.{triggerAndWait,batchTriggerAndWait}',
      checkpoint: 'wait.{for,until,forToken}',
      // 3.3.17 `dist/esm/v3/runs.d.ts`.
      read: 'runs.{list,retrieve}',
      write_idem: 'runs.{cancel,reschedule}',
      write_nonidem: 'runs.replay',
    },
  },
  {
    name: '@temporalio/client',
    packages: ['@temporalio/client', '@temporalio/workflow'],
    seenIn: '@temporalio/client 1.24.0',
    kind: 'queue',
    calls: {
      publish: 'WorkflowClient.{start,signalWithStart}',
      wait: 'WorkflowClient.execute',
      read: 'WorkflowClient.{list,count,getHandle}',
    },
  },
  {
    name: '@nestjs/microservices',
    packages: ['@nestjs/microservices'],
    seenIn: '@nestjs/microservices 12.1.1',
    kind: 'queue',
    calls: {
      publish: 'ClientProxy.emit',
      wait: 'ClientProxy.send',
    },
  },
  {
    name: '@golevelup/nestjs-rabbitmq',
    packages: ['@golevelup/nestjs-rabbitmq'],
    seenIn: '@golevelup/nestjs-rabbitmq 9.0.2',
    kind: 'queue',
    calls: {
      publish: 'AmqpConnection.publish',
      wait: 'AmqpConnection.request',
    },
  },
];
