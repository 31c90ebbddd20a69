import type { Broker } from '../model/broker.ts';
import { amqplib } from './amqplib.ts';
import { bull } from './bull.ts';
import { bullmq } from './bullmq.ts';
import { cloudflareQueues } from './cloudflare-queues.ts';
import { golevelupRabbitmq } from './golevelup-rabbitmq.ts';
import { googlePubsub } from './google-pubsub.ts';
import { kafkajs } from './kafkajs.ts';
import { lambda } from './lambda.ts';
import { nestMicroservices } from './nest-microservices.ts';
import { pgBoss } from './pg-boss.ts';
import { sqsConsumer } from './sqs-consumer.ts';
import { sqs } from './sqs.ts';

/** Every messaging library there is a table for. */
export const brokers: readonly Broker[] = [
  amqplib,
  bull,
  bullmq,
  cloudflareQueues,
  golevelupRabbitmq,
  googlePubsub,
  kafkajs,
  lambda,
  nestMicroservices,
  pgBoss,
  sqs,
  sqsConsumer,
];
