import type { LinkedConsumer } from './linked-consumer.ts';

/** What a consumer is called in reports: unique as long as one place makes one consumer of a name. */
export function idOf({ broker, at, destination, job }: Pick<LinkedConsumer, 'broker' | 'at' | 'destination' | 'job'>): string {
  const name = [destination?.shown, job].filter((part) => part !== undefined).join('/');
  return `${broker.name}:${name === '' ? '?' : name}@${at.file}:${String(at.line)}`;
}
