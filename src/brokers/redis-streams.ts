import type { Broker, ConsumerPattern } from '../model/broker.ts';

const ioredis: ConsumerPattern = { destination: ['after:STREAMS'], handler: ['enclosing'] };
const nodeRedis: ConsumerPattern = { destination: ['2.key', '2.0.key'], handler: ['enclosing'] };
const claim: ConsumerPattern = { destination: ['0'], handler: ['enclosing'], unlessOther: true };

/**
 * Redis streams with consumer groups, by ioredis and node-redis. What is not acknowledged stays pending and is never
 * delivered again by itself: somebody has to claim it, and to count how often.
 * Source: ioredis 6.0.0 `built/utils/RedisCommander.d.ts`; redis 6.3.1 `@redis/client/dist/lib/commands`; measured on redis 7.0.15.
 */
export const redisStreams: Broker = {
  name: 'redis-streams',
  title: 'Redis streams',
  system: 'redis_streams',
  delivery: {
    deadLetter: 'claims',
    deliveries: 'as dead letters',
    redelivery: 'An entry of a Redis stream comes again when it was not acknowledged and somebody claims it.',
    settledByHandler: true,
  },
  shape: { packages: ['ioredis', 'redis', '@redis/client'], sameAs: { RedisClient: 'RedisClientType' } },
  consumers: {
    'Redis.xreadgroup': ioredis,
    'Redis.xreadgroupBuffer': ioredis,
    'RedisClientType.xReadGroup': nodeRedis,
    'RedisClientType.XREADGROUP': nodeRedis,
    'Redis.xautoclaim': claim,
    'RedisClientType.xAutoClaim': claim,
  },
  producers: {
    'Redis.xadd': { destination: ['0'], deduplication: [], outcome: 'promise' },
    'RedisClientType.xAdd': { destination: ['0'], deduplication: [], outcome: 'promise' },
    'RedisClientType.XADD': { destination: ['0'], deduplication: [], outcome: 'promise' },
  },
  settlements: {
    'Redis.xack': { settles: 'ack' },
    'RedisClientType.xAck': { settles: 'ack' },
    'RedisClientType.XACK': { settles: 'ack' },
    'Redis.xclaim': { settles: 'extend' },
    'RedisClientType.xClaim': { settles: 'extend' },
  },
  // Who claims what others left pending, and who looks how often it was delivered.
  declarations: {
    'Redis.xautoclaim': { destination: ['0'] },
    'RedisClientType.xAutoClaim': { destination: ['0'] },
    'Redis.xclaim': { destination: ['0'] },
    'RedisClientType.xClaim': { destination: ['0'] },
    'Redis.xpending': { destination: ['0'] },
    'RedisClientType.xPending': { destination: ['0'] },
    'RedisClientType.xPendingRange': { destination: ['0'] },
  },
};
