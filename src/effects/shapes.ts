import type { LibraryShape } from '../model/library.ts';

/**
 * What makes what in the client libraries of the effect tables.
 * Source: the packages' typings, in the versions that `docs/effects.md` names.
 */
export const clientShapes: readonly LibraryShape[] = [
  {
    packages: ['@prisma/client'],
    members: { 'PrismaClient.*': 'model', 'TransactionClient.*': 'model' },
    returns: { 'new PrismaClient': 'PrismaClient', 'PrismaClient.$extends': 'PrismaClient' },
    sameAs: { 'Prisma.TransactionClient': 'PrismaClient' },
    callbacks: { 'PrismaClient.$transaction#0': ['PrismaClient'] },
  },
  {
    packages: ['typeorm', '@nestjs/typeorm'],
    returns: {
      InjectRepository: 'Repository',
      InjectEntityManager: 'EntityManager',
      InjectDataSource: 'DataSource',
      getRepository: 'Repository',
      'DataSource.getRepository': 'Repository',
      'EntityManager.getRepository': 'Repository',
      'DataSource.createQueryBuilder': 'SelectQueryBuilder',
      'EntityManager.createQueryBuilder': 'SelectQueryBuilder',
      'Repository.createQueryBuilder': 'SelectQueryBuilder',
      'DataSource.createQueryRunner': 'QueryRunner',
      'SelectQueryBuilder.insert': 'InsertQueryBuilder',
      'SelectQueryBuilder.update': 'UpdateQueryBuilder',
      'SelectQueryBuilder.delete': 'DeleteQueryBuilder',
      'SelectQueryBuilder.softDelete': 'DeleteQueryBuilder',
      'SelectQueryBuilder.*': 'SelectQueryBuilder',
      'InsertQueryBuilder.*': 'InsertQueryBuilder',
      'UpdateQueryBuilder.*': 'UpdateQueryBuilder',
      'DeleteQueryBuilder.*': 'DeleteQueryBuilder',
    },
    members: { 'DataSource.manager': 'EntityManager', 'QueryRunner.manager': 'EntityManager', 'Repository.manager': 'EntityManager' },
    sameAs: { Connection: 'DataSource', BaseEntity: 'Repository', TreeRepository: 'Repository', MongoRepository: 'Repository' },
    callbacks: {
      'DataSource.transaction#0': ['EntityManager'],
      'DataSource.transaction#1': ['EntityManager'],
      'EntityManager.transaction#0': ['EntityManager'],
      'EntityManager.transaction#1': ['EntityManager'],
    },
  },
  {
    packages: ['drizzle-orm', 'drizzle-orm/node-postgres', 'drizzle-orm/postgres-js', 'drizzle-orm/mysql2', 'drizzle-orm/better-sqlite3', 'drizzle-orm/libsql', 'drizzle-orm/d1'],
    returns: { drizzle: 'PgDatabase' },
    sameAs: { NodePgDatabase: 'PgDatabase', PostgresJsDatabase: 'PgDatabase', MySql2Database: 'MySqlDatabase' },
    callbacks: { 'PgDatabase.transaction#0': ['PgDatabase'] },
  },
  { packages: ['knex'], defaultExport: 'knex', returns: { knex: 'Knex', 'Knex()': 'QueryBuilder' }, callbacks: { 'Knex.transaction#0': ['Knex'] } },
  // Source: `@supabase/supabase-js` 2.119.1, `@supabase/postgrest-js` 2.109.0 `src/PostgrestQueryBuilder.ts`.
  {
    packages: ['@supabase/supabase-js', '@supabase/ssr'],
    returns: {
      createClient: 'SupabaseClient',
      'new SupabaseClient': 'SupabaseClient',
      'SupabaseClient.schema': 'SupabaseClient',
      'SupabaseClient.from': 'PostgrestQueryBuilder',
      createServerClient: 'SupabaseClient',
    },
  },
  {
    packages: ['kysely', 'nestjs-kysely'],
    returns: {
      'new Kysely': 'Kysely',
      InjectKysely: 'Kysely',
      // Source: kysely 0.28 `dist/esm/kysely.d.ts`: `transaction()` only builds; `execute` opens the transaction and runs its callback in it.
      'Kysely.transaction': 'TransactionBuilder',
      'TransactionBuilder.setIsolationLevel': 'TransactionBuilder',
      'TransactionBuilder.setAccessMode': 'TransactionBuilder',
    },
    callbacks: { 'TransactionBuilder.execute#0': ['Kysely'] },
  },
  {
    packages: ['mongoose', '@nestjs/mongoose'],
    returns: { model: 'Model', 'Connection.model': 'Model', InjectModel: 'Model', startSession: 'ClientSession', 'Model.startSession': 'ClientSession' },
  },
  {
    packages: ['mongodb'],
    returns: { 'MongoClient.db': 'Db', 'Db.collection': 'Collection', 'MongoClient.startSession': 'ClientSession', 'MongoClient.connect': 'MongoClient' },
  },
  { packages: ['sequelize', 'sequelize-typescript'], returns: { 'Sequelize.define': 'Model' }, callbacks: { 'Sequelize.transaction#0': ['Transaction'] } },
  { packages: ['pg'], members: {}, returns: { 'new Pool': 'Pool', 'new Client': 'Client', 'Pool.connect': 'Client' } },
  { packages: ['postgres'], defaultExport: 'postgres', returns: { postgres: 'Sql' } },
  { packages: ['mysql2', 'mysql2/promise'], returns: { createPool: 'Pool', createConnection: 'Connection', 'Pool.getConnection': 'Connection', 'Pool.promise': 'Pool' } },
  { packages: ['ioredis'], defaultExport: 'Redis', sameAs: { Cluster: 'Redis' } },
  { packages: ['redis', '@redis/client'], returns: { createClient: 'RedisClientType', createCluster: 'RedisClientType' } },
  { packages: ['axios'], defaultExport: 'AxiosInstance', returns: { create: 'AxiosInstance', 'AxiosInstance.create': 'AxiosInstance' } },
  { packages: ['got'], defaultExport: 'Got', returns: { extend: 'Got' } },
  { packages: ['ky'], defaultExport: 'KyInstance', returns: { create: 'KyInstance', extend: 'KyInstance' } },
  { packages: ['node-fetch', 'cross-fetch', 'isomorphic-fetch'], defaultExport: 'fetch' },
  {
    packages: ['undici'],
    defaultExport: 'fetch',
    sameAs: { Agent: 'Dispatcher', Pool: 'Dispatcher', Client: 'Dispatcher', RetryAgent: 'Dispatcher', ProxyAgent: 'Dispatcher', EnvHttpProxyAgent: 'Dispatcher' },
  },
  { packages: ['nodemailer'], returns: { createTransport: 'Transporter' } },
  { packages: ['twilio'], defaultExport: 'Twilio', returns: { Twilio: 'Twilio' } },
  { packages: ['viem'], returns: { createWalletClient: 'WalletClient', createPublicClient: 'PublicClient', createClient: 'PublicClient' } },
  { packages: ['ethers'], sameAs: { 'ethers.Wallet': 'Wallet', 'ethers.Signer': 'Signer', 'ethers.NonceManager': 'NonceManager' } },
  { packages: ['stripe'], defaultExport: 'Stripe', returns: { Stripe: 'Stripe' } },
  { packages: ['firebase-admin/messaging', 'firebase-admin'], returns: { getMessaging: 'Messaging', messaging: 'Messaging' } },
  { packages: ['@google-cloud/storage'], returns: { 'Storage.bucket': 'Bucket', 'Bucket.file': 'File' } },
  { packages: ['openai'], defaultExport: 'OpenAI' },
  { packages: ['@anthropic-ai/sdk'], defaultExport: 'Anthropic' },
  { packages: ['@aws-sdk/lib-dynamodb'], returns: { 'DynamoDBDocument.from': 'DynamoDBDocument' } },
];
