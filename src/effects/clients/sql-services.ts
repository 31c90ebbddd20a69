import type { ClientEffects } from '../../model/effect.ts';

const POOLS = 'Pool.query PoolClient.query Client.query';
const NEON = `Sql() Sql.query ${POOLS}`;
const VERCEL = `sql sql.query db.query db.sql VercelPool.query VercelPool.sql VercelClient.query VercelClient.sql ${POOLS}`;

/** What calls of databases that are spoken to over HTTP do, and of SQL Server. Where each entry was looked up: `seenIn`, and `docs/effects.md`. */
export const sqlServices: readonly ClientEffects[] = [
  {
    name: '@neondatabase/serverless',
    packages: ['@neondatabase/serverless'],
    seenIn: '@neondatabase/serverless 1.2.0 `index.d.ts`',
    kind: 'database',
    calls: { write_cond: NEON, tx: 'Sql.transaction', pure: 'Pool.connect Client.connect' },
    sql: NEON,
  },
  {
    name: '@vercel/postgres',
    packages: ['@vercel/postgres'],
    seenIn: '@vercel/postgres 0.10.0 `dist/index-node.d.ts`',
    kind: 'database',
    calls: { write_cond: VERCEL, pure: 'db.connect VercelPool.connect' },
    sql: VERCEL,
  },
  {
    name: '@planetscale/database',
    packages: ['@planetscale/database'],
    seenIn: '@planetscale/database 1.20.2 `dist/index.d.ts`',
    kind: 'database',
    calls: { write_cond: 'Connection.execute Client.execute', tx: 'Connection.transaction Client.transaction' },
    sql: 'Connection.execute Client.execute',
  },
  {
    name: '@libsql/client',
    packages: ['@libsql/client'],
    seenIn: '@libsql/client 0.18.0, @libsql/core `lib-esm/api.d.ts`',
    kind: 'database',
    calls: { write_cond: 'Client.{execute,batch,executeMultiple} Transaction.execute', tx: 'Client.transaction Transaction.{commit,rollback}' },
    sql: 'Client.execute Client.executeMultiple Transaction.execute',
  },
  {
    name: 'mssql',
    packages: ['mssql'],
    seenIn: 'mssql 12.7.14, @types/mssql `index.d.ts`',
    kind: 'database',
    calls: {
      // What a procedure does, its name does not tell.
      write_cond: 'query batch Request.{query,batch,execute,bulk} ConnectionPool.{query,batch}',
      builder: 'ConnectionPool.request Request.{input,output} Transaction.request connect',
      tx: 'Transaction.{begin,commit,rollback}',
    },
    sql: 'query batch Request.query Request.batch ConnectionPool.query ConnectionPool.batch',
  },
];
