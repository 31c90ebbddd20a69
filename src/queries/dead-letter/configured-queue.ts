import { callLocation } from '../../link/call-location.ts';
import type { Entity } from '../../link/entity.ts';
import { nodesOf } from '../../link/flow.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { Location } from '../../model/location.ts';
import { isSet, literalsOf, optionOf } from '../options.ts';
import { recoveriesOf } from '../recoveries-of.ts';
import { type DeadLetterVerdict, unknownUntil } from './verdict.ts';

/**
 * Rascal: the configuration names the queue of a subscription and says whether it has a dead-letter exchange;
 * `ackOrNack(error)` rejects a message for good unless a strategy says otherwise.
 * Source: rascal 21.0.1 `lib/config/{configure,baseline}.js`, `lib/amqp/SubscriberError.js`; measured.
 */
export function configuredDeadLetter(model: ProjectModel, consumer: Consumer): DeadLetterVerdict {
  const configured = queueOf(model, consumer);
  if (!configured) return unknownUntil(`the configuration of the subscription '${consumer.destination?.shown ?? '?'}'`);
  const { options, at } = configured;
  const places = ['deadLetterExchange', 'arguments.x-dead-letter-exchange'].map((path) => isSet(optionOf(model.linker, options, path)));
  if (places.includes(true)) return { status: 'kept', at };
  if (places.includes('unknown')) return unknownUntil('the arguments of the queue, which are computed');
  if (model.infrastructure.resources.some(({ kind }) => kind === 'policy')) return unknownUntil('the policies of the broker, which may pick the queue');
  const recoveries = recoveriesOf(model, consumer);
  if (recoveries.length === 0 || recoveries.some(({ strategies }) => strategies !== 'none')) return unknownUntil('what the handler does with a message that fails');
  const [first] = Array.from(nodesOf(consumer.flow)).flatMap((node) => (node.do === 'settle' && node.pattern.settles === 'reject' ? [callLocation(node.call)] : []));
  return {
    status: 'lost',
    fate: 'droppedAtFirstFailure',
    at,
    because: [{ at, note: `the queue '${configured.name}' is configured without a dead-letter exchange` }, ...(first ? [{ at: first, note: 'rejects the message for good' }] : [])],
  };
}

interface ConfiguredQueue {
  readonly name: string;
  readonly options: readonly Entity[];
  readonly at: Location;
}

/** The queue behind a subscription, where the configuration can be read. */
function queueOf(model: ProjectModel, consumer: Consumer): ConfiguredQueue | undefined {
  const { linker } = model;
  const name = consumer.destination?.texts[0];
  if (name === undefined) return undefined;
  for (const { options, at } of model.declarations.filter(({ broker }) => broker === consumer.broker)) {
    const vhosts = optionOf(linker, options, 'vhosts').flatMap((entity) => membersIn(entity).map((vhost) => optionOf(linker, [entity], vhost)));
    const own = vhosts.map((vhost) => memberOf(model, optionOf(linker, vhost, 'subscriptions'), name));
    const subscription = [memberOf(model, optionOf(linker, options, 'subscriptions'), name), ...own].find((each) => isSet(each) === true) ?? [];
    const queue = literalsOf(optionOf(linker, subscription, 'queue')).find((value) => typeof value === 'string');
    if (queue === undefined) continue;
    const declared = vhosts.map((vhost) => memberOf(model, optionOf(linker, vhost, 'queues'), queue)).find((each) => isSet(each) === true);
    const listed = vhosts.some((vhost) => optionOf(linker, vhost, 'queues').some((entity) => entity.is === 'list' && literalsOf(entity.items.flat()).includes(queue)));
    if (!declared && !listed) continue;
    // Somebody else makes a queue that is not asserted.
    if (declared && literalsOf(optionOf(linker, declared, 'assert')).includes(false)) continue;
    return { name: queue, options: declared ? optionOf(linker, declared, 'options') : [], at };
  }
  return undefined;
}

function membersIn(entity: Entity): readonly string[] {
  if (entity.is !== 'object') return [];
  return entity.value.properties.flatMap((property) => (property.kind === 'value' && !property.key.includes('.') ? [property.key] : []));
}

/** Names of queues may have dots in them. */
function memberOf({ linker }: ProjectModel, entities: readonly Entity[], name: string): readonly Entity[] {
  return entities.flatMap((entity) => (entity.is === 'object' ? linker.memberOf(entity, name, { file: entity.frame.file, frame: entity.frame }) : []));
}
