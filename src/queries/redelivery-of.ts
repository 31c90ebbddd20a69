import { deliveryOf } from '../link/delivery-of.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import { deliveriesOf, deliveriesOfFailing } from './deliveries-of.ts';

/** When a message of this consumer comes a second time, as a sentence; `undefined`: it never does. */
export function redeliveryOf(model: ProjectModel, consumer: Consumer): string | undefined {
  const { redelivery, redeliveryOfSingle, redeliveryOfLost = redelivery } = deliveryOf(consumer);
  if (redelivery === undefined || consumer.settledBy === 'delivery') return undefined;
  if (redeliveryOfSingle === undefined) return redelivery;
  const deliveries = deliveriesOfFailing(model, consumer);
  const max = deliveries.status === 'bounded' ? (deliveries.max ?? 1) : 1;
  if (max <= 1) return redeliveryOfSingle || undefined;
  // Who catches every error is still run again when the process ends before the handler does.
  const sentence = deliveriesOf(model, consumer).status === 'none' ? redeliveryOfLost : redelivery;
  return sentence?.replace('{attempts}', String(max));
}
