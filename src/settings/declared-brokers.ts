import { brokers } from '../brokers/index.ts';
import type { Broker, ConsumerPattern, DecoratorPattern, MessagingSystem, ProducerPattern, Slot } from '../model/broker.ts';
import type { ConsumerDeclaration, DeclaredCall, DeclaredSystem, Place, ProducerDeclaration, SettlementDeclaration } from '../model/declaration.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Location } from '../model/location.ts';
import { filePattern } from './file-pattern.ts';

/** A consumer that the settings declare, as the table of a library that has only this one. */
export function consumerTable(declared: ConsumerDeclaration, at: Location): Broker {
  const { call = '', files, destination } = declared;
  const { like, ...base } = tableOf(declared, files);
  const delivery = deliveryOf(declared, base, like, at);
  const named = typeof destination === 'object' ? destination.name : undefined;
  return {
    ...base,
    ...(delivery && { delivery }),
    // The name under which settlements of the same package speak of it.
    ...(declared.settles === 'by-handler' && { handlerParameters: ['Message'] }),
    ...(throwingFails(declared, like) && { failsByThrowing: true }),
    ...(files !== undefined && { handlerFiles: { files: filePattern(files), export: declared.export ?? 'default', ...(named !== undefined && { destination: named }) } }),
    ...(files === undefined && (call.startsWith('@') ? { decorators: { [call.slice(1)]: decoratorPattern(declared) } } : { consumers: { [call]: consumerPattern(declared) } })),
  };
}

export function producerTable(declared: ProducerDeclaration): Broker {
  const { call = '', destination, job, deduplication, outcome = 'promise' } = declared;
  const pattern: ProducerPattern = {
    destination: slotsOf(destination),
    ...(job !== undefined && { job: String(job) }),
    ...(deduplication !== undefined && { deduplication: [String(deduplication)] }),
    outcome,
  };
  const { like: _, ...base } = tableOf(declared, undefined);
  return { ...base, producers: { [call]: pattern } };
}

export function settlementTable(declared: SettlementDeclaration): Broker {
  const { call = '', settles = 'ack', failsWith } = declared;
  const { like: _, ...base } = tableOf(declared, undefined);
  return { ...base, settlements: { [call]: { settles, ...(failsWith !== undefined && { failsWith: String(failsWith) }) } } };
}

function tableOf({ package: name, file, like: likeName, system }: DeclaredCall & DeclaredSystem, files: string | undefined): Pick<Broker, 'name' | 'title' | 'system' | 'shape'> & { readonly like: Broker | undefined } {
  const source = name ?? file ?? files ?? '';
  const like = brokers.find((each) => each.name === likeName);
  // A user may have a system of their own: it differs from all others, and nothing is known of it.
  return { name: source, title: source, system: (system ?? like?.system ?? 'unknown') as MessagingSystem, shape: { packages: files === undefined ? [source] : [] }, like };
}

function consumerPattern({ destination, handler, job, options }: ConsumerDeclaration): ConsumerPattern {
  return {
    destination: slotsOf(destination),
    handler: handler === undefined ? [] : [String(handler)],
    ...(job !== undefined && { job: String(job) }),
    ...(options !== undefined && { options: String(options) }),
  };
}

function decoratorPattern({ destination, job, options, method }: ConsumerDeclaration): DecoratorPattern {
  return {
    on: method === undefined ? 'method' : 'class',
    destination: slotsOf(destination),
    ...(method !== undefined && { method }),
    ...(job !== undefined && { job: [String(job)] }),
    ...(options !== undefined && { options: String(options) }),
  };
}

function slotsOf(destination: Place | { readonly name: string } | undefined): readonly Slot[] {
  if (destination === undefined) return [];
  return [typeof destination === 'object' ? `=${destination.name}` : String(destination)];
}

function throwingFails({ settles }: ConsumerDeclaration, like: Broker | undefined): boolean {
  return settles === undefined ? like?.failsByThrowing === true : settles === 'after-handler';
}

/** What the declaration states comes before what is known of the library it names. */
function deliveryOf(declared: ConsumerDeclaration, { title, system }: Pick<Broker, 'title' | 'system'>, like: Broker | undefined, at: Location): Delivery | undefined {
  const { deadLetter, maxDeliveries, settles } = declared;
  const known = deliveryLike(like, system);
  if (deadLetter === undefined && maxDeliveries === undefined && settles === undefined) return known ?? nothingKnown;
  if (settles === 'on-delivery') return { deadLetter: 'nothing', deliveries: 'once' };
  const { redelivery, redeliveryOfSingle, settledOnDelivery, settledByHandler, ...rest } = known ?? nothingKnown;
  return {
    ...rest,
    ...(maxDeliveries === undefined && redelivery !== undefined && { redelivery }),
    ...(maxDeliveries === undefined && redeliveryOfSingle !== undefined && { redeliveryOfSingle }),
    ...(maxDeliveries !== undefined && { deliveries: maxDeliveries }),
    ...(maxDeliveries !== undefined && maxDeliveries > 1 && { redelivery: `${title} delivers a message that fails up to ${String(maxDeliveries)} times.` }),
    ...(deadLetter === true && { deadLetter: 'kept' }),
    ...(deadLetter === false && maxDeliveries !== undefined && { deadLetter: { lostAfter: maxDeliveries, statedAt: at } }),
    ...(settles === undefined && settledOnDelivery && { settledOnDelivery }),
    ...(settles === undefined && settledByHandler && { settledByHandler }),
    ...(settles === 'by-handler' && { settledByHandler: true }),
  };
}

/** Without a sentence about a second delivery nobody says that there is one. */
const nothingKnown: Delivery = { deadLetter: 'unknown', deliveries: 'unknown' };

function deliveryLike(like: Broker | undefined, system: MessagingSystem): Delivery | undefined {
  const delivery = like?.delivery;
  if (!delivery) return undefined;
  return 'deadLetter' in delivery ? delivery : delivery[system];
}
