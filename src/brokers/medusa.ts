import type { Broker, ProducerPattern } from '../model/broker.ts';

const emit: ProducerPattern = { destination: ['0.name', '0.0.name', '0.eventName', '0'], options: '1', deduplication: [], outcome: 'promise' };

/**
 * Medusa's event bus: subscribers are files with a default export (version 2) or methods given to `subscribe` (version 1).
 * A subscriber that fails is logged and its event counts as done; the bus tries once unless `attempts` is set.
 * Source: `@medusajs/framework` 2.21.2 `dist/subscribers/types.d.ts`; `@medusajs/event-bus-redis` 2.21.2 `dist/services/event-bus-redis.js`.
 */
export const medusa: Broker = {
  name: 'medusa',
  title: 'Medusa event bus',
  system: 'medusa',
  delivery: { deadLetter: 'unknown', deliveries: 'unknown' },
  shape: {
    packages: ['@medusajs/framework', '@medusajs/framework/types', '@medusajs/medusa', '@medusajs/medusa/core-flows', '@medusajs/types', '@medusajs/utils'],
    sameAs: { IEventBusModuleService: 'EventBusService', IEventBusService: 'EventBusService' },
  },
  handlerTypes: { SubscriberArgs: { system: 'medusa', of: 'event', name: { exported: 'config.event' } } },
  consumers: { 'EventBusService.subscribe': { destination: ['0'], handler: ['1'] } },
  producers: { 'EventBusService.emit': emit, emitEventStep: emit },
};
