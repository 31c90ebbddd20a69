import type { Broker, ConsumerPattern } from '../model/broker.ts';

const pop: ConsumerPattern = { destination: ['0'], handler: ['enclosing'], inLoop: true };

/**
 * Redis lists as queues, by ioredis and node-redis: loops that wait for the next element. What is popped is gone from
 * the list when it is delivered; `BLMOVE` and `BRPOPLPUSH` keep it in another list.
 * Source: ioredis 6.0.0 `built/utils/RedisCommander.d.ts`; redis 6.3.1 `@redis/client/dist/lib/commands`.
 */
export const redisLists: Broker = {
  name: 'redis-lists',
  title: 'Redis lists',
  system: 'redis_lists',
  delivery: { deadLetter: 'unknown', deliveries: 'once' },
  shape: { packages: ['ioredis', 'redis', '@redis/client'] },
  consumers: {
    'Redis.blpop': pop,
    'Redis.brpop': pop,
    'Redis.blmove': pop,
    'Redis.brpoplpush': pop,
    'RedisClientType.blPop': pop,
    'RedisClientType.brPop': pop,
    'RedisClientType.blMove': pop,
    'RedisClientType.brPopLPush': pop,
  },
};
