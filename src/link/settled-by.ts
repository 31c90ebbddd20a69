import type { LinkedConsumer } from './linked-consumer.ts';
import { deliveryOf } from './delivery-of.ts';
import type { Entity } from './entity.ts';
import type { Linker } from './linker.ts';

/** What says that a message is done: the handler's acknowledgement, its return, or the delivery itself. */
export type SettledBy = 'handler' | 'return' | 'delivery';

export function settledBy(linker: Linker, consumer: LinkedConsumer): SettledBy {
  const { settledByHandler, deliveries } = deliveryOf(consumer);
  if (deliveries === 'once' || optionThatSettles(linker, consumer) !== undefined) return 'delivery';
  if (consumer.byHand) return 'handler';
  if (settledByHandler === undefined) return 'return';
  if (settledByHandler === true) return 'handler';
  if ('parameters' in settledByHandler) return tellsByParameter(consumer, settledByHandler) ? 'handler' : 'return';
  const [path, value] = settledByHandler;
  return hasOption(linker, consumer.options, path.split('.'), value) ? 'handler' : 'return';
}

function tellsByParameter({ registered }: LinkedConsumer, { parameters, unlessAsync }: { readonly parameters: number; readonly unlessAsync?: true }): boolean {
  return registered !== undefined && registered.fact.parameters.length >= parameters && !(unlessAsync && registered.fact.async);
}

/** The option of a consumer by which a message is done when it is delivered: `noAck`. */
export function optionThatSettles(linker: Linker, consumer: LinkedConsumer): string | undefined {
  const { settledOnDelivery = [] } = deliveryOf(consumer);
  const found = settledOnDelivery.find(([path, value, unset]) => {
    const names = path.split('.');
    return hasOption(linker, consumer.options, names, value) || (unset !== undefined && lacksOption(linker, consumer.options, names));
  });
  return found?.[0].split('.').at(-1);
}

/** Is there an options object that certainly says nothing of an option? Without one nobody has said anything. */
function lacksOption(linker: Linker, options: readonly Entity[], [name, ...path]: readonly string[]): boolean {
  if (name === undefined || options.length === 0) return false;
  return options.every((entity) => {
    if (entity.is !== 'object') return false;
    const members = linker.memberOf(entity, name, { file: entity.frame.file, frame: entity.frame });
    if (path.length > 0) return lacksOption(linker, members, path);
    return members.every((member) => member.is === 'constant' && member.value === undefined);
  });
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
