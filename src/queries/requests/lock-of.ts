import type { Consumer } from '../../link/project-model.ts';
import type { MessagingSystem } from '../../model/broker.ts';

/** Systems whose consumers run in a process of the project's own, for as long as their handlers take. */
const OWN_PROCESS: ReadonlySet<MessagingSystem> = new Set([
  'aws_sqs', 'bullmq', 'bull', 'bee_queue', 'kue', 'rsmq', 'kafka', 'rabbitmq', 'nats', 'jetstream', 'redis_streams', 'redis_lists', 'redis_pubsub', 'pg_boss', 'graphile_worker', 'agenda',
] satisfies readonly MessagingSystem[]);

/**
 * Seconds a handler may take before its message is handed out again. `Number.MAX_SAFE_INTEGER`: as long as it likes, if it
 * ends at all, because its library renews the lock, or nobody knows. `Infinity`: a platform ends it.
 */
export function lockOf({ broker, system, functions, mappings, sources }: Consumer): number {
  if (functions.length + mappings.length > 0 || broker.feeds !== undefined || !OWN_PROCESS.has(system)) return Infinity;
  if (system !== 'aws_sqs') return Number.MAX_SAFE_INTEGER;
  const locks = sources.flatMap(({ resources }) => resources.flatMap((resource) => (resource.kind === 'queue' && resource.lockSeconds !== undefined ? [resource.lockSeconds] : [])));
  return locks.length === 0 ? Number.MAX_SAFE_INTEGER : Math.max(...locks);
}
