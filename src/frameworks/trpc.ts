import type { Framework } from '../model/framework.ts';

/**
 * tRPC procedures: whatever is chained to a procedure gives a procedure.
 * Source: `@trpc/server` 11.25.2 `dist/index.d.mts`.
 */
export const trpc: Framework = {
  name: 'trpc',
  title: 'tRPC',
  shape: {
    packages: ['@trpc/server'],
    returns: { 'initTRPC.create': 'Trpc', 'initTRPC.*': 'initTRPC', 'Procedure.*': 'Procedure' },
    members: { 'Trpc.procedure': 'Procedure' },
  },
  routes: {
    'Procedure.query': { method: 'QUERY', handlers: ['0'] },
    'Procedure.mutation': { method: 'MUTATION', handlers: ['0'] },
  },
  tables: { 'Trpc.router': '0' },
};
