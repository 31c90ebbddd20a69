import { callLocation } from '../../link/call-location.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import { isInHandler, type Occurrence, occurrencesIn } from '../occurrence.ts';
import { isSet, literalsOf, optionOf } from '../options.ts';
import { requeues } from '../requeues.ts';
import { type Deliveries, UNKNOWN } from './verdict.ts';

/**
 * RabbitMQ: what the handler puts back comes again at once, without a count on classic queues. Quorum queues count what
 * is rejected, and until 4.2 what is nacked. Source: RabbitMQ's page on quorum queues; measured on 3.10.8: 8362 times a
 * second.
 */
export function handledDeliveries(model: ProjectModel, consumer: Consumer): Deliveries {
  const rejections = occurrencesIn(consumer.flow).filter(({ node }) => node.do === 'settle' && node.pattern.settles === 'reject');
  const back = rejections.filter((occurrence) => requeue(occurrence) !== false);
  if (rejections.length > 0 && back.length === 0) return { status: 'bounded', max: 1 };
  const [endless] = back.filter((each) => requeue(each) === true && isUnconditional(each) && !isDelayed(consumer, each));
  if (endless?.node.do !== 'settle' || !isClassic(model, consumer)) return UNKNOWN;
  const at = callLocation(endless.node.call);
  return { status: 'unbounded', how: 'requeued', at, because: [{ at, note: 'puts the message back at once, however often it has failed' }] };
}

/** Does a rejection put the message back? `unknown`: a value decides. */
function requeue({ node }: Occurrence): boolean | 'unknown' {
  return node.do === 'settle' ? requeues(node) : false;
}

/** After every failure: nothing between the `catch` and the call asks which error it is or how often it came. */
function isUnconditional(occurrence: Occurrence): boolean {
  if (!isInHandler(occurrence)) return false;
  const caught = occurrence.levels.findLastIndex(({ part }) => part === 'handler');
  return occurrence.levels.slice(caught).every(({ part, siblings, index }) => {
    if (part === 'then' || part === 'else' || part === 'case') return false;
    return siblings.slice(0, index).every((node) => node.do !== 'if' && node.do !== 'switch' && node.do !== 'send');
  });
}

/** It waits before it puts the message back, or does so later. */
function isDelayed({ flow }: Consumer, occurrence: Occurrence): boolean {
  if (occurrence.levels.some(({ container }) => container?.do === 'callback' && container.runs === 'later')) return true;
  return occurrencesIn(flow).some((each) => isInHandler(each) && each.node.do === 'effect' && each.node.effect.kind === 'timer');
}

/** A queue that the project declares, of a type that counts nothing. */
function isClassic(model: ProjectModel, { sources }: Consumer): boolean {
  const declarations = sources.flatMap((source) => source.declarations);
  return declarations.length > 0 && declarations.every(({ options }) => countsNothing(model, options));
}

function countsNothing({ linker }: ProjectModel, options: Parameters<typeof optionOf>[1]): boolean {
  const type = optionOf(linker, options, 'arguments.x-queue-type');
  const limit = isSet(optionOf(linker, options, 'arguments.x-delivery-limit'));
  return limit === false && (isSet(type) === false || literalsOf(type).includes('classic'));
}

/**
 * `@golevelup/nestjs-rabbitmq` requeues what a handler throws, unless it or the module says otherwise.
 * Source: 9.0.2 `lib/amqp/connection.js`; measured: 2389 times in two seconds.
 */
export function subscribedDeliveries(model: ProjectModel, consumer: Consumer): Deliveries {
  const { linker } = model;
  const { options, declaredAt } = consumer;
  const own = ['errorHandler', 'errorBehavior', 'queueOptions.channel'].map((path) => isSet(optionOf(linker, options, path)));
  if (own.includes('unknown')) return UNKNOWN;
  if (own[0] === true || own[1] === true) return behaviour(model, options);
  // What the handler rejects itself does not come to the default.
  if (occurrencesIn(consumer.flow).some(({ node }) => node.do === 'settle')) return UNKNOWN;
  const modules = model.declarations.filter(({ broker, key }) => broker === consumer.broker && key.includes('forRoot'));
  const general = ['defaultSubscribeErrorBehavior', 'defaultSubscribeErrorHandler'].map((path) => modules.map((each) => isSet(optionOf(linker, each.options, path))));
  if (general.flat().some((set) => set !== false)) return UNKNOWN;
  if (!countsNothing(model, optionOf(linker, options, 'queueOptions'))) return UNKNOWN;
  return {
    status: 'unbounded',
    how: 'requeued',
    at: declaredAt,
    because: [{ at: declaredAt, note: 'neither errorHandler nor errorBehavior: the default requeues at once' }],
  };
}

function behaviour({ linker }: ProjectModel, options: Consumer['options']): Deliveries {
  const handlers = [...optionOf(linker, options, 'errorHandler'), ...optionOf(linker, options, 'errorBehavior')];
  const names = handlers.flatMap((entity) => (entity.is === 'external' ? [entity.name] : []));
  if (names.length !== handlers.length) return UNKNOWN;
  return names.every((name) => name === 'defaultNackErrorHandler' || name === 'NACK' || name === 'ACK') ? { status: 'bounded', max: 1 } : UNKNOWN;
}

/** Source: `@nestjs/microservices` 12.1.1 `constants.js`: `noAck` is true unless set, so a message comes once. */
export function transportedDeliveries({ linker }: ProjectModel, { options }: Consumer): Deliveries {
  const noAck = optionOf(linker, options, 'options.noAck');
  if (isSet(optionOf(linker, options, 'options')) !== true || isSet(noAck) === 'unknown') return UNKNOWN;
  return literalsOf(noAck).includes(false) ? UNKNOWN : { status: 'none' };
}
