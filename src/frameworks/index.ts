import type { Framework } from '../model/framework.ts';
import { express } from './express.ts';
import { fastify } from './fastify.ts';
import { next, remix, svelteKit } from './file-routes.ts';
import { azureHttp, googleHttp, lambdaHttp, nodeHttp } from './functions.ts';
import { graphql } from './graphql.ts';
import { hapi } from './hapi.ts';
import { hono } from './hono.ts';
import { koa, koaMount } from './koa.ts';
import { decoratedControllers, nest } from './nest.ts';
import { trpc } from './trpc.ts';

/** Every way there is a table for by which a request comes in. */
export const frameworks: readonly Framework[] = [
  azureHttp,
  decoratedControllers,
  express,
  fastify,
  googleHttp,
  graphql,
  hapi,
  hono,
  koa,
  koaMount,
  lambdaHttp,
  nest,
  next,
  nodeHttp,
  remix,
  svelteKit,
  trpc,
];
