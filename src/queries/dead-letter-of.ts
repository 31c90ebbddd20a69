import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { DeadLetterPlace, RemovingOption } from '../model/delivery.ts';
import { asynchronousDeadLetter, cloudflareDeadLetter, sqsDeadLetter, streamDeadLetter } from './dead-letter/aws.ts';
import { configuredDeadLetter } from './dead-letter/configured-queue.ts';
import { eventDeadLetter, retriedDeadLetter } from './dead-letter/azure.ts';
import { claimedDeadLetter, countedDeadLetter } from './dead-letter/counted.ts';
import { jetstreamDeadLetter } from './dead-letter/jetstream.ts';
import { jobStoreDeadLetter } from './dead-letter/job-store.ts';
import { kafkaDeadLetter, pubsubDeadLetter, skippingDeadLetter } from './dead-letter/log.ts';
import { rabbitmqDeadLetter, subscriptionDeadLetter, transportDeadLetter } from './dead-letter/rabbitmq.ts';
import { lostAfter, statedDeadLetter } from './dead-letter/stated.ts';
import { type DeadLetterVerdict, unknownUntil } from './dead-letter/verdict.ts';
import { deliveryOf } from '../link/delivery-of.ts';
import { isSet, literalsOf, optionOf } from './options.ts';

export type { DeadLetterVerdict } from './dead-letter/verdict.ts';

type Reader = (model: ProjectModel, consumer: Consumer) => DeadLetterVerdict;

/** Who reads the place that decides. */
const readers: Readonly<Record<DeadLetterPlace, Reader>> = {
  kept: () => ({ status: 'kept' }),
  nothing: () => ({ status: 'not-applicable' }),
  unknown: (_, consumer) => unknownUntil(deliveryOf(consumer).settledByHandler === true ? 'what the handler does with a message that fails' : 'the transport of the messages'),
  'job options': jobStoreDeadLetter,
  'redrive policy': sqsDeadLetter,
  'stream mapping': (_, consumer) => streamDeadLetter(consumer),
  'queue mapping': (_, consumer) => cloudflareDeadLetter(consumer),
  function: asynchronousDeadLetter,
  'event subscription': eventDeadLetter,
  'declared exchange': rabbitmqDeadLetter,
  'subscribed exchange': subscriptionDeadLetter,
  'transport exchange': transportDeadLetter,
  'subscription policy': pubsubDeadLetter,
  'consumer configuration': jetstreamDeadLetter,
  'configured queue': configuredDeadLetter,
  claims: claimedDeadLetter,
  'skipping handler': (_, consumer) => skippingDeadLetter(consumer),
  'retry policy': retriedDeadLetter,
  handler: (_, consumer) => kafkaDeadLetter(consumer),
};

/** Where a message of this consumer ends that fails every time. */
export function deadLetterOf(model: ProjectModel, consumer: Consumer): DeadLetterVerdict {
  const stated = statedDeadLetter(consumer);
  if (stated) return stated;
  const { deadLetter } = deliveryOf(consumer);
  if (typeof deadLetter === 'string') return readers[deadLetter](model, consumer);
  if ('lostAfter' in deadLetter) return lostAfter(deadLetter.lostAfter, deadLetter.statedAt);
  return 'removedBy' in deadLetter ? keptUnless(model, consumer, deadLetter) : countedDeadLetter(consumer, deadLetter);
}

function keptUnless({ linker }: ProjectModel, { options, at }: Consumer, { removedBy }: RemovingOption): DeadLetterVerdict {
  const entities = optionOf(linker, options, removedBy);
  if (literalsOf(entities).includes(true)) return { status: 'lost', fate: 'removed', at, because: [{ at, note: `the queue is made with ${removedBy}` }] };
  return isSet(entities) === 'unknown' ? unknownUntil('the options of the queue') : { status: 'kept' };
}
