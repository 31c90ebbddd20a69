import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { json, withProject } from '../with-project.ts';

type Files = Readonly<Record<string, string>>;

const answer = '(req, res) => { res.json({}); }';
const koa = 'async (ctx) => { ctx.body = {}; }';
const ordersOfExpress = `const { Router } = require('express'); const orders = Router(); orders.get('/:id', ${answer}); module.exports = orders;`;
const invoicesOfExpress = `const { Router } = require('express'); const invoices = Router(); invoices.get('/', ${answer}); module.exports = invoices;`;

const nestImports = "import { Controller, Get, Module, RequestMethod, Version, VERSION_NEUTRAL, VersioningType } from '@nestjs/common'; import { NestFactory, RouterModule } from '@nestjs/core';";
const list = '@Get() list() { return []; }';

/** An application of NestJS with one controller. In: what is set of it, the controller's decorator and body, what the root module imports. */
function nest(settings: string, decorator: string, body = list, imports = ''): Files {
  const controller = `${decorator} class OrdersController { ${body} } @Module({ controllers: [OrdersController] }) class OrdersModule {}`;
  const root = `@Module({ imports: [OrdersModule${imports}] }) class AppModule {}`;
  return { 'app.ts': `${nestImports} ${controller} ${root} async function start() { const app = await NestFactory.create(AppModule); ${settings} await app.listen(3000); } void start();` };
}

