import type { Broker, ProducerPattern } from '../model/broker.ts';

const adding = /\bgraphile_worker\.add_job\s*\(\s*(?:identifier\s*(?:=>|:=)\s*)?('[^']*'|\$\d+|…)/i;

const add: ProducerPattern = { destination: [], outcome: 'promise', statement: adding };

/**
 * Jobs that are added in SQL: by a query, in a migration, in the body of a trigger that a migration writes.
 * Source: graphile-worker 0.17.3 `sql/000011.sql` (`add_job(identifier, payload, …)`, in the schema `graphile_worker` unless set).
 */
export const graphileWorkerSql: Broker = {
  name: 'graphile-worker-sql',
  title: 'Graphile Worker in SQL',
  system: 'graphile_worker',
  shape: { packages: ['pg', '@prisma/client', 'typeorm', 'knex', 'sequelize', 'node-pg-migrate'] },
  producers: {
    'Pool.query': add,
    'Client.query': add,
    'PoolClient.query': add,
    'DataSource.query': add,
    'EntityManager.query': add,
    'QueryRunner.query': add,
    'Sequelize.query': add,
    'Knex.raw': add,
    'MigrationBuilder.sql': add,
    'PrismaClient.$queryRaw': add,
    'PrismaClient.$executeRaw': add,
    'PrismaClient.$queryRawUnsafe': add,
    'PrismaClient.$executeRawUnsafe': add,
  },
};
