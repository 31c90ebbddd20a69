import type { ClientEffects } from '../../model/effect.ts';

/** What calls of query builders and drivers of databases do. Where each entry was looked up: `seenIn`, and `docs/effects.md`. */
export const databases: readonly ClientEffects[] = [
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
];
