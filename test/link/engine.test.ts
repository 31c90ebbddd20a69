import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { json, withProject } from '../with-project.ts';

type Files = Readonly<Record<string, string>>;

const dependencies = { bullmq: '5.61.0', '@nestjs/common': '11.0.0', '@nestjs/core': '11.0.0' };

/** `destination[/job]` of every consumer, sorted; `?` where it is not known. */
function consumersIn(files: Files): readonly string[] {
  const { model } = analyse({ root: withProject({ 'package.json': json({ name: 'shop', dependencies }), ...files }) });
  return model.consumers.flatMap((consumer) => [consumer, ...consumer.cases]).map(({ destination, job }) => `${destination?.shown ?? '?'}${job === undefined ? '' : `/${job}`}`).sort();
}

const make = `import { Worker } from 'bullmq';\nexport const make = (name, handler) => new Worker(name, handler);\n`;
const work = 'export const work = async (job) => { await fetch(job.data.url); };\n';

/** One way in which a name or a function reaches the call that consumes: each project consumes from `orders`. */
const ways: readonly (readonly [what: string, files: Files])[] = [
  ['named imports', { 'name.ts': "export const name = 'orders';", 'make.ts': make, 'work.ts': work, 'app.ts': "import { make } from './make'; import { work } from './work'; import { name } from './name'; make(name, work);" }],
  ['default imports', { 'name.ts': "export default 'orders';", 'make.ts': make, 'work.ts': work, 'app.ts': "import { make } from './make'; import { work } from './work'; import name from './name'; make(name, work);" }],
  ['namespace imports', { 'name.ts': "export const name = 'orders';", 'make.ts': make, 'work.ts': work, 'app.ts': "import * as making from './make'; import * as all from './work'; import * as names from './name'; making.make(names.name, all.work);" }],
  ['require and module.exports', { 'name.js': "module.exports = { name: 'orders' };", 'work.js': 'exports.work = async (job) => { await fetch(job.data.url); };', 'app.js': "const { Worker } = require('bullmq'); const { name } = require('./name'); const handlers = require('./work'); new Worker(name, handlers.work);" }],
  ['module.exports that is a function', { 'make.js': "const { Worker } = require('bullmq'); module.exports = (name) => new Worker(name, async () => {});", 'app.js': "require('./make')('orders');" }],
  ['re-exports and barrels', { 'lib/name.ts': "export const name = 'orders';", 'lib/make.ts': make, 'lib/index.ts': "export * from './make'; export { name as queueName } from './name';", 'app.ts': "import { make, queueName } from './lib'; make(queueName, async () => {});" }],
  ['paths of the own tsconfig', { 'tsconfig.json': json({ compilerOptions: { baseUrl: '.', paths: { '@lib/*': ['src/lib/*'] } } }), 'src/lib/name.ts': "export const name = 'orders';", 'app.ts': "import { Worker } from 'bullmq'; import { name } from '@lib/name'; new Worker(name, async () => {});" }],
  ['imports of package.json', { 'package.json': json({ name: 'shop', dependencies, imports: { '#name': './src/name.js' } }), 'src/name.js': "export const name = 'orders';", 'app.js': "import { Worker } from 'bullmq'; import { name } from '#name'; new Worker(name, async () => {});" }],
  ['npm and yarn workspaces', { 'package.json': json({ private: true, workspaces: ['packages/*'] }), 'packages/names/package.json': json({ name: '@shop/names', main: 'dist/index.js' }), 'packages/names/src/index.ts': "export const name = 'orders';", 'packages/app/package.json': json({ name: '@shop/app', dependencies: { ...dependencies, '@shop/names': '*' } }), 'packages/app/app.ts': "import { Worker } from 'bullmq'; import { name } from '@shop/names'; new Worker(name, async () => {});" }],
  ['pnpm workspaces, by exports', { 'package.json': json({ private: true }), 'pnpm-workspace.yaml': 'packages: [packages/*]\n', 'packages/names/package.json': json({ name: '@shop/names', exports: { './orders': './dist/orders.js' } }), 'packages/names/src/orders.ts': "export const name = 'orders';", 'packages/app/package.json': json({ name: '@shop/app', dependencies: { ...dependencies, '@shop/names': 'workspace:*' } }), 'packages/app/app.ts': "import { Worker } from 'bullmq'; import { name } from '@shop/names/orders'; new Worker(name, async () => {});" }],
  ['abstract members of a base class', { 'app.ts': "import { Worker } from 'bullmq'; abstract class Base { abstract readonly queue: string; abstract handle(job: unknown): Promise<void>; start() { return new Worker(this.queue, (job) => this.handle(job)); } } class Orders extends Base { readonly queue = 'orders'; async handle() {} } new Orders().start();" }],
  ['what is given to super', { 'app.ts': "import { Worker } from 'bullmq'; class Base { constructor(readonly queue: string) {} start() { return new Worker(this.queue, async () => {}); } } class Orders extends Base { constructor() { super('orders'); } } new Orders().start();" }],
  ['static members', { 'app.ts': "import { Worker } from 'bullmq'; class Orders { static readonly queue = 'orders'; static async handle() {} static start() { return new Worker(this.queue, Orders.handle); } } Orders.start();" }],
  ['parameter properties that NestJS fills', { 'app.ts': "import { Injectable } from '@nestjs/common'; import { Worker } from 'bullmq'; @Injectable() export class Names { queue = 'orders'; } @Injectable() export class Orders { constructor(private readonly names: Names) {} onModuleInit() { new Worker(this.names.queue, async () => {}); } }" }],
  ['properties that NestJS fills', { 'app.ts': "import { Inject, Injectable } from '@nestjs/common'; import { Worker } from 'bullmq'; @Injectable() export class Names { queue = 'orders'; } @Injectable() export class Orders { @Inject() private readonly names: Names; onModuleInit() { new Worker(this.names.queue, async () => {}); } }" }],
  ['tokens that a module binds', { 'app.ts': "import { Inject, Injectable, Module } from '@nestjs/common'; import { Worker } from 'bullmq'; export class Names { queue = 'orders'; } @Module({ providers: [{ provide: 'NAMES', useClass: Names }] }) export class App {} @Injectable() export class Orders { constructor(@Inject('NAMES') private readonly names: { queue: string }) {} onModuleInit() { new Worker(this.names.queue, async () => {}); } }" }],
  ['an enum', { 'app.ts': "import { Worker } from 'bullmq'; enum Queues { Orders = 'orders' } new Worker(Queues.Orders, async () => {});" }],
  ['a const object', { 'app.ts': "import { Worker } from 'bullmq'; const queues = { sales: { orders: 'orders' } } as const; new Worker(queues.sales.orders, async () => {});" }],
  ['a template string', { 'app.ts': "import { Worker } from 'bullmq'; const part = 'ord'; new Worker(`${part}ers`, async () => {});" }],
  ['spreads, the last of which counts', { 'app.ts': "import { Worker } from 'bullmq'; const defaults = { queue: 'none', tries: 3 }; const own = { ...defaults, queue: 'orders' }; new Worker({ ...own, tries: 1 }.queue, async () => {});" }],
  ['a curried function', { 'app.ts': "import { Worker } from 'bullmq'; const consume = (name) => (handler) => new Worker(name, handler); const orders = consume('orders'); orders(async () => {});" }],
  ['a wrapper around the handler', { 'app.ts': "import { Worker } from 'bullmq'; const withTracing = (handler) => async (job) => { console.log(job.id); return handler(job); }; new Worker('orders', withTracing(async (job) => { await fetch(job.data.url); }));" }],
  ['a getter of configuration', { 'app.ts': "import { Worker } from 'bullmq'; class Config { get queue() { return 'orders'; } } new Worker(new Config().queue, async () => {});" }],
];

