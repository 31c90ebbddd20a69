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
      getTreeRepository: 'Repository',
      getMongoRepository: 'Repository',
      getConnection: 'DataSource',
      createConnection: 'DataSource',
      getManager: 'EntityManager',
      getCustomRepository: '$instance',
      'DataSource.getCustomRepository': '$instance',
      'EntityManager.getCustomRepository': '$instance',
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
    packages: ['mongoose', '@nestjs/mongoose', '@typegoose/typegoose'],
    // Source of `getModelForClass`: @typegoose/typegoose 13.4.0 `lib/typegoose.d.ts`.
    returns: { model: 'Model', getModelForClass: 'Model', 'Connection.model': 'Model', InjectModel: 'Model', startSession: 'ClientSession', 'Model.startSession': 'ClientSession' },
  },
  {
    packages: ['mongodb'],
    returns: { 'MongoClient.db': 'Db', 'Db.collection': 'Collection', 'MongoClient.startSession': 'ClientSession', 'MongoClient.connect': 'MongoClient' },
  },
  // Source: sequelize 6.37.8 `lib/sequelize.js`: the module is the class, `models` holds what was defined, a model's `name` is the one it was defined by.
  {
    packages: ['sequelize', 'sequelize-typescript'],
    defaultExport: 'Sequelize',
    returns: { 'Sequelize.define': 'Model', 'Sequelize.model': 'Model' },
    members: { 'Sequelize.models': 'Models', 'Models.*': 'Model', 'Model.name': '$maker.0', 'Model.sequelize': 'Sequelize' },
    callbacks: { 'Sequelize.transaction#0': ['Transaction'], 'Sequelize.transaction#1': ['Transaction'] },
  },
  // Source: ffc-database 1.0.23 `app/database/base.js`: the models of a folder by their names, beside `sequelize` itself.
  { packages: ['ffc-database'], returns: { 'Database.connect': 'Connected' }, members: { 'Connected.sequelize': 'Sequelize', 'Connected.Sequelize': 'Sequelize', 'Connected.Op': 'Op', 'Connected.*': 'Model' } },
  // Source: pg-promise 12.7.1 `typescript/pg-promise.d.ts`.
  {
    packages: ['pg-promise'],
    defaultExport: 'pgPromise',
    returns: { pgPromise: 'Main', 'Main()': 'Database' },
    sameAs: { IDatabase: 'Database', ITask: 'Database', IBaseProtocol: 'Database' },
    callbacks: Object.fromEntries(['task', 'taskIf', 'tx', 'txIf'].flatMap((name) => [0, 1].map((at) => [`Database.${name}#${String(at)}`, ['Database']]))),
  },
  // Source: objection 3.1.5 `typings/objection/index.d.ts`: `query` starts a statement, its first verb says what it does.
  { packages: ['objection'], returns: { 'Model.query': 'QueryBuilder', 'Model.$query': 'QueryBuilder', 'Model.relatedQuery': 'QueryBuilder', 'Model.$relatedQuery': 'QueryBuilder', 'QueryBuilder.*': 'QueryBuilder' }, callbacks: { 'Model.transaction#0': ['Transaction'] } },
  { packages: ['pg'], members: {}, returns: { 'new Pool': 'Pool', 'new Client': 'Client', 'Pool.connect': 'Client' } },
  // Source: @neondatabase/serverless 1.2.0 `index.d.ts`, @vercel/postgres 0.10.0 `dist/index-node.d.ts`.
  { packages: ['@neondatabase/serverless'], returns: { neon: 'Sql', 'Pool.connect': 'PoolClient' } },
  { packages: ['@vercel/postgres'], returns: { createPool: 'VercelPool', createClient: 'VercelClient', 'db.connect': 'VercelClient', 'VercelPool.connect': 'VercelClient' } },
  // Source: @planetscale/database 1.20.2 `dist/index.d.ts`.
  { packages: ['@planetscale/database'], returns: { connect: 'Connection', 'Client.connection': 'Connection' }, callbacks: { 'Connection.transaction#0': ['Connection'], 'Client.transaction#0': ['Connection'] } },
  // Source: @libsql/core `lib-esm/api.d.ts`.
  { packages: ['@libsql/client', '@libsql/client/web', '@libsql/client/http', '@libsql/client/node'], returns: { createClient: 'Client', 'Client.transaction': 'Transaction' } },
  // Source: @types/mssql `index.d.ts`.
  { packages: ['mssql'], returns: { connect: 'ConnectionPool', 'ConnectionPool.connect': 'ConnectionPool', 'ConnectionPool.request': 'Request', 'Request.input': 'Request', 'Request.output': 'Request', 'ConnectionPool.transaction': 'Transaction', 'Transaction.request': 'Request' } },
  { packages: ['postgres'], defaultExport: 'postgres', returns: { postgres: 'Sql' } },
  { packages: ['mysql2', 'mysql2/promise', 'mysql'], returns: { createPool: 'Pool', createConnection: 'Connection', 'Pool.getConnection': 'Connection', 'Pool.promise': 'Pool' } },
  { packages: ['ioredis'], defaultExport: 'Redis', sameAs: { Cluster: 'Redis' } },
  { packages: ['redis', '@redis/client'], returns: { createClient: 'RedisClientType', createCluster: 'RedisClientType' } },
  // Source: @upstash/redis 1.39.0 `nodejs.d.ts`, @vercel/kv 3.0.0 `dist/index.d.ts`: its commands in small letters.
  { packages: ['@upstash/redis', '@upstash/redis/cloudflare', '@vercel/kv'], returns: { createClient: 'RedisClientType', 'Redis.fromEnv': 'RedisClientType' }, sameAs: { Redis: 'RedisClientType', VercelKV: 'RedisClientType' } },
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
  // Source: firebase-admin 13.10.0 `lib/messaging/index.d.ts`, `lib/firestore/index.d.ts`, `lib/firebase-namespace-api.d.ts`.
  {
    packages: ['firebase-admin/messaging', 'firebase-admin/firestore', 'firebase-admin', '@google-cloud/firestore'],
    returns: {
      getMessaging: 'Messaging',
      messaging: 'Messaging',
      'App.messaging': 'Messaging',
      getFirestore: 'Firestore',
      firestore: 'Firestore',
      'App.firestore': 'Firestore',
      app: 'App',
      initializeApp: 'App',
      'Firestore.collection': 'CollectionReference',
      'Firestore.doc': 'DocumentReference',
      'Firestore.batch': 'WriteBatch',
      'Firestore.bulkWriter': 'BulkWriter',
      'CollectionReference.doc': 'DocumentReference',
      'DocumentReference.collection': 'CollectionReference',
    },
    callbacks: { 'Firestore.runTransaction#0': ['Transaction'] },
  },
  // Source: @google-cloud/bigquery 8.3.1 `build/src/{bigquery,dataset,table}.d.ts`.
  { packages: ['@google-cloud/bigquery'], returns: { 'BigQuery.dataset': 'Dataset', 'Dataset.table': 'Table' } },
  // Source: neo4j-driver 6.3.0 `types/driver.d.ts`.
  { packages: ['neo4j-driver'], returns: { driver: 'Driver', 'Driver.session': 'Session', 'Session.beginTransaction': 'Transaction' }, callbacks: { 'Session.executeWrite#0': ['Transaction'], 'Session.executeRead#0': ['Transaction'], 'Session.writeTransaction#0': ['Transaction'], 'Session.readTransaction#0': ['Transaction'] } },
  { packages: ['@clickhouse/client'], returns: { createClient: 'ClickHouseClient' } },
  // Source: request 2.88.2 `index.js`, request-promise 4.2.6 `lib/rp.js`: the module is the function, its methods those of HTTP.
  { packages: ['request', 'request-promise', 'request-promise-native', 'request-promise-any'], defaultExport: 'Request', returns: { 'Request.defaults': 'Request' } },
  // Source: needle 3.5.0 `lib/needle.js`.
  { packages: ['needle'], defaultExport: 'needle' },
  // Source: mailgun-js 0.22.0 `lib/mailgun.js`.
  // Source: email-templates 13.0.1 `lib/index.js`.
  { packages: ['email-templates'], defaultExport: 'Email' },
  // Source: aws-xray-sdk-core 3.12.0 `dist/lib/aws-xray.d.ts`: what is captured is given back.
  { packages: ['aws-xray-sdk', 'aws-xray-sdk-core'], returns: { captureAWS: '$first', captureAWSClient: '$first', captureAWSv3Client: '$first' } },
  { packages: ['mailgun-js'], defaultExport: 'Mailgun', returns: { Mailgun: 'Mailgun', 'Mailgun.messages': 'Messages' } },
  { packages: ['@google-cloud/storage'], returns: { 'Storage.bucket': 'Bucket', 'Bucket.file': 'File' } },
  { packages: ['openai'], defaultExport: 'OpenAI' },
  { packages: ['@anthropic-ai/sdk'], defaultExport: 'Anthropic' },
  { packages: ['@aws-sdk/lib-dynamodb'], returns: { 'DynamoDBDocument.from': 'DynamoDBDocument' } },
];
