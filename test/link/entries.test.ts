import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { json, withProject } from '../with-project.ts';

type Files = Readonly<Record<string, string>>;

/** `METHOD path file:line` of every entry, sorted. */
function entriesIn(files: Files): readonly string[] {
  const { model } = analyse({ root: withProject({ 'package.json': json({ name: 'shop', dependencies: { next: '16.1.1', '@sveltejs/kit': '2.0.0', '@remix-run/node': '2.17.0' } }), ...files }) });
  return model.entries.map(({ method, path, at }) => `${method ?? '-'} ${path ?? '-'} ${at.file}:${String(at.line)}`).sort();
}

function handlersIn(files: Files): readonly string[] {
  const { model } = analyse({ root: withProject(files) });
  return model.entries.map(({ handler, before }) => [...before, handler].map(({ fact }) => fact.name ?? '?').join(' > '));
}

describe('Express', () => {
  test('routes of an application and of routers below paths', () => {
    const files: Files = {
      'src/app.js': `
        const express = require('express');
        const orders = require('./orders');
        const app = express();
        app.get('/health', (req, res) => res.send('ok'));
        app.use('/api/v1', orders);
        app.listen(3000);`,
      'src/orders.js': `
        const { Router } = require('express');
        const router = Router();
        router.route('/orders/:id').get(show).put(update);
        router.post('/orders', create);
        function show(req, res) { res.json({}); }
        function update(req, res) { res.json({}); }
        function create(req, res) { res.json({}); }
        module.exports = router;`,
    };
    expect(entriesIn(files)).toEqual([
      'GET /api/v1/orders/:id src/orders.js:4',
      'GET /health src/app.js:5',
      'POST /api/v1/orders src/orders.js:5',
      'PUT /api/v1/orders/:id src/orders.js:4',
    ]);
  });

  test('a router that is mounted twice has each of its routes twice', () => {
    const files: Files = {
      'app.ts': `
        import express, { Router } from 'express';
        const invoices = Router();
        invoices.get('/invoices', (req, res) => { res.json([]); });
        const app = express();
        app.use('/v1', invoices);
        app.use('/v2', invoices);`,
    };
    expect(entriesIn(files)).toEqual(['GET /v1/invoices app.ts:4', 'GET /v2/invoices app.ts:4']);
  });

  test('lists of handlers run one after the other; handlers of errors are none', () => {
    const files: Files = {
      'app.ts': `
        import express from 'express';
        const checks = [authenticate, [validate]];
        const app = express();
        app.post('/orders', checks, create, onError);
        function authenticate(req, res, next) { next(); }
        function validate(req, res, next) { next(); }
        function create(req, res) { res.json({}); }
        function onError(error, req, res, next) { res.status(500).end(); }`,
    };
    expect(handlersIn(files)).toEqual(['authenticate > validate > create']);
  });

  test('functions that are given the application, with a prefix', () => {
    const files: Files = {
      'app.ts': `
        import express from 'express';
        import { crud } from './crud';
        import { listOrders, listInvoices } from './handlers';
        const app = express();
        crud(app, '/orders', listOrders);
        crud(app, '/invoices', listInvoices);`,
      'crud.ts': `
        import type { Application, RequestHandler } from 'express';
        export function crud(app: Application, path: string, list: RequestHandler) {
          app.get(path, list);
        }`,
      'handlers.ts': `
        export const listOrders = (req, res) => { res.json([]); };
        export const listInvoices = (req, res) => { res.json([]); };`,
    };
    expect(entriesIn(files)).toEqual(['GET /invoices crud.ts:4', 'GET /orders crud.ts:4']);
  });

  test('what only has the names of a router is none', () => {
    const files: Files = { 'cache.ts': `const cache = new Map(); const handler = () => {}; cache.get('/orders', handler); client.post('/orders', handler);` };
    expect(entriesIn(files)).toEqual([]);
  });
});

describe('Koa', () => {
  test('named routes, prefixes and mounts', () => {
    const files: Files = {
      'app.ts': `
        import Koa from 'koa';
        import Router from '@koa/router';
        import mount from 'koa-mount';
        const orders = new Router({ prefix: '/orders' });
        orders.post('create-order', '/', async (ctx) => { ctx.body = {}; });
        const api = new Koa();
        api.use(orders.routes());
        const app = new Koa();
        app.use(mount('/api', api));`,
    };
    expect(entriesIn(files)).toEqual(['POST /api/orders app.ts:6']);
  });
});

