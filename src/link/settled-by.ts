import type { LinkedConsumer } from './consumers.ts';
import { deliveryOf } from './delivery-of.ts';
import type { Entity } from './entity.ts';
import type { Linker } from './linker.ts';

/** What says that a message is done: the handler's acknowledgement, its return, or the delivery itself. */
export type SettledBy = 'handler' | 'return' | 'delivery';

export function settledBy(linker: Linker, consumer: LinkedConsumer): SettledBy {
  const { settledByHandler, settledOnDelivery = [], deliveries } = deliveryOf(consumer);
  const says = ([path, value]: readonly [string, string | boolean]): boolean => hasOption(linker, consumer.options, path.split('.'), value);
  if (deliveries === 'once' || settledOnDelivery.some(says)) return 'delivery';
  if (settledByHandler === undefined) return 'return';
  return settledByHandler === true || says(settledByHandler) ? 'handler' : 'return';
}

/** Has an options object this value at a path, as far as its sources tell? */
function hasOption(linker: Linker, options: readonly Entity[], [name, ...path]: readonly string[], value: string | boolean): boolean {
  if (name === undefined) return options.some((entity) => isValue(entity, value));
  const members = options.flatMap((entity) =>
    entity.is === 'object' ? linker.memberOf(entity, name, { file: entity.frame.file, frame: entity.frame }) : [],
  );
  return hasOption(linker, members, path, value);
}

function isValue(entity: Entity, value: string | boolean): boolean {
  if (entity.is === 'constant') return entity.value === value;
  return entity.is === 'text' && entity.parts.length === 1 && entity.parts[0] === value;
}
