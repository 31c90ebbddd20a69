import type { Framework } from '../model/framework.ts';

/**
 * hapi: routes are objects, alone or in lists.
 * Source: @hapi/hapi 21.4.10 `lib/{index,server,route}.d.ts`.
 */
export const hapi: Framework = {
  name: 'hapi',
  title: 'hapi',
  shape: { packages: ['@hapi/hapi', 'hapi'], returns: { server: 'Server', Server: 'Server' } },
  routes: {
    'Server.route': { method: { at: '0.method' }, path: ['0.path'], handlers: ['0.handler', '0.options.handler'] },
  },
};