describe('Fastify', () => {
  test('plugins below a prefix, and routes as objects', () => {
    const files: Files = {
      'server.ts': `
        import Fastify from 'fastify';
        import { orders } from './orders';
        const app = Fastify();
        app.register(orders, { prefix: '/orders' });
        app.register(async (instance) => {
          instance.get('/', async () => []);
        }, { prefix: '/invoices' });
        app.route({ method: ['GET', 'HEAD'], url: '/health', handler: async () => 'ok' });`,
      'orders.ts': `
        import type { FastifyInstance } from 'fastify';
        export async function orders(fastify: FastifyInstance) {
          fastify.post('/', { preHandler: check }, async (request) => ({}));
        }
        async function check() {}`,
    };
    expect(entriesIn(files)).toEqual([
      'GET /health server.ts:9',
      'GET /invoices server.ts:7',
      'HEAD /health server.ts:9',
      'POST /orders orders.ts:4',
    ]);
  });
});

describe('plugins without types', () => {
  test('Fastify: in files of their own, wrapped, within each other', () => {
    const files: Files = {
      'server.js': `
        const fastify = require('fastify')({ logger: true });
        fastify.register(require('./plugins/orders'), { prefix: '/orders' });
        fastify.register(import('./plugins/health.mjs'));`,
      'plugins/orders.js': `
        const fp = require('fastify-plugin');
        module.exports = fp(async function orders(app, options) {
          app.get('/', async () => []);
          app.register(require('./lines'), { prefix: '/lines' });
        });`,
      'plugins/lines.js': `
        module.exports = async (lines) => {
          lines.post('/:id', async () => ({}));
        };`,
      'plugins/health.mjs': `export default async (app) => { app.get('/health', async () => 'ok'); };`,
      'plugins/loose.js': `
        module.exports = async (app) => {
          app.get('/nobody-registers-it', async () => []);
        };`,
    };
    expect(entriesIn(files)).toEqual(['GET /health plugins/health.mjs:1', 'GET /orders plugins/orders.js:4', 'POST /orders/lines/:id plugins/lines.js:3']);
  });

  test('hapi: objects, lists, modules that hold a plugin, prefixes', () => {
    const files: Files = {
      'server.js': `
        const Hapi = require('@hapi/hapi');
        const createServer = async () => {
          const server = Hapi.server({ port: 3000 });
          server.route({ method: 'GET', path: '/health', handler: () => 'ok' });
          await server.register(require('./plugins/router'));
          await server.register([{ plugin: require('./plugins/invoices'), routes: { prefix: '/v2' } }, require('blipp')]);
          await server.register({ name: 'inline', register: (inner) => inner.route({ method: ['PUT', 'PATCH'], path: '/inline', options: { handler: () => null } }) }, { routes: { prefix: '/v3' } });
          return server;
        };
        module.exports = { createServer };`,
      'plugins/router.js': `
        const routes = [].concat(require('../routes/orders'), require('../routes/order'));
        module.exports = { plugin: { name: 'router', register: (server, options) => { server.route(routes); } } };`,
      'plugins/invoices.js': `
        exports.plugin = { name: 'invoices', register };
        async function register(server) { server.route({ method: 'DELETE', path: '/invoices', handler: remove }); }
        function remove() { return null; }`,
      'routes/orders.js': `module.exports = [{ method: 'GET', path: '/orders', handler: async () => [] }, { method: 'POST', path: '/orders', options: { handler: async () => ({}) } }];`,
      'routes/order.js': `module.exports = { method: 'GET', path: '/orders/{id}', handler: async () => ({}) };`,
    };
    expect(entriesIn(files)).toEqual([
      'DELETE /v2/invoices plugins/invoices.js:3',
      'GET /health server.js:5',
      'GET /orders plugins/router.js:3',
      'GET /orders/{id} plugins/router.js:3',
      'PATCH /v3/inline server.js:8',
      'POST /orders plugins/router.js:3',
      'PUT /v3/inline server.js:8',
    ]);
  });
});

describe('Hono', () => {
  test('basePath, sub-applications and OpenAPI routes', () => {
    const files: Files = {
      'app.ts': `
        import { Hono } from 'hono';
        import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
        const orders = new Hono().get('/', (c) => c.json([])).post('/:id/pay', async (c) => c.json({}));
        const invoices = new OpenAPIHono();
        invoices.openapi(createRoute({ method: 'put', path: '/invoices/{id}' }), (c) => c.json({}));
        const app = new Hono().basePath('/api');
        app.route('/orders', orders);
        app.on(['PATCH', 'DELETE'], '/carts', (c) => c.text(''));
        export default app;`,
    };
    expect(entriesIn(files)).toEqual([
      'DELETE /api/carts app.ts:9',
      'GET /api/orders app.ts:4',
      'PATCH /api/carts app.ts:9',
      'POST /api/orders/:id/pay app.ts:4',
      'PUT /invoices/{id} app.ts:6',
    ]);
  });
});

