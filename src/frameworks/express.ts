import type { Framework } from '../model/framework.ts';
import { VERBS, verbRoutes } from './routes/verbs.ts';

/**
 * Express, and routers with its interface.
 * Source: express 5.3.0 `lib/{express,application}.js`, router 2.3.0 `index.js`, `lib/route.js`; the same since express 4.
 */
export const express: Framework = {
  name: 'express',
  title: 'Express',
  shape: {
    packages: ['express', 'express-serve-static-core', 'express-promise-router', 'router', 'restify', 'polka', '@feathersjs/express', 'express-ws'],
    defaultExport: 'express',
    returns: { express: 'Router', Router: 'Router', 'Router.route': 'Route', createServer: 'Router', 'Route.*': 'Route' },
    sameAs: { Application: 'Router', Express: 'Router', IRouter: 'Router', 'default.Router': 'Router', 'default.Application': 'Router', 'default.Express': 'Router' },
  },
  routes: {
    ...verbRoutes('Router', [...VERBS, 'del'], { path: ['0'], handlers: ['1+'] }),
    ...verbRoutes('Route', [...VERBS, 'del'], { handlers: ['0+'] }),
  },
  mounts: { 'Router.use': { path: ['0'], routers: '0+' } },
  prefixes: { 'Router.route': ['0'] },
  errorArity: 4,
};
