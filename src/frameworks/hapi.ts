import type { Framework } from '../model/framework.ts';

/**
 * hapi: routes are objects, alone or in lists, and mostly made by plugins: objects with `register`, alone or in lists.
 * Source: @hapi/hapi 21.4.10 `lib/{index,server,route}.d.ts`, `lib/server.js` (`register`).
 */
export const hapi: Framework = {
  name: 'hapi',
  title: 'hapi',
  shape: {
    packages: ['@hapi/hapi', 'hapi'],
    returns: { server: 'Server', Server: 'Server' },
    callbacks: { 'Server.register#0.register': ['Server'], 'Server.register#0.plugin.register': ['Server'] },
    plugins: { 'Server.register': { at: ['register', 'plugin.register', 'plugin.plugin.register'], gives: ['Server'] } },
    sameAs: { 'default.Server': 'Server' },
  },
  routes: {
    'Server.route': { method: { at: '0.method' }, path: ['0.path'], handlers: ['0.handler', '0.options.handler', '0.config.handler'] },
  },
  mounts: { 'Server.register': { path: ['1.routes.prefix'], routers: '0', own: ['routes', 'prefix'] } },
};
