import type { Consumer, ProjectModel } from '../link/project-model.ts';
import { deliveriesOfFailing } from './deliveries-of.ts';
import { deliveryOf } from '../link/delivery-of.ts';

/** When a message of this consumer comes a second time, as a sentence; `undefined`: it never does. */
export function redeliveryOf(model: ProjectModel, consumer: Consumer): string | undefined {
  const { redelivery, redeliveryOfSingle } = deliveryOf(consumer);
  if (redelivery === undefined || consumer.settledBy === 'delivery') return undefined;
  if (redeliveryOfSingle === undefined) return redelivery;
  const deliveries = deliveriesOfFailing(model, consumer);
  const max = deliveries.status === 'bounded' ? (deliveries.max ?? 1) : 1;
  return max > 1 ? redelivery.replace('{attempts}', String(max)) : redeliveryOfSingle || undefined;
}
