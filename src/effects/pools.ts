import type { Pool } from '../model/effect.ts';

/**
 * Source: pg-pool 3.14.0 `index.js` (`max`); mysql2 3.24.6 `typings/mysql/lib/Pool.d.ts` (`connectionLimit`);
 * knex 3.3.0 `types/index.d.ts` (`pool.max`); postgres 3.4.9 `types/index.d.ts` (`max`); mongodb 7.9.0 `mongodb.d.ts` (`maxPoolSize`).
 */
export const pools: readonly Pool[] = [
  { packages: ['pg'], maker: 'new Pool', size: [0, 'max'] },
  { packages: ['mysql2', 'mysql2/promise'], maker: 'createPool', size: [0, 'connectionLimit'] },
  { packages: ['knex'], maker: 'knex', size: [0, 'pool.max'] },
  { packages: ['postgres'], maker: 'postgres', size: [1, 'max'] },
  { packages: ['mongodb'], maker: 'new MongoClient', size: [1, 'maxPoolSize'] },
];
