import { locationOf } from '../../link/entity.ts';
import type { Entity } from '../../link/entity.ts';
import type { LinkedDeclaration } from '../../link/declarations.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import { nodesOf, type SettleNode } from '../../link/flow.ts';
import type { Location } from '../../model/location.ts';
import { deadLetterQueueFor } from '../edits/dead-letter-queue.ts';
import { isSet, literalsOf, optionOf } from '../options.ts';
import { requeues } from '../requeues.ts';
import { isTemporary } from '../temporary-queue.ts';
import { settlementOfConsumer } from '../settles.ts';
import { outsideDeadLetter } from './rabbitmq-outside.ts';
import { parksFailures } from './parked.ts';
import { type DeadLetterVerdict, unknownUntil } from './verdict.ts';

function hasExchange(model: ProjectModel, options: readonly Entity[]): boolean | 'unknown' {
  const places = ['deadLetterExchange', 'arguments.x-dead-letter-exchange'].map((path) => isSet(optionOf(model.linker, options, path)));
  if (places.includes(true)) return true;
  return places.includes('unknown') ? 'unknown' : false;
}

/**
 * RabbitMQ: a rejected message goes to the dead-letter exchange of its queue, which calls declare; else it is gone.
 * Source: amqplib 2.3.1 `lib/api_args.js`; RabbitMQ's page on dead lettering; measured on 3.10.8.
 */
export function rabbitmqDeadLetter(model: ProjectModel, consumer: Consumer): DeadLetterVerdict {
  const declarations = consumer.sources.flatMap((source) => source.declarations);
  const outside = outsideDeadLetter(model, consumer);
  if (outside?.status === 'kept' || outside?.status === 'unknown') return outside;
  if (declarations.length === 0 && outside) return lostOutside(consumer, outside.at);
  if (declarations.length === 0) return unknownUntil(`the declaration of the queue '${consumer.destination?.shown ?? '?'}'`);
  if (declarations.some(({ options }) => isTemporary(model, options))) return { status: 'not-applicable' };
  const exchanges = declarations.map((declaration) => ({ declaration, has: declares(model, declaration) }));
  const kept = exchanges.find(({ has }) => has === true);
  if (kept) return { status: 'kept', at: kept.declaration.at };
  const [without] = exchanges;
  if (!without || exchanges.some(({ has }) => has === 'unknown')) return unknownUntil('the arguments of the queue, which are computed');
  if (parksFailures(consumer.flow)) return { status: 'kept' };
  const fate = fateOfFailure(consumer);
  if (!fate) return unknownUntil('what the handler does with a message that fails');
  return {
    status: 'lost',
    fate,
    at: without.declaration.at,
    because: [{ at: without.declaration.at, note: 'the queue is declared without a dead-letter exchange' }],
    // Only what the handler rejects goes there, and every place that declares the queue has to say the same.
    suggestions: declarations.length === 1 && fate === 'droppedAtFirstFailure' && rejectionsIn(consumer).length > 0 ? deadLetterQueueFor(model.linker, without.declaration) : [],
  };
}

/** A queue that the code does not declare. */
function lostOutside(consumer: Consumer, at: Location): DeadLetterVerdict {
  if (parksFailures(consumer.flow)) return { status: 'kept' };
  const fate = fateOfFailure(consumer);
  if (!fate) return unknownUntil('what the handler does with a message that fails');
  return { status: 'lost', fate, at, because: [{ at, note: 'the queue has no dead-letter exchange, and no policy gives it one' }] };
}

function declares(model: ProjectModel, { options }: LinkedDeclaration): boolean | 'unknown' {
  return options.length === 0 ? false : hasExchange(model, options);
}

function rejectionsIn({ flow }: Consumer): readonly SettleNode[] {
  return Array.from(nodesOf(flow)).flatMap((node) => (node.do === 'settle' && node.pattern.settles === 'reject' ? [node] : []));
}

/** What becomes of a message whose work fails, as far as the handler says. */
function fateOfFailure(consumer: Consumer): 'cyclesUntilRetention' | 'droppedAtFirstFailure' | undefined {
  const rejections = rejectionsIn(consumer);
  if (rejections.some((node) => requeues(node) === true)) return 'cyclesUntilRetention';
  if (rejections.length > 0) return 'droppedAtFirstFailure';
  // Nobody rejects it: it stays unacknowledged, and is delivered again when the channel closes.
  const { status } = settlementOfConsumer(consumer);
  if (status === 'swallowed') return 'droppedAtFirstFailure';
  return status === 'after-work' ? 'cyclesUntilRetention' : undefined;
}

/** Source: `@golevelup/nestjs-rabbitmq` 9.0.2 `lib/amqp/connection.js`: a failing handler requeues by default. */
export function subscriptionDeadLetter(model: ProjectModel, consumer: Consumer): DeadLetterVerdict {
  const { linker } = model;
  const { options } = consumer;
  const outside = outsideDeadLetter(model, consumer);
  if (outside?.status === 'kept' || outside?.status === 'unknown') return outside;
  if (isSet(optionOf(linker, options, 'queue')) === false) return { status: 'not-applicable' };
  if (literalsOf(optionOf(linker, options, 'createQueueIfNotExists')).includes(false)) return unknownUntil('the declaration of the queue, which is made elsewhere');
  const queueOptions = optionOf(linker, options, 'queueOptions');
  if (isTemporary(model, queueOptions)) return { status: 'not-applicable' };
  const has = queueOptions.length === 0 ? false : hasExchange(model, queueOptions);
  if (has === true) return { status: 'kept', at: consumer.declaredAt };
  if (has === 'unknown') return unknownUntil('the options of the queue, which are computed');
  const rejects = isSet(optionOf(linker, options, 'errorHandler')) !== false || isSet(optionOf(linker, options, 'errorBehavior')) !== false;
  return {
    status: 'lost',
    fate: rejects ? 'droppedAtFirstFailure' : 'cyclesUntilRetention',
    at: consumer.declaredAt,
    because: [{ at: consumer.declaredAt, note: 'no deadLetterExchange in queueOptions' }],
  };
}

/** Source: `@nestjs/microservices` 12.1.1 `constants.js`: `noAck` is true unless set; measured. */
export function transportDeadLetter(model: ProjectModel, consumer: Consumer): DeadLetterVerdict {
  const { linker } = model;
  if (consumer.options.length === 0) return unknownUntil('the options of the microservice');
  const noAck = literalsOf(optionOf(linker, consumer.options, 'options.noAck'));
  const has = hasExchange(model, optionOf(linker, consumer.options, 'options.queueOptions'));
  if (noAck.includes(false) && has === true) return { status: 'kept' };
  if (has === 'unknown' || isSet(optionOf(linker, consumer.options, 'options')) !== true) return unknownUntil('the options of the microservice');
  const [first] = consumer.options;
  const at = first?.is === 'object' ? locationOf(first.frame.file, first.value.span) : consumer.at;
  const note = noAck.includes(false) ? 'the queue has no dead-letter exchange' : 'noAck is true by default: a message is gone when it is delivered';
  return { status: 'lost', fate: 'droppedAtFirstFailure', at, because: [{ at, note }] };
}
