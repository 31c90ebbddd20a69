import type { Broker, ConsumerPattern } from '../model/broker.ts';

/** `SELECT … FROM jobs … FOR UPDATE SKIP LOCKED`: rows that nobody else works on. */
const claiming = /\b(?:from|update)\s+([\w."`…]+)(?:(?!\bfrom\b)[\s\S])*?\bfor\s+(?:no\s+key\s+)?update\b[^;]*?\bskip\s+locked\b/i;

const query: ConsumerPattern = { destination: [], handler: ['enclosing'], statement: claiming };
const builder: ConsumerPattern = { destination: ['chain.selectFrom.0', 'chain.from.0', 'chain.into.0', 'chain.table.0'], handler: ['enclosing'] };

/**
 * Tables that the project uses as queues: whoever locks rows that are not locked by others takes work from them. How
 * often a row is tried and where it ends, the project's own columns say.
 * Source: PostgreSQL's page on SELECT, "The Locking Clause"; knex 3.3.0 `types/index.d.ts` and kysely 0.29.9
 * `dist/query-builder/select-query-builder.d.ts` (`skipLocked`).
 */
export const jobTable: Broker = {
  name: 'job-table',
  title: 'Job tables (SKIP LOCKED)',
  system: 'job_table',
  delivery: { deadLetter: 'unknown', deliveries: 'unknown', settledByHandler: true },
  shape: { packages: ['pg', '@prisma/client', 'typeorm', 'knex', 'kysely', 'mysql2', 'mysql2/promise', 'sequelize'] },
  consumers: {
    'Pool.query': query,
    'Client.query': query,
    'PoolClient.query': query,
    'Connection.query': query,
    'Connection.execute': query,
    'DataSource.query': query,
    'EntityManager.query': query,
    'QueryRunner.query': query,
    'Repository.query': query,
    'Sequelize.query': query,
    'Knex.raw': query,
    'PrismaClient.$queryRaw': query,
    'PrismaClient.$queryRawUnsafe': query,
    '*.skipLocked': builder,
  },
};
