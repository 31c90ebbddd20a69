import type { Framework } from '../model/framework.ts';
import { VERBS, verbRoutes } from './routes/verbs.ts';

/**
 * Hono, and its OpenAPI variant.
 * Source: hono 4.13.19 `dist/types/hono-base.d.ts`; @hono/zod-openapi 1.6.3 `dist/index.d.ts`.
 */
export const hono: Framework = {
  name: 'hono',
  title: 'Hono',
  shape: {
    packages: ['hono', '@hono/zod-openapi', 'hono/tiny', 'hono/quick'],
    sameAs: { OpenAPIHono: 'Hono' },
    returns: { ...Object.fromEntries([...VERBS, 'on', 'use', 'route', 'basePath', 'openapi'].map((name) => [`Hono.${name}`, 'Hono'])), createRoute: '$first' },
  },
  routes: {
    ...verbRoutes('Hono', VERBS, { path: ['0+'], handlers: ['1+'] }),
    'Hono.on': { method: { at: '0' }, path: ['1'], handlers: ['2+'] },
    'Hono.openapi': { method: { at: '0.method' }, path: ['0.path'], handlers: ['1'] },
  },
  mounts: { 'Hono.route': { path: ['0'], routers: '1' } },
  prefixes: { 'Hono.basePath': ['0'] },
};
