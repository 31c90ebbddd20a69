import type { Broker, ConsumerPattern, ProducerPattern } from '../model/broker.ts';

const reading = /\bpgmq\.(?:read|read_with_poll|pop)\s*\(\s*(?:queue_name\s*=>\s*)?('[^']*'|\$\d+|…)/i;
const sending = /\bpgmq\.(?:send|send_batch)\s*\(\s*(?:queue_name\s*=>\s*)?('[^']*'|\$\d+|…)/i;

const read: ConsumerPattern = { destination: [], handler: ['enclosing'], statement: reading };
const send: ProducerPattern = { destination: [], outcome: 'promise', statement: sending };

/**
 * pgmq, queues inside PostgreSQL, by its SQL functions and by those that Supabase exposes. What is read is hidden for a
 * time and comes again unless it is deleted or archived; `read_ct` only tells how often it was read.
 * Source: pgmq 1.2.1, page "Functions" on pgxn.org (`send`, `send_batch`, `read`, `pop`, `archive`, `delete`); Supabase's
 * page "Queues: API" (`pgmq_public`).
 */
export const pgmq: Broker = {
  name: 'pgmq',
  title: 'pgmq',
  system: 'pgmq',
  delivery: {
    deadLetter: 'unknown',
    deliveries: 'unknown',
    redelivery: 'pgmq shows a message again when its visibility timeout ends before it is deleted or archived.',
    settledByHandler: true,
  },
  shape: {
    packages: ['pg', '@prisma/client', 'typeorm', '@supabase/supabase-js'],
    returns: { createClient: 'SupabaseClient', 'SupabaseClient.schema': 'SupabaseClient' },
  },
  consumers: {
    'Pool.query': read,
    'Client.query': read,
    'PoolClient.query': read,
    'DataSource.query': read,
    'EntityManager.query': read,
    'PrismaClient.$queryRaw': read,
    'PrismaClient.$queryRawUnsafe': read,
    'SupabaseClient.rpc': { destination: ['1.queue_name'], handler: ['enclosing'], when: ['0', 'read'] },
  },
  producers: {
    'Pool.query': send,
    'Client.query': send,
    'PoolClient.query': send,
    'DataSource.query': send,
    'EntityManager.query': send,
    'PrismaClient.$queryRaw': send,
    'PrismaClient.$executeRaw': send,
    'PrismaClient.$queryRawUnsafe': send,
  },
};
