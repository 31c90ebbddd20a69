import type { LinkedConsumer } from './linked-consumer.ts';
import type { Delivery } from '../model/delivery.ts';

/** Nothing is known of the system. */
const unknown: Delivery = { deadLetter: 'unknown', deliveries: 'unknown', redelivery: 'The broker may deliver a message more than once.' };

/** How a consumer's system delivers, by the table of its library. */
export function deliveryOf({ broker: { delivery }, system }: Pick<LinkedConsumer, 'broker' | 'system'>): Delivery {
  if (!delivery) return unknown;
  return isOne(delivery) ? delivery : (delivery[system] ?? unknown);
}

function isOne(delivery: Delivery | object): delivery is Delivery {
  return 'deadLetter' in delivery;
}
