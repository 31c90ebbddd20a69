import type { ClientEffects, EffectCondition } from '../../model/effect.ts';

/** A counter that is only asked whether it changed may be counted twice. */
const countsVersions: EffectCondition = {
  if: { arg: 1, lacks: ['$push', '$pop', '$mul', '$bit', '$currentDate'], allBelow: ['$inc', '(^|[._]|[a-z])([vV]ersions?|[rR]evisions?)$|^__v$'] },
  then: 'write_idem',
};

/** What calls of these clients do. Where each entry was looked up: `seenIn`, and `docs/effects.md`. */
export const databases: readonly ClientEffects[] = [
  {
    name: '@prisma/client',
    packages: ['@prisma/client'],
    seenIn: '@prisma/client 7.10.0',
    kind: 'database',
    calls: {
      pure: '@{sql,raw,join,empty,validator,defineExtension} PrismaClient.{$connect,$disconnect,$on,$use}',
      read: [
        'model.{findUnique,findUniqueOrThrow,findFirst,findFirstOrThrow,findMany,count,groupBy,findRaw,aggregate,aggregateRaw}',
      ].join(' '),
      write_nonidem: 'model.{create,createManyAndReturn,createMany}',
      write_cond: [
        'model.{update,updateMany,updateManyAndReturn,upsert}',
        'client.{$queryRaw,$queryRawUnsafe,$executeRaw,$executeRawUnsafe,$runCommandRaw}',
      ].join(' '),
      write_idem: 'model.{delete,deleteMany}',
      tx: 'client.$transaction',
    },
    sql: 'client.$executeRaw client.$executeRawUnsafe client.$queryRaw client.$queryRawUnsafe',
    otherwise: { write_idem: 'model.update model.updateMany model.updateManyAndReturn model.upsert', read: 'client.$queryRaw client.$queryRawUnsafe', write_nonidem: 'client.$executeRaw client.$executeRawUnsafe client.$runCommandRaw' },
    conditions: [
      { calls: 'model.create model.createManyAndReturn', when: [{ if: { arg: 0, has: ['data.id', 'data.<uniqueField>'], from: 'message' }, then: 'guard' }] },
      { calls: 'model.createMany', when: [{ if: { arg: 0, equals: { skipDuplicates: true } }, then: 'guard' }] },
      { calls: 'model.update model.updateMany model.updateManyAndReturn', when: [{ if: { arg: 0, path: 'data', has: ['version.increment', 'revision.increment'] }, then: 'write_idem' }, { if: { arg: 0, path: 'data', keyMatches: '^(increment|decrement|multiply|divide|push)$' }, then: 'write_nonidem' }, { if: { arg: 0, path: 'data', has: ['<rel>.create', '<rel>.createMany'] }, then: 'write_nonidem' }, { if: { arg: 0, path: 'where', has: ['status', 'state', 'version', 'processedAt'] }, then: 'guard' }] },
      { calls: 'model.upsert', when: [{ if: { arg: 0, path: 'update', keyMatches: '^(increment|decrement|multiply|divide|push)$' }, then: 'write_nonidem' }, { if: { arg: 0, path: 'where', from: 'random' }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: 'typeorm',
    packages: ['typeorm'],
    seenIn: 'typeorm 1.1.1',
    kind: 'database',
    calls: {
      read: [
        'Repository.{find,findBy,findAndCount,findAndCountBy,findOne,findOneBy,findOneOrFail,findOneByOrFail,count}',
        'Repository.{countBy,exists,existsBy,sum,average,minimum,maximum,preload}',
        'EntityManager.{find,findBy,findAndCount,findAndCountBy,findOne,findOneBy,findOneOrFail,findOneByOrFail}',
        'EntityManager.{count,countBy,exists,existsBy,sum,average,minimum,maximum,preload}',
        'SelectQueryBuilder.{getOne,getOneOrFail,getMany,getManyAndCount,getCount,getExists,getRawOne,getRawMany,getRawAndEntities,stream}',
      ].join(' '),
      pure: 'Repository.{create,merge,hasId,getId}',
      builder: [
        'getRepository getConnection DataSource.{getRepository,createQueryBuilder,createQueryRunner} EntityManager.{getRepository,createQueryBuilder}',
        'Repository.createQueryBuilder SelectQueryBuilder.{insert,update,delete,softDelete} QueryRunner.{connect,release}',
      ].join(' '),
      write_cond: [
        'Repository.{save,update,updateAll,query,sql} EntityManager.{save,update,updateAll,query,sql}',
        'DataSource.{query,sql} QueryRunner.{query,sql} UpdateQueryBuilder.execute',
      ].join(' '),
      write_nonidem: [
        'Repository.{insert,increment,decrement} EntityManager.{insert,increment,decrement}',
        'InsertQueryBuilder.execute',
      ].join(' '),
      write_idem: [
        'Repository.{upsert,delete,deleteAll,remove,softDelete,softRemove,restore,recover,clear}',
        'EntityManager.{upsert,delete,deleteAll,remove,softDelete,softRemove,restore,recover,clear}',
      ].join(' '),
      tx: [
        'EntityManager.transaction DataSource.transaction',
        'QueryRunner.{startTransaction,commitTransaction,rollbackTransaction}',
      ].join(' '),
      admin: 'DataSource.{synchronize,dropDatabase,runMigrations,undoLastMigration}',
      lock: 'SelectQueryBuilder.setLock',
    },
    sql: 'DataSource.query DataSource.sql EntityManager.query EntityManager.sql QueryRunner.query QueryRunner.sql Repository.query Repository.sql',
    otherwise: { write_nonidem: 'Repository.save Repository.query Repository.sql EntityManager.save EntityManager.query EntityManager.sql DataSource.query DataSource.sql QueryRunner.query QueryRunner.sql', write_idem: 'Repository.update Repository.updateAll EntityManager.update EntityManager.updateAll UpdateQueryBuilder.execute' },
    conditions: [
      { calls: 'Repository.save', when: [{ if: { arg: 0, has: ['<primaryKey>'], from: 'message' }, then: 'write_idem' }, { if: { arg: 0, loaded: true }, then: 'write_idem' }, { if: { entityMutation: '+= | -= | ++ | -- | push' }, then: 'write_nonidem' }] },
      { calls: 'Repository.insert', when: [{ if: { arg: 0, has: ['<primaryKey>', '<uniqueColumn>'], from: 'message' }, then: 'guard' }] },
      { calls: 'Repository.update Repository.updateAll', when: [{ if: { arg: 1, valueMatches: '^\\(\\)\\s*=>' }, then: 'write_nonidem' }] },
      { calls: 'InsertQueryBuilder.execute', when: [{ if: { chain: ['orIgnore'] }, then: 'guard' }, { if: { chain: ['orUpdate'] }, then: 'write_idem' }] },
      { calls: 'UpdateQueryBuilder.execute', when: [{ if: { chainArg: 'set', valueMatches: '^\\(\\)\\s*=>' }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: 'drizzle-orm',
    packages: ['drizzle-orm', 'drizzle-orm/node-postgres', 'drizzle-orm/postgres-js', 'drizzle-orm/mysql2', 'drizzle-orm/better-sqlite3', 'drizzle-orm/libsql', 'drizzle-orm/d1', 'drizzle-orm/pg-core', 'drizzle-orm/mysql-core', 'drizzle-orm/sqlite-core'],
    seenIn: 'drizzle-orm 0.45.4',
    kind: 'database',
    calls: {
      read: [
        'PgDatabase.{select,selectDistinct,selectDistinctOn,query,$count}',
        'MySqlDatabase.{select,selectDistinct,query}',
        'BaseSQLiteDatabase.{select,selectDistinct,query,get,all,values}',
      ].join(' '),
      write_nonidem: 'PgDatabase.insert MySqlDatabase.insert BaseSQLiteDatabase.insert',
      write_cond: 'PgDatabase.{update,execute} MySqlDatabase.{update,execute} BaseSQLiteDatabase.{update,run}',
      write_idem: 'PgDatabase.{delete,refreshMaterializedView} MySqlDatabase.delete BaseSQLiteDatabase.delete',
      tx: 'PgDatabase.transaction MySqlDatabase.transaction BaseSQLiteDatabase.transaction',
      guard: 'PgInsert.onConflictDoNothing SQLiteInsert.onConflictDoNothing',
      modifier_idem: 'PgInsert.onConflictDoUpdate MySqlInsert.onDuplicateKeyUpdate SQLiteInsert.onConflictDoUpdate',
      builder: '@{values,set,where,returning,onConflictDoNothing,onConflictDoUpdate,onDuplicateKeyUpdate}',
    },
    sql: 'BaseSQLiteDatabase.run MySqlDatabase.execute PgDatabase.execute',
    otherwise: { write_idem: 'PgDatabase.update MySqlDatabase.update BaseSQLiteDatabase.update', write_nonidem: 'PgDatabase.execute MySqlDatabase.execute BaseSQLiteDatabase.run' },
    conditions: [
      { calls: 'PgDatabase.insert', when: [{ if: { chain: ['onConflictDoNothing'] }, then: 'guard' }, { if: { chain: ['onConflictDoUpdate'] }, then: 'write_idem' }] },
      { calls: 'PgDatabase.update', when: [{ if: { chainArg: 'set', sqlTemplate: '[-+*/]|\\|\\||array_append' }, then: 'write_nonidem' }] },
      { calls: 'MySqlDatabase.insert', when: [{ if: { chain: ['onDuplicateKeyUpdate'] }, then: 'write_idem' }, { if: { chain: ['ignore'] }, then: 'guard' }] },
    ],
  },
  {
    name: 'knex',
    packages: ['knex'],
    seenIn: 'knex 3.3.0',
    kind: 'database',
    calls: {
      read: 'QueryBuilder.{select,first,pluck,count,countDistinct,min,max,sum,avg,columnInfo,stream}',
      write_nonidem: 'QueryBuilder.{insert,increment,decrement} Knex.batchInsert',
      write_idem: 'QueryBuilder.{upsert,del,delete,truncate}',
      write_cond: 'QueryBuilder.update Knex.raw',
      modifier: 'QueryBuilder.{updateFrom,jsonSet,transacting}',
      // Steps of a statement that another call names: `insert(…).onConflict('id').ignore()`.
      builder: '*',
      lock: 'QueryBuilder.{forUpdate,forShare,forNoKeyUpdate,forKeyShare,skipLocked}',
      tx: 'Knex.{transaction,transactionProvider,commit,rollback,savepoint}',
    },
    sql: 'Knex.raw',
    otherwise: { write_idem: 'QueryBuilder.update', write_nonidem: 'Knex.raw' },
    conditions: [
      { calls: 'QueryBuilder.insert', when: [{ if: { chain: ['ignore'] }, then: 'guard' }, { if: { chain: ['merge'] }, then: 'write_idem' }] },
      { calls: 'QueryBuilder.update', when: [{ if: { arg: 0, valueMatches: 'raw\\(.*[-+*/]' }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: 'kysely',
    packages: ['kysely'],
    seenIn: 'kysely 0.29.9',
    kind: 'database',
    calls: {
      // Steps of a statement, and what runs it: what it does, the call says that starts it.
      builder: '@{execute,executeTakeFirst,executeTakeFirstOrThrow,stream,doNothing,doUpdateSet,column,columns,constraint,returning,returningAll,values,set,where}',
      read: 'Kysely.selectFrom',
      write_nonidem: 'Kysely.insertInto',
      write_idem: 'Kysely.{replaceInto,mergeInto,deleteFrom}',
      write_cond: 'Kysely.{updateTable,executeQuery}',
      tx: 'Kysely.{transaction,startTransaction} TransactionBuilder.execute',
    },
    otherwise: { write_idem: 'Kysely.updateTable', write_nonidem: 'Kysely.executeQuery' },
    conditions: [
      { calls: 'Kysely.insertInto', when: [{ if: { chain: ['onConflict'], chainCallback: 'doNothing' }, then: 'guard' }, { if: { chain: ['onConflict'], chainCallback: 'doUpdateSet' }, then: 'write_idem' }, { if: { chain: ['onDuplicateKeyUpdate', 'orReplace'] }, then: 'write_idem' }, { if: { chain: ['ignore', 'orIgnore'] }, then: 'guard' }] },
      { calls: 'Kysely.updateTable', when: [{ if: { chainArg: 'set', valueMatches: 'eb\\([^)]*\'[-+*/]\'|sql`[^`]*[-+*/]' }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: 'mongoose',
    packages: ['mongoose', '@typegoose/typegoose'],
    seenIn: 'mongoose 9.12.1',
    kind: 'database',
    calls: {
      read: [
        'Model.{find,findOne,findById,findAndCount,countDocuments,estimatedDocumentCount,distinct,exists,populate}',
        'Model.{validate,hydrate,castObject,listIndexes,diffIndexes,watch,where,$where,aggregate}',
        'Document.populate',
      ].join(' '),
      write_nonidem: 'Model.{create,insertMany,insertOne,bulkSave} Document.{increment,$inc}',
      write_cond: [
        'Model.{updateOne,updateMany,findOneAndUpdate,findByIdAndUpdate,bulkWrite}',
        'Document.{save,updateOne,replaceOne}',
      ].join(' '),
      write_idem: [
        'Model.{replaceOne,findOneAndReplace,deleteOne,deleteMany,findOneAndDelete,findByIdAndDelete}',
        'Document.deleteOne',
      ].join(' '),
      admin: [
        'Model.{createIndexes,ensureIndexes,syncIndexes,cleanIndexes,createCollection,createSearchIndex,dropSearchIndex,updateSearchIndex}',
      ].join(' '),
      tx: 'Model.startSession',
    },
    otherwise: { write_idem: 'Model.updateOne Model.updateMany Model.findOneAndUpdate Model.findByIdAndUpdate Document.updateOne Document.replaceOne', write_nonidem: 'Document.save' },
    conditions: [
      { calls: 'Model.aggregate', when: [{ if: { arg: 0, keyMatches: '^\\$(out|merge)$' }, then: 'write_cond' }] },
      { calls: 'Model.create Model.insertMany Model.insertOne Model.bulkSave', when: [{ if: { arg: 0, has: ['_id'], from: 'message' }, then: 'guard' }] },
      { calls: 'Model.updateOne Model.updateMany Model.findOneAndUpdate Model.findByIdAndUpdate', when: [countsVersions, { if: { arg: 1, keyMatches: '^\\$(inc|mul|push|pop|bit|currentDate)$' }, then: 'write_nonidem' }, { if: { arg: 1, keyMatches: '^\\$(set|unset|addToSet|pull|pullAll|min|max|setOnInsert|rename)$' }, then: 'write_idem' }, { if: { arg: 2, has: ['upsert'], arg0StableKey: true }, then: 'write_idem' }, { if: { arg: 0, keyMatches: '\\$ne|\\$exists|\\$nin' }, then: 'guard' }] },
      { calls: 'Document.save', when: [{ if: { loaded: true }, then: 'write_idem' }, { if: { receiverNew: true, has: ['_id'], from: 'message' }, then: 'guard' }] },
    ],
  },
  {
    name: 'mongodb',
    packages: ['mongodb'],
    seenIn: 'mongodb 7.9.0',
    kind: 'database',
    calls: {
      read: [
        'Collection.{findOne,find,countDocuments,estimatedDocumentCount,count,distinct,options,isCapped,indexes}',
        'Collection.{listIndexes,indexExists,indexInformation,listSearchIndexes,watch,aggregate}',
      ].join(' '),
      write_nonidem: 'Collection.{insertOne,insertMany}',
      write_cond: [
        'Collection.{updateOne,updateMany,findOneAndUpdate,bulkWrite,initializeUnorderedBulkOp,initializeOrderedBulkOp}',
        'MongoClient.bulkWrite',
      ].join(' '),
      write_idem: 'Collection.{replaceOne,findOneAndReplace,deleteOne,deleteMany,findOneAndDelete}',
      admin: [
        'Collection.{drop,rename,createIndex,createIndexes,dropIndex,dropIndexes,createSearchIndex}',
        'Collection.{createSearchIndexes,dropSearchIndex,updateSearchIndex}',
      ].join(' '),
      tx: [
        'MongoClient.{startSession,withSession}',
        'ClientSession.{withTransaction,startTransaction,commitTransaction,abortTransaction}',
      ].join(' '),
    },
    otherwise: { write_idem: 'Collection.updateOne Collection.updateMany Collection.findOneAndUpdate', write_nonidem: 'Collection.initializeUnorderedBulkOp Collection.initializeOrderedBulkOp MongoClient.bulkWrite' },
    conditions: [
      { calls: 'Collection.aggregate', when: [{ if: { arg: 0, keyMatches: '^\\$(out|merge)$' }, then: 'write_cond' }] },
      { calls: 'Collection.insertOne Collection.insertMany', when: [{ if: { arg: 0, has: ['_id'], from: 'message' }, then: 'guard' }] },
      { calls: 'Collection.updateOne Collection.updateMany Collection.findOneAndUpdate', when: [countsVersions, { if: { arg: 1, keyMatches: '^\\$(inc|mul|push|pop|bit|currentDate)$' }, then: 'write_nonidem' }, { if: { arg: 1, keyMatches: '^\\$(set|unset|addToSet|pull|pullAll|min|max|setOnInsert|rename)$' }, then: 'write_idem' }, { if: { arg: 0, keyMatches: '\\$ne|\\$exists|\\$nin' }, then: 'guard' }] },
    ],
  },
  {
    name: 'sequelize',
    packages: ['sequelize', 'sequelize-typescript', 'ffc-database'],
    seenIn: 'sequelize 6.37.8',
    kind: 'database',
    calls: {
      read: 'Model.{findAll,findByPk,findOne,findAndCountAll,count,max,min,sum,aggregate,describe,reload}',
      pure: 'Model.{build,bulkBuild,findOrBuild}',
      write_nonidem: 'Model.{create,bulkCreate,increment,decrement}',
      guard: 'Model.{findOrCreate,findCreateFind}',
      write_idem: 'Model.{upsert,destroy,restore,truncate}',
      write_cond: 'Model.{update,save} Sequelize.query',
      admin: 'Model.{sync,drop} Sequelize.{sync,drop,truncate}',
      tx: 'Sequelize.transaction',
    },
    sql: 'Sequelize.query',
    otherwise: { write_idem: 'Model.update', write_nonidem: 'Model.save Sequelize.query' },
    conditions: [
      { calls: 'Model.create', when: [{ if: { arg: 0, has: ['id', '<unique>'], from: 'message' }, then: 'guard' }] },
      { calls: 'Model.bulkCreate', when: [{ if: { arg: 1, equals: { ignoreDuplicates: true } }, then: 'guard' }, { if: { arg: 1, has: ['updateOnDuplicate'] }, then: 'write_idem' }] },
      { calls: 'Model.update', when: [{ if: { arg: 0, valueMatches: 'literal\\(|col\\(' }, then: 'write_nonidem' }] },
      { calls: 'Model.save', when: [{ if: { loaded: true }, then: 'write_idem' }] },
    ],
  },
  {
    name: '@mikro-orm/core',
    packages: ['@mikro-orm/core', '@mikro-orm/postgresql', '@mikro-orm/mysql', '@mikro-orm/mongodb', '@mikro-orm/sqlite'],
    seenIn: '@mikro-orm/core 7.2.2',
    kind: 'database',
    calls: {
      read: [
        'EntityManager.{find,findOne,findOneOrFail,findAll,findAndCount,findByCursor,count,countBy,refresh}',
        'EntityManager.{refreshOrFail,populate,stream,getReference}',
        'EntityRepository.{find,findOne,findOneOrFail,findAll,findAndCount,findByCursor,count,countBy,populate,stream}',
      ].join(' '),
      pure: 'EntityManager.{create,assign,merge,map,persist,remove} EntityRepository.{create,assign,merge,map}',
      write_cond: 'EntityManager.{flush,tryFlush,nativeUpdate,callRoutine} EntityRepository.nativeUpdate',
      write_nonidem: 'EntityManager.{insert,insertMany} EntityRepository.{insert,insertMany}',
      write_idem: 'EntityManager.{upsert,upsertMany,nativeDelete} EntityRepository.{upsert,upsertMany,nativeDelete}',
      tx: 'EntityManager.{transactional,begin,commit,rollback}',
      lock: 'EntityManager.lock',
    },
    otherwise: { write_nonidem: 'EntityManager.flush EntityManager.tryFlush EntityManager.callRoutine', write_idem: 'EntityManager.nativeUpdate EntityRepository.nativeUpdate' },
    conditions: [
      { calls: 'EntityManager.insert EntityManager.insertMany', when: [{ if: { arg: 1, has: ['id'], from: 'message' }, then: 'guard' }] },
      { calls: 'EntityManager.nativeUpdate', when: [{ if: { arg: 2, valueMatches: 'raw\\(|sql`' }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: 'pg',
    packages: ['pg'],
    seenIn: 'pg 8.23.1',
    kind: 'database',
    calls: {
      write_cond: 'Pool.query Client.query',
      pure: 'Pool.connect',
      write_nonidem: 'Client.copyFrom',
      read: 'Client.copyTo',
    },
    sql: 'Client.query Pool.query',
    otherwise: { write_nonidem: 'Pool.query Client.query' },
  },
  {
    name: 'postgres',
    packages: ['postgres'],
    seenIn: 'postgres 3.4.9',
    kind: 'database',
    calls: {
      write_cond: 'Sql() Sql.{unsafe,file}',
      tx: 'Sql.begin',
      publish: 'Sql.notify',
      read: 'Sql.listen',
    },
    sql: 'Sql() Sql.file Sql.unsafe',
    otherwise: { write_nonidem: 'Sql() Sql.unsafe Sql.file' },
  },
  {
    name: 'mysql2',
    packages: ['mysql2', 'mysql2/promise', 'mysql'],
    seenIn: 'mysql2 3.24.6',
    kind: 'database',
    calls: {
      write_cond: 'Pool.{query,execute} Connection.{query,execute}',
      tx: 'Connection.{beginTransaction,commit,rollback}',
    },
    sql: 'Connection.execute Connection.query Pool.execute Pool.query',
    otherwise: { write_nonidem: 'Pool.query Pool.execute Connection.query Connection.execute' },
  },
  {
    name: 'pg-promise',
    packages: ['pg-promise'],
    seenIn: 'pg-promise 12.7.1 `typescript/pg-promise.d.ts`',
    kind: 'database',
    calls: {
      write_cond: 'Database.{query,none,one,oneOrNone,many,manyOrNone,any,result,multi,multiResult,map,each,func,proc}',
      tx: 'Database.{tx,txIf}',
      builder: 'Database.{task,taskIf}',
    },
    sql: 'Database.query Database.none Database.one Database.oneOrNone Database.many Database.manyOrNone Database.any Database.result Database.multi Database.multiResult Database.map Database.each',
  },
  {
    name: 'objection',
    packages: ['objection'],
    seenIn: 'objection 3.1.5 `typings/objection/index.d.ts`',
    kind: 'database',
    calls: {
      read: 'QueryBuilder.{findById,findByIds,findOne,select,first,count,countDistinct,min,max,sum,avg,resultSize,page,range,withGraphFetched,withGraphJoined}',
      write_nonidem: 'QueryBuilder.{insert,insertAndFetch,insertGraph,insertGraphAndFetch,insertWithRelated,increment,decrement}',
      write_idem: 'QueryBuilder.{update,updateAndFetch,updateAndFetchById,patch,patchAndFetch,patchAndFetchById,upsertGraph,upsertGraphAndFetch,delete,deleteById,relate,unrelate,truncate}',
      builder: '*',
      tx: 'Model.{transaction,startTransaction} transaction',
    },
    conditions: [
      { calls: 'QueryBuilder.insert', when: [{ if: { chain: ['ignore'] }, then: 'guard' }, { if: { chain: ['merge'] }, then: 'write_idem' }] },
      { calls: 'QueryBuilder.patch QueryBuilder.update', when: [{ if: { arg: 0, valueMatches: 'raw\\(.*[-+*/]' }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: '@google-cloud/bigquery',
    packages: ['@google-cloud/bigquery'],
    seenIn: '@google-cloud/bigquery 8.3.1 `build/src/table.js`',
    kind: 'database',
    calls: {
      // Rows are told apart for about a minute, by an id that the client makes anew unless rows are given raw.
      write_nonidem: 'Table.insert',
      write_cond: 'BigQuery.{query,createQueryJob} Dataset.{query,createQueryJob} Table.{query,createQueryJob}',
      read: 'Table.{getRows,getMetadata,exists} Dataset.{getTables,exists} BigQuery.{getDatasets,getJobs}',
      admin: 'Dataset.{createTable,create,delete} Table.{create,delete,setMetadata} BigQuery.createDataset',
      pure: 'BigQuery.dataset Dataset.table BigQuery.{date,datetime,time,timestamp}',
    },
    sql: 'BigQuery.query BigQuery.createQueryJob Dataset.query Dataset.createQueryJob Table.query Table.createQueryJob',
  },
  {
    name: 'better-sqlite3',
    packages: ['better-sqlite3'],
    seenIn: 'better-sqlite3 13.2.0',
    kind: 'database',
    calls: {
      pure: 'Database.prepare',
      write_cond: 'Database.exec Statement.run',
      tx: 'Database.transaction',
      read: 'Database.pragma Statement.{get,all,iterate}',
    },
    sql: 'Database.exec',
    otherwise: { write_nonidem: 'Database.exec Statement.run' },
  },
  {
    name: 'cassandra-driver',
    packages: ['cassandra-driver'],
    seenIn: 'cassandra-driver 4.10.0',
    kind: 'database',
    calls: {
      write_cond: 'Client.{execute,batch}',
      read: 'Client.{eachRow,stream}',
    },
    sql: 'Client.execute',
    otherwise: { write_idem: 'Client.execute Client.batch' },
  },
  {
    name: 'neo4j-driver',
    packages: ['neo4j-driver'],
    seenIn: 'neo4j-driver 6.3.0',
    kind: 'database',
    calls: {
      write_cond: 'Session.run',
      read: 'Session.executeRead',
      tx: 'Session.{executeWrite,beginTransaction}',
    },
    // Statements of Cypher: `MERGE` and `SET` may be repeated, `CREATE` makes another.
    conditions: [{ calls: 'Session.run', when: [{ if: { arg: 0, valueMatches: '\\bcreate\\b' }, then: 'write_nonidem' }, { if: { arg: 0, valueMatches: '\\b(merge|set|delete|remove)\\b' }, then: 'write_idem' }, { if: { arg: 0, valueMatches: '^\\s*(optional )?match\\b' }, then: 'read' }] }],
  },
  {
    name: '@clickhouse/client',
    packages: ['@clickhouse/client'],
    seenIn: '@clickhouse/client 1.23.1',
    kind: 'database',
    calls: {
      read: 'ClickHouseClient.{query,ping}',
      // Whether a repeated insert stays depends on the table: replacing engines and replicated tables drop it.
      write_cond: 'ClickHouseClient.{insert,command,exec}',
    },
    sql: 'ClickHouseClient.command ClickHouseClient.exec',
  },
  {
    name: '@supabase/supabase-js',
    packages: ['@supabase/supabase-js'],
    seenIn: '@supabase/supabase-js 2.119.1',
    kind: 'database',
    calls: {
      builder: 'SupabaseClient.{from,schema}',
      read: 'PostgrestQueryBuilder.select',
      write_nonidem: 'PostgrestQueryBuilder.insert',
      write_idem: 'PostgrestQueryBuilder.{update,delete}',
      // What a function of the database does, its name does not tell.
      write_cond: 'SupabaseClient.rpc PostgrestQueryBuilder.upsert',
    },
    otherwise: { write_idem: 'PostgrestQueryBuilder.upsert' },
    // The functions of pgmq take messages and settle them.
    conditions: [
      { calls: 'SupabaseClient.rpc', when: [{ if: { arg: 0, valueMatches: '^["\']?(read|pop|send|send_batch|archive|delete)["\']?$' }, then: 'consume' }] },
      { calls: 'PostgrestQueryBuilder.insert', when: [{ if: { arg: 0, has: ['id'], from: 'message' }, then: 'guard' }] },
      { calls: 'PostgrestQueryBuilder.upsert', when: [{ if: { arg: 1, equals: { ignoreDuplicates: true } }, then: 'guard' }] },
    ],
  },
  {
    name: '@google-cloud/firestore',
    packages: ['@google-cloud/firestore', 'firebase-admin/firestore', 'firebase-admin'],
    seenIn: '@google-cloud/firestore 9.4.1',
    kind: 'database',
    calls: {
      read: [
        'DocumentReference.{get,onSnapshot,listCollections} CollectionReference.{get,count,aggregate,stream}',
        'Transaction.{get,getAll}',
      ].join(' '),
      guard: 'DocumentReference.create Transaction.create',
      write_cond: 'DocumentReference.{set,update} WriteBatch.commit',
      write_idem: 'DocumentReference.delete Transaction.{set,update,delete}',
      write_nonidem: 'CollectionReference.add',
      pure: 'CollectionReference.doc',
      tx: 'Firestore.runTransaction',
    },
    otherwise: { write_idem: 'DocumentReference.set DocumentReference.update WriteBatch.commit' },
    conditions: [
      { calls: 'DocumentReference.set DocumentReference.update', when: [{ if: { arg: 0, valueMatches: 'FieldValue\\.increment' }, then: 'write_nonidem' }, { if: { arg: 0, valueMatches: 'FieldValue\\.(arrayUnion|arrayRemove|delete)' }, then: 'write_idem' }] },
    ],
  },
];
