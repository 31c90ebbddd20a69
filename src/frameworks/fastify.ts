import type { Framework } from '../model/framework.ts';
import { VERBS, verbRoutes } from './routes/verbs.ts';

/** Hooks that run before the handler as part of the request. */
const HOOKS = ['1.onRequest', '1.preParsing', '1.preValidation', '1.preHandler'];

/**
 * Fastify: `register` runs a plugin with an instance of its own below `prefix`.
 * Source: fastify 5.12.8 `lib/route.js`, `types/{instance,route}.d.ts`; the same in 3 and 4.
 */
export const fastify: Framework = {
  name: 'fastify',
  title: 'Fastify',
  shape: {
    packages: ['fastify'],
    defaultExport: 'fastify',
    returns: {
      fastify: 'FastifyInstance',
      'FastifyInstance.withTypeProvider': 'FastifyInstance',
      ...Object.fromEntries([...VERBS, 'route', 'register', 'after'].map((name) => [`FastifyInstance.${name}`, 'FastifyInstance'])),
    },
    callbacks: { 'FastifyInstance.register#0': ['FastifyInstance'] },
    plugins: {
      'FastifyInstance.register': {
        at: [''],
        gives: ['FastifyInstance'],
        folders: { packages: ['@fastify/autoload', 'fastify-autoload'], folder: '1.dir', prefix: '1.options.prefix', named: '1.dirNameRoutePrefix', parameters: '1.routeParams' },
      },
    },
    members: { 'FastifyInstance.log': 'FastifyBaseLogger', 'FastifyRequest.log': 'FastifyBaseLogger', 'FastifyReply.log': 'FastifyBaseLogger' },
    sameAs: { 'default.FastifyInstance': 'FastifyInstance' },
  },
  routes: {
    ...verbRoutes('FastifyInstance', VERBS, { path: ['0'], handlers: [...HOOKS, '1.handler', '1+'] }),
    'FastifyInstance.route': {
      method: { at: '0.method' },
      path: ['0.url', '0.path'],
      handlers: [...HOOKS.map((slot) => slot.replace('1.', '0.')), '0.handler'],
    },
  },
  mounts: { 'FastifyInstance.register': { path: ['1.prefix'], routers: '0' } },
};
