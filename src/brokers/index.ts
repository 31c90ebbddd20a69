import type { Broker } from '../model/broker.ts';
import { actionhero } from './actionhero.ts';
import { agenda } from './agenda.ts';
import { amqplib } from './amqplib.ts';
import { azureEventGrid } from './azure-event-grid.ts';
import { azureEventHubs } from './azure-event-hubs.ts';
import { azureFunctions } from './azure-functions.ts';
import { azureServiceBus } from './azure-service-bus.ts';
import { azureStorageQueue } from './azure-storage-queue.ts';
import { beeQueue } from './bee-queue.ts';
import { bull } from './bull.ts';
import { bullmq } from './bullmq.ts';
import { centralServicesStream } from './central-services-stream.ts';
import { cloudflareQueues } from './cloudflare-queues.ts';
import { encore } from './encore.ts';
import { eventbridge } from './eventbridge.ts';
import { ffcMessaging } from './ffc-messaging.ts';
import { frmsCoeStartupLib } from './frms-coe-startup-lib.ts';
import { golevelupRabbitmq } from './golevelup-rabbitmq.ts';
import { googleCloudTasks } from './google-cloud-tasks.ts';
import { googleFunctions } from './google-functions.ts';
import { googlePubsub } from './google-pubsub.ts';
import { graphileWorkerSql } from './graphile-worker-sql.ts';
import { graphileWorker } from './graphile-worker.ts';
import { inngest } from './inngest.ts';
import { jetstream } from './jetstream.ts';
import { kafkaNode } from './kafka-node.ts';
import { jobTable } from './job-table.ts';
import { kafkajs } from './kafkajs.ts';
import { kinesis } from './kinesis.ts';
import { kue } from './kue.ts';
import { lambda } from './lambda.ts';
import { liteque } from './liteque.ts';
import { medusa } from './medusa.ts';
import { natsStreaming } from './nats-streaming.ts';
import { nats } from './nats.ts';
import { nestMicroservices } from './nest-microservices.ts';
import { nestjsSqs } from './nestjs-sqs.ts';
import { noKafka } from './no-kafka.ts';
import { nodeRdkafka } from './node-rdkafka.ts';
import { nodeResque } from './node-resque.ts';
import { pgBoss } from './pg-boss.ts';
import { pgmq } from './pgmq.ts';
import { platformaticKafka } from './platformatic-kafka.ts';
import { rabbitmqClient } from './rabbitmq-client.ts';
import { rascal } from './rascal.ts';
import { redisLists } from './redis-lists.ts';
import { redisStreams } from './redis-streams.ts';
import { rsmq } from './rsmq.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { sqsConsumer } from './sqs-consumer.ts';
import { stepFunctions } from './step-functions.ts';
import { temporal } from './temporal.ts';
import { triggerDev } from './trigger-dev.ts';
import { vendure } from './vendure.ts';

/** Every messaging library there is a table for. */
export const brokers: readonly Broker[] = [
  actionhero,
  agenda,
  amqplib,
  azureEventGrid,
  azureEventHubs,
  azureFunctions,
  azureServiceBus,
  azureStorageQueue,
  beeQueue,
  bull,
  bullmq,
  centralServicesStream,
  cloudflareQueues,
  encore,
  eventbridge,
  ffcMessaging,
  frmsCoeStartupLib,
  golevelupRabbitmq,
  googleCloudTasks,
  googleFunctions,
  googlePubsub,
  graphileWorker,
  graphileWorkerSql,
  inngest,
  jetstream,
  jobTable,
  kafkaNode,
  kafkajs,
  kinesis,
  kue,
  lambda,
  liteque,
  medusa,
  nats,
  natsStreaming,
  nestMicroservices,
  nestjsSqs,
  noKafka,
  nodeRdkafka,
  nodeResque,
  pgBoss,
  pgmq,
  platformaticKafka,
  rabbitmqClient,
  rascal,
  redisLists,
  redisStreams,
  rsmq,
  sns,
  sqs,
  sqsConsumer,
  stepFunctions,
  temporal,
  triggerDev,
  vendure,
];
