import { placeKey } from '../model/location.ts';
import type { LinkedConsumer } from './linked-consumer.ts';
import { handlerKey } from './deployed.ts';
import { namesIn } from './name.ts';
import type { LinkedProducer } from './producers.ts';

/**
 * One registry that the workers of several queues look their handlers up in: each handler is one consumer, of the queue
 * that jobs of its name are sent to. Where nobody says which one that is, of none that is known.
 */
export function onceEach(consumers: readonly LinkedConsumer[], producers: () => readonly LinkedProducer[]): readonly LinkedConsumer[] {
  const groups = new Map<string, LinkedConsumer[]>();
  for (const consumer of consumers) {
    if (!consumer.picked || !consumer.handler) continue;
    const key = `${placeKey(consumer.declaredAt)} ${placeKey(consumer.at)} ${handlerKey(consumer.handler)}`;
    groups.set(key, [...(groups.get(key) ?? []), consumer]);
  }
  const kept = new Map<LinkedConsumer, LinkedConsumer>();
  const dropped = new Set<LinkedConsumer>();
  for (const group of groups.values()) {
    const [first] = group;
    if (!first || group.length === 1) continue;
    const own = fedBy(group, producers());
    for (const each of group) dropped.add(each);
    if (own.length > 0) for (const each of own) dropped.delete(each);
    else kept.set(first, withoutDestination(first));
  }
  return consumers.flatMap((consumer) => kept.get(consumer) ?? (dropped.has(consumer) ? [] : [consumer]));
}

/** Those whose queue somebody sends jobs of this name to. */
function fedBy(group: readonly LinkedConsumer[], producers: readonly LinkedProducer[]): readonly LinkedConsumer[] {
  return group.filter(({ broker, destination, picked }) => {
    const names = new Set(destination ? namesIn(destination).flatMap(({ texts }) => texts) : []);
    return producers.some((producer) => producer.broker === broker && producer.job === picked?.name && (producer.destination?.texts.some((text) => names.has(text)) ?? false));
  });
}

function withoutDestination({ destination: _, ...consumer }: LinkedConsumer): LinkedConsumer {
  return consumer;
}