const ways: readonly (readonly [what: string, files: Files, paths: readonly string[]])[] = [
  ['Koa: a prefix that is given later', { 'a.js': `const Router = require('@koa/router'); const orders = new Router(); orders.get('/:id', ${koa}); orders.prefix('/orders'); module.exports = orders;` }, ['GET /orders/:id']],
  ['Koa: a later prefix stands in the place of the first', { 'a.js': `const Router = require('@koa/router'); const orders = new Router({ prefix: '/old' }); orders.prefix('/orders'); orders.get('/:id', ${koa}); module.exports = orders;` }, ['GET /orders/:id']],
  ['Koa: routers of a list', { 'a.js': `const Router = require('@koa/router'); const orders = new Router(); orders.get('/orders', ${koa}); const invoices = new Router(); invoices.get('/invoices', ${koa}); const api = new Router({ prefix: '/api' }); [orders, invoices].forEach((each) => api.use(each.routes())); module.exports = api;` }, ['GET /api/invoices', 'GET /api/orders']],
  ['Express: paths and routers of a list', { 'app.js': "const express = require('express'); const app = express(); [{ path: '/orders', route: require('./orders') }, { path: '/invoices', route: require('./invoices') }].forEach((each) => { app.use('/v1' + each.path, each.route); });", 'orders.js': ordersOfExpress, 'invoices.js': invoicesOfExpress }, ['GET /v1/invoices', 'GET /v1/orders/:id']],
  ['Express: entries of an object', { 'app.js': "const express = require('express'); const app = express(); for (const [name, router] of Object.entries({ orders: require('./orders'), invoices: require('./invoices') })) app.use('/' + name, router);", 'orders.js': ordersOfExpress, 'invoices.js': invoicesOfExpress }, ['GET /invoices', 'GET /orders/:id']],
  ['Express: objects that hold a router', { 'app.ts': `import express, { Router } from 'express'; class Orders { path = '/orders'; router = Router(); constructor() { this.router.get(\`\${this.path}/:id\`, ${answer}); } } class App { app = express(); constructor(routes) { routes.forEach((route) => { this.app.use('/api', route.router); }); } } new App([new Orders()]);` }, ['GET /api/orders/:id']],
  ['Express: several paths', { 'app.js': `const express = require('express'); const app = express(); const orders = express.Router(); orders.get(['/open', '/done'], ${answer}); app.use(['/v1', '/v2'], orders);` }, ['GET /v1/done', 'GET /v1/open', 'GET /v2/done', 'GET /v2/open']],
  ['Hono: routers of a list, several paths', { 'app.ts': "import { Hono } from 'hono'; const orders = new Hono(); orders.get('/open', '/done', (c) => c.json([])); const app = new Hono(); const all = [['/orders', orders]] as const; all.forEach(([path, router]) => app.route(path, router)); export default app;" }, ['GET /orders/done', 'GET /orders/open']],
  ['Fastify: plugins of a folder', { 'app.js': "const app = require('fastify')(); const path = require('node:path'); app.register(require('@fastify/autoload'), { dir: path.join(__dirname, 'routes'), options: { prefix: '/api' }, routeParams: true });", 'routes/root.js': "module.exports = async (app) => { app.get('/health', async () => 'ok'); };", 'routes/orders/index.js': "module.exports = async (app) => { app.get('/', async () => []); };", 'routes/orders/unused.js': "module.exports = async (app) => { app.get('/unused', async () => []); };", 'routes/orders/_id/items.js': "module.exports = async (app) => { app.get('/items', async () => []); };" }, ['GET /api/health', 'GET /api/orders', 'GET /api/orders/:id/items']],
  ['Fastify: plugins of a folder that say their own prefix', { 'app.js': "const app = require('fastify')(); const path = require('node:path'); app.register(require('@fastify/autoload'), { dir: path.join(__dirname, 'routes') });", 'routes/orders/index.js': "module.exports = async (app) => { app.get('/:id', async () => []); }; module.exports.autoPrefix = '/bestellungen';" }, ['GET /bestellungen/:id']],
  ['Fastify: a plugin that the command starts', { 'app.js': "const path = require('node:path'); const AutoLoad = require('@fastify/autoload'); module.exports = async function (fastify, opts) { fastify.register(AutoLoad, { dir: path.join(__dirname, 'plugins'), options: Object.assign({}, opts) }); fastify.register(AutoLoad, { dir: path.join(__dirname, 'routes'), options: Object.assign({}, opts) }); };", 'routes/orders/index.js': "module.exports = async (app) => { app.get('/', async () => []); };" }, ['GET /orders']],
  ['Fastify: a plugin that the command starts, as an ES module', { 'app.mjs': "import path from 'node:path'; import { fileURLToPath } from 'node:url'; import AutoLoad from '@fastify/autoload'; const __filename = fileURLToPath(import.meta.url); const __dirname = path.dirname(__filename); export default async (app, opts) => { app.register(AutoLoad, { dir: path.join(__dirname, 'routes'), options: { ...opts } }); };", 'routes/orders/index.mjs': "export default async (app) => { app.get('/', async () => []); };" }, ['GET /orders']],
  ['Fastify: a folder beside the module', { 'src/app.ts': "import { join } from 'node:path'; import Fastify from 'fastify'; import autoload from '@fastify/autoload'; const app = Fastify(); await app.register(autoload, { dir: join(import.meta.dirname, 'routes') });", 'src/routes/orders/index.ts': "export default async (app) => { app.get('/', async () => []); };" }, ['GET /orders']],
  ['Fastify: a folder beside the address of the module', { 'src/app.ts': "import { fileURLToPath } from 'node:url'; import Fastify from 'fastify'; import autoload from '@fastify/autoload'; const app = Fastify(); await app.register(autoload, { dir: fileURLToPath(new URL('routes', import.meta.url)) });", 'src/routes/orders/index.ts': "export default async (app) => { app.get('/', async () => []); };" }, ['GET /orders']],
  ['Fastify: a folder below the folder of the module', { 'src/app.ts': "import { join } from 'node:path'; import Fastify from 'fastify'; import autoload from '@fastify/autoload'; const here = new URL('.', import.meta.url).pathname; const app = Fastify(); await app.register(autoload, { dir: join(here, 'routes') });", 'src/routes/orders/index.ts': "export default async (app) => { app.get('/', async () => []); };" }, ['GET /orders']],
  ['Fastify: what registers something else is no instance', { 'app.js': "module.exports = async (registry) => { registry.register(require('./orders')); registry.get('/orders', async () => []); };", 'orders.js': 'module.exports = {};' }, []],
  ['NestJS: several paths of a controller and of a method', nest('', "@Controller(['orders', 'old'])", "@Get(['open', 'done']) list() { return []; }"), ['GET /old/done', 'GET /old/open', 'GET /orders/done', 'GET /orders/open']],
  ['NestJS: routes that the global prefix leaves out', nest("app.setGlobalPrefix('api', { exclude: ['health', { path: 'files/*path', method: RequestMethod.GET }] });", '@Controller()', "@Get('health') health() { return 1; } @Get('files/:id') file() { return 1; } @Get('orders') list() { return []; }"), ['GET /api/orders', 'GET /files/:id', 'GET /health']],
  ['NestJS: versions in the path', nest("app.setGlobalPrefix('api'); app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });", "@Controller('orders')", `${list} @Version(['2', '3']) @Get('new') next() { return []; } @Version(VERSION_NEUTRAL) @Get('any') any() { return []; }`), ['GET /api/orders/any', 'GET /api/v1/orders', 'GET /api/v2/orders/new', 'GET /api/v3/orders/new']],
  ['NestJS: versions in a header change no path', nest("app.enableVersioning({ type: VersioningType.HEADER, header: 'Version' });", "@Controller({ path: 'orders', version: '1' })"), ['GET /orders']],
  ['NestJS: modules below a path', nest('', "@Controller('orders')", list, ", RouterModule.register([{ path: 'admin', children: [{ path: 'shop', module: OrdersModule }] }])"), ['GET /admin/shop/orders']],
];

test.each(ways)('%s', (_, files, paths) => {
  const { model } = analyse({ root: withProject({ 'package.json': json({ name: 'shop' }), ...files }) });
  expect(model.entries.map(({ method, path }) => `${method ?? '-'} ${path ?? '-'}`).sort()).toEqual(paths);
});