describe('NestJS', () => {
  test('controllers below the global prefix, and resolvers', () => {
    const files: Files = {
      'src/main.ts': `
        import { NestFactory } from '@nestjs/core';
        const app = await NestFactory.create({});
        app.setGlobalPrefix('api');`,
      'src/orders.controller.ts': `
        import { Controller, Get, Post } from '@nestjs/common';
        @Controller('orders')
        export class OrdersController {
          @Get(':id') show() { return {}; }
          @Post() create() { return {}; }
          helper() {}
        }`,
      'src/orders.resolver.ts': `
        import { Mutation, Query, Resolver } from '@nestjs/graphql';
        @Resolver()
        export class OrdersResolver {
          @Query() orders() { return []; }
          @Mutation(() => Boolean, { name: 'payOrder' }) pay() { return true; }
        }`,
    };
    expect(entriesIn(files)).toEqual([
      'GET /api/orders/:id src/orders.controller.ts:5',
      'MUTATION payOrder src/orders.resolver.ts:6',
      'POST /api/orders src/orders.controller.ts:6',
      'QUERY orders src/orders.resolver.ts:5',
    ]);
  });
});

describe('files that are routes', () => {
  test('Next.js: verbs of route files, the default export of pages/api', () => {
    const files: Files = {
      'app/(shop)/orders/[id]/route.ts': `export async function GET() { return Response.json({}); } export const POST = async () => Response.json({}); export const dynamic = 'force-dynamic';`,
      'pages/api/invoices/index.ts': `export default async function handler(req, res) { res.json({}); }`,
      'pages/index.tsx': `export default function Page() { return null; }`,
    };
    expect(entriesIn(files)).toEqual([
      '* /api/invoices pages/api/invoices/index.ts:1',
      'GET /orders/[id] app/(shop)/orders/[id]/route.ts:1',
      'POST /orders/[id] app/(shop)/orders/[id]/route.ts:1',
    ]);
  });

  test('Remix and SvelteKit', () => {
    const files: Files = {
      'app/routes/orders.tsx': `export async function action() { return null; } export async function loader() { return null; }`,
      'src/routes/carts/+page.server.ts': `export const actions = { default: async () => {} }; export const load = async () => ({});`,
      'src/routes/carts/+server.ts': `export const DELETE = async () => new Response();`,
    };
    expect(entriesIn(files)).toEqual([
      'DELETE /carts src/routes/carts/+server.ts:1',
      'GET /carts src/routes/carts/+page.server.ts:1',
      'GET /orders app/routes/orders.tsx:1',
      'POST /carts src/routes/carts/+page.server.ts:1',
      'POST /orders app/routes/orders.tsx:1',
    ]);
  });
});

describe('tRPC', () => {
  test('procedures by the names of the routers they are put into', () => {
    const files: Files = {
      'trpc.ts': `
        import { initTRPC } from '@trpc/server';
        const t = initTRPC.context<object>().create();
        export const createRouter = t.router;
        export const procedure = t.procedure;
        export const authedProcedure = t.procedure.use(({ next }) => next());`,
      'router.ts': `
        import { authedProcedure, createRouter, procedure } from './trpc';
        const orders = createRouter({
          byId: procedure.input(String).query(async () => ({})),
          cancel: authedProcedure.mutation(async () => ({})),
        });
        export const app = createRouter({ orders });`,
    };
    expect(entriesIn(files)).toEqual(['MUTATION orders.cancel router.ts:5', 'QUERY orders.byId router.ts:4']);
  });
});

describe('functions behind a gateway', () => {
  test('AWS Lambda by type', () => {
    const files: Files = {
      'orders.ts': `
        import type { APIGatewayProxyEvent, APIGatewayProxyHandlerV2, SQSHandler } from 'aws-lambda';
        export const handler: APIGatewayProxyHandlerV2 = async () => ({ statusCode: 200 });
        export async function legacy(event: APIGatewayProxyEvent) { return { statusCode: 200, body: describe(event) }; }
        export function describe(event: APIGatewayProxyEvent) { return event.path; }
        export const consumer: SQSHandler = async () => {};`,
    };
    expect(entriesIn(files)).toEqual(['- - orders.ts:3', '- - orders.ts:4']);
  });

  test('node:http, Azure and Google', () => {
    const files: Files = {
      'server.ts': `import { createServer } from 'node:http'; createServer(async (request, response) => { response.end(); }).listen(80);`,
      'azure.ts': `import { app } from '@azure/functions'; app.http('orders', { methods: ['POST'], route: 'orders/{id}', handler: async () => ({}) });`,
      'google.ts': `import { http } from '@google-cloud/functions-framework'; http('orders', (request, response) => { response.send(''); });`,
      'firebase.ts': `import { onRequest } from 'firebase-functions/v2/https'; export const orders = onRequest({ region: 'eu' }, (request, response) => { response.send(''); });`,
    };
    expect(entriesIn(files)).toEqual(['* - firebase.ts:1', '* - server.ts:1', '* /orders google.ts:1', 'POST /orders/{id} azure.ts:1']);
  });
});
