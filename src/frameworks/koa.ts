import type { Framework } from '../model/framework.ts';
import { VERBS, verbRoutes } from './routes/verbs.ts';

/**
 * Koa with its router. A route may be named: then its path is the second argument.
 * Source: @koa/router 15.7.0 `dist/index.{d.ts,js}`, koa-router 14.0.0 `lib/router.js`.
 */
export const koa: Framework = {
  name: 'koa',
  title: 'Koa',
  shape: {
    packages: ['koa', '@koa/router', 'koa-router', 'koa-joi-router'],
    defaultExport: 'Router',
    sameAs: { 'default.Router': 'Router', KoaRouter: 'Router' },
    returns: Object.fromEntries([...VERBS, 'use', 'prefix'].map((name) => [`Router.${name}`, 'Router'])),
  },
  routes: verbRoutes('Router', [...VERBS, 'del'], { path: ['1', '0'], handlers: ['1+'] }),
  mounts: { 'Router.use': { path: ['0'], routers: '0+' } },
  prefixes: { 'new Router': ['0.prefix'], Router: ['0.prefix'] },
  laterPrefixes: { 'Router.prefix': ['0'] },
  stands: {
    'Router.routes': { router: 'receiver' },
    'Router.middleware': { router: 'receiver' },
  },
};

/** `mount('/api', app)`. Source: koa-mount 4.2.0 `index.js`. */
export const koaMount: Framework = {
  name: 'koa-mount',
  title: 'koa-mount',
  shape: { packages: ['koa-mount'], defaultExport: 'mount' },
  stands: { mount: { router: '1', path: '0' } },
};
