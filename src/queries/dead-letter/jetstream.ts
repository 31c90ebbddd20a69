import type { Entity } from '../../link/entity.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { Location } from '../../model/location.ts';
import { isSet, numberOf, optionOf } from '../options.ts';
import { settlementOfConsumer } from '../settles.ts';
import { gaveUp, parksFailures } from './parked.ts';
import { type DeadLetterVerdict, unknownUntil } from './verdict.ts';

/** What `max_deliver` of a consumer says, and where: -1 is without end. */
export interface MaxDeliver {
  readonly max: number | 'unknown';
  readonly at: Location;
}

/**
 * `max_deliver` of the options a consumer is made with: those of the subscription, else of the call that declares it.
 * `undefined`: no such options are in sight. Source: nats 2.29.3 `lib/jetstream/jsapi_types.d.ts` ConsumerConfig.
 */
export function maxDeliverOf(model: ProjectModel, { options, at, sources, broker: own }: Consumer): MaxDeliver | undefined {
  const declared = sources.flatMap(({ declarations }) => declarations);
  const named = [{ options, at }, ...declared].filter((place) => place.options.length > 0);
  if (named.length > 0) return leastOf(model, named);
  // Whichever of the consumers it is that the project makes: none of them has a bound.
  const any = leastOf(model, model.declarations.filter(({ broker, key }) => broker === own && key === 'ConsumerAPI.add'));
  return any?.max === -1 ? any : undefined;
}

function leastOf(model: ProjectModel, places: readonly { readonly options: readonly Entity[]; readonly at: Location }[]): MaxDeliver | undefined {
  const read = places.map((place): MaxDeliver => ({ at: place.at, max: maxOf(model, place.options) }));
  return read.find(({ max }) => max === 'unknown') ?? read.find(({ max }) => max !== -1) ?? read[0];
}

function maxOf(model: ProjectModel, options: readonly Entity[]): number | 'unknown' {
  const entities = optionOf(model.linker, options, 'max_deliver');
  const set = isSet(entities);
  if (set === false) return -1;
  return set === 'unknown' ? 'unknown' : (numberOf(entities) ?? 'unknown');
}

/** Without `max_deliver` a message comes again for ever; what the handler acknowledges all the same is gone. */
export function jetstreamDeadLetter(model: ProjectModel, consumer: Consumer): DeadLetterVerdict {
  if (parksFailures(consumer.flow) || gaveUp(consumer.flow)) return { status: 'kept' };
  const configured = maxDeliverOf(model, consumer);
  if (!configured) return unknownUntil('the options of the consumer, which no file of the project declares');
  const { max, at } = configured;
  const { status } = settlementOfConsumer(consumer);
  if (status === 'swallowed') {
    return { status: 'lost', fate: 'droppedAtFirstFailure', at, because: [{ at, note: 'nothing keeps what the handler acknowledges in spite of a failure' }] };
  }
  if (max !== -1) return unknownUntil('who is told of messages that were tried max_deliver times');
  if (status !== 'after-work') return unknownUntil('what the handler does with a failure');
  return { status: 'lost', fate: 'cyclesForEver', at, because: [{ at, note: 'the consumer has no max_deliver' }] };
}