test.each(ways)('%s', (_, files) => {
  expect(consumersIn(files)).toEqual(['orders']);
});

/** Registries: each project consumes from `invoices` and `orders`. */
const registries: readonly (readonly [what: string, text: string])[] = [
  ['for…of over an array', "for (const { name, run } of [{ name: 'orders', run: async () => {} }, { name: 'invoices', run: async () => {} }]) new Worker(name, run);"],
  ['forEach over an array', "[['orders', async () => {}], ['invoices', async () => {}]].forEach(([name, run]) => new Worker(name, run));"],
  ['map over the entries of an object', "const handlers = { orders: async () => {}, invoices: async () => {} }; Object.entries(handlers).map(([name, run]) => new Worker(name, run));"],
  ['for…of over a Map', "const handlers = new Map([['orders', async () => {}], ['invoices', async () => {}]]); for (const [name, run] of handlers) new Worker(name, run);"],
  ['for…in over an object', 'const handlers = { orders: async () => {}, invoices: async () => {} }; for (const name in handlers) new Worker(name, handlers[name]);'],
];

test.each(registries)('a registry: %s', (_, text) => {
  expect(consumersIn({ 'app.js': `import { Worker } from 'bullmq'; ${text}` })).toEqual(['invoices', 'orders']);
});

test('each handler of a map that a message picks is a consumer', () => {
  expect(consumersIn({ 'app.js': "import { Worker } from 'bullmq'; const handlers = { charge: async () => {}, ship: async () => {} }; new Worker('orders', async (job) => handlers[job.name](job));" })).toEqual(expect.arrayContaining(['orders/charge', 'orders/ship']));
});

test('the cases of a switch over the name of the job are consumers, beside the queue as a whole', () => {
  expect(consumersIn({ 'app.js': "import { Worker } from 'bullmq'; new Worker('orders', async (job) => { switch (job.name) { case 'charge': return fetch('https://a.example'); case 'ship': return fetch('https://b.example'); } });" })).toEqual(['orders', 'orders/charge', 'orders/ship']);
});

test('an environment variable with a default is known by both', () => {
  const [shown = ''] = consumersIn({ 'app.js': "import { Worker } from 'bullmq'; new Worker(process.env.ORDERS_QUEUE ?? 'orders', async () => {});" });
  expect(shown).toContain('orders');
});

test('without types, packages or a configuration, CommonJS alone is enough', () => {
  const root = withProject({ 'app.js': "const { Worker } = require('bullmq');\nnew Worker('orders', async () => {});" });
  expect(analyse({ root }).model.consumers.map(({ destination }) => destination?.shown)).toEqual(['orders']);
});
