import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { analyse } from '../../src/analyse.ts';
import { auditOf } from '../../src/audit.ts';
import { withProject } from '../with-project.ts';

type Files = Readonly<Record<string, string>>;

/** Where the audit says that a bound left something out, and what. */
function toldIn(files: Files): readonly string[] {
  const { unknowns } = auditOf(analyse({ root: withProject(files) }), rules, { version: '0.0.0' });
  return unknowns.map(({ at, reason }) => `${at.file}:${String(at.line)} ${reason}`);
}

function times(count: number, part: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => part(at)).join('\n');
}

function around(count: number, inner: string, wrap: (inside: string) => string): string {
  return Array.from({ length: count }).reduce<string>((inside) => wrap(inside), inner);
}

const work = "async (job) => { await fetch(job.data.url, { method: 'PUT' }); }";
const worker = (handler: string): string => `import { Worker } from 'bullmq';\nnew Worker('orders', ${handler});\n`;
const sending = (name: string): string => `import { Queue } from 'bullmq';\nawait new Queue(${name}).add('order', {});\n`;

const programs: readonly (readonly [what: string, files: Files, told: string])[] = [
  [
    'names behind very many variables',
    { 'send.js': `${times(120, (at) => `const name${String(at)} = ${at === 0 ? "'orders'" : `name${String(at - 1)}`};`)}\n${sending('name119')}` },
    'send.js:1 values that more than 90 others stand before',
  ],
  [
    'a name that may be one of very many',
    { 'send.js': `let name = 'orders';\n${times(60, (at) => `if (process.argv.includes('${String(at)}')) name = 'orders-${String(at)}';`)}\n${sending('name')}` },
    'send.js:1 more than 48 things that one value may be',
  ],
  [
    'a very long list of queues',
    { 'send.js': `import { Queue } from 'bullmq';\nconst names = [\n${times(2_100, (at) => `'orders-${String(at)}',`)}\n];\nexport const queues = names.map((name) => new Queue(name));\nawait queues[0].add('order', {});\n` },
    'send.js:1 more than 2000 elements of one collection',
  ],
  [
    'functions that give each other a name',
    { 'send.js': `${times(20, (at) => `function name${String(at)}() { return ${at === 0 ? "'orders'" : `name${String(at - 1)}()`}; }`)}\n${sending('name19()')}` },
    'send.js:5 what this returns where calls lie more than 14 inside each other',
  ],
  [
    'a call that may reach very many functions',
    {
      'worker.js': `${times(9, (at) => `async function ship${String(at)}(job) { await fetch(job.data.url, { method: 'POST' }); }`)}\nlet ship = ship0;\n${times(9, (at) => `if (process.argv[2] === '${String(at)}') ship = ship${String(at)};`)}\n${worker('async (job) => { await ship(job); console.log(job.id); }')}`,
    },
    'worker.js:21 what a call does that may reach more than 6 functions',
  ],
  [
    'functions that enter each other',
    { 'worker.js': `${times(60, (at) => `async function step${String(at)}(job) { ${at === 0 ? "await fetch(job.data.url, { method: 'POST' })" : `await step${String(at - 1)}(job)`}; }`)}\n${worker('async (job) => { await step59(job); }')}` },
    'worker.js:21 what this does where more than 40 functions are entered inside each other',
  ],
  [
    'classes that extend each other',
    {
      'worker.js': `import { Worker } from 'bullmq';\nclass Job0 { async run(job) { await fetch(job.data.url, { method: 'POST' }); } static queue() { return 'orders'; } }\n${times(16, (at) => `class Job${String(at + 1)} extends Job${String(at)} {}`)}\nnew Worker(Job16.queue(), async (job) => { await new Job16().run(job); });\n`,
    },
    'worker.js:1 what classes have of more than 12 others that they extend',
  ],
  [
    'a handler that does very much',
    {
      'worker.js': `${times(50, (at) => `async function part${String(at)}(job) {\n${times(50, (each) => `await fetch(job.data.url${String(each)}, { method: 'PUT' });`)}\n}`)}\n${worker(`async (job) => { ${times(500, (at) => `await part${String(at % 50)}(job);`)} }`)}`,
    },
    'what is done beyond the first 20000 things that a handler does',
  ],
  [
    'a registry that is filled from very many places',
    {
      'worker.js': `import { Worker } from 'bullmq';\nconst handlers = new Map();\nfunction register(name, handle) { handlers.set(name, handle); }\n${times(210, (at) => `register('orders-${String(at)}', ${work});`)}\nfor (const [name, handle] of handlers) new Worker(name, handle);\n`,
    },
    'worker.js:3 what is put into a collection in more than 200 ways',
  ],
  [
    'a chain of very many calls',
    { 'worker.js': `import { build } from 'builder';\nimport { Worker } from 'bullmq';\nconst shop = build()${times(30, (at) => `.part${String(at)}()`).replaceAll('\n', '')};\nnew Worker('orders', async (job) => { await shop.orders.place(job.data); });\n` },
    'worker.js:1 what a chain of more than 24 calls gives',
  ],
  [
    'registries that are spread into each other',
    {
      'worker.js': `import { Worker } from 'bullmq';\nconst tasks0 = { orders: ${work} };\n${times(9, (at) => `const tasks${String(at + 1)} = { ...tasks${String(at)} };`)}\nfor (const [name, run] of Object.entries(tasks9)) new Worker(name, run);\n`,
    },
    'worker.js:1 names of objects that are spread more than 6 inside each other',
  ],
  [
    'wrappers around wrappers',
    { 'worker.js': `import { wrap } from 'wrapper';\nimport { Worker } from 'bullmq';\nnew Worker('orders', ${around(9, work, (inside) => `wrap(${inside})`)});\n` },
    'worker.js:1 functions behind more than 5 wrappers around each other',
  ],
  [
    'types that lead to others',
    { 'worker.ts': `import type { Queue } from 'bullmq';\n${times(12, (at) => `type Channel${String(at)} = ${at === 0 ? 'Queue' : `Channel${String(at - 1)}`};`)}\nexport async function send(queue: Channel11) { await queue.add('order', {}); }\n` },
    'worker.ts:1 what types say that lead to too many others',
  ],
  [
    'a job that is handed on and on',
    {
      'worker.ts': `import { Worker, type Job } from 'bullmq';\nasync function last(job: Job) { if (job.name === 'ship') await fetch('https://shop.example/ship', { method: 'POST' }); if (job.name === 'bill') await fetch('https://shop.example/bill', { method: 'POST' }); }\n${times(7, (at) => `async function hand${String(at)}(job: Job) { await ${at === 0 ? 'last' : `hand${String(at - 1)}`}(job); }`)}\nnew Worker('orders', async (job: Job) => { await hand6(job); });\n`,
    },
    'which jobs are told apart where the job is handed on more than 5 times',
  ],
  [
    'routers below routers',
    {
      'app.js': `import express from 'express';\nimport { Queue } from 'bullmq';\nconst orders = new Queue('orders');\n${times(16, (at) => `const router${String(at)} = express.Router();`)}\n${times(15, (at) => `router${String(at)}.use('/r${String(at)}', router${String(at + 1)});`)}\nrouter15.post('/orders', async (request, response) => { await orders.add('order', request.body); response.end(); });\nexpress().use('/', router0);\n`,
    },
    'app.js:1 paths of routers that hang more than 12 below each other',
  ],
  [
    'a router that hangs in very many places',
    {
      'app.js': `import express from 'express';\nimport { Queue } from 'bullmq';\nconst orders = new Queue('orders');\nconst router = express.Router();\nrouter.post('/orders', async (request, response) => { await orders.add('order', request.body); response.end(); });\nconst app = express();\n${times(6, (at) => `app.use('/shop${String(at)}', router);`)}\n`,
    },
    'app.js:1 paths of a router beyond the first 4',
  ],
  [
    'messages in lists of lists',
    { 'flow.js': `import { FlowProducer } from 'bullmq';\nawait new FlowProducer().add(${around(9, "{ name: 'pack', queueName: 'parcels' }", (inside) => `{ name: 'ship', queueName: 'orders', children: [${inside}] }`)});\n` },
    'messages in lists that lie more than 6 inside each other',
  ],
  [
    'resources that a helper makes very many of',
    {
      'stack.ts': `import * as cdk from 'aws-cdk-lib';\nimport * as sqs from 'aws-cdk-lib/aws-sqs';\nexport class Shop extends cdk.Stack {\n  constructor(scope: cdk.App) {\n    super(scope, 'Shop');\n    const names = [${Array.from({ length: 320 }, (_, at) => `'orders-${String(at)}'`).join(', ')}];\n    for (const name of names) new sqs.Queue(this, name, { queueName: name });\n  }\n}\nnew Shop(new cdk.App());\n`,
      'send.ts': sending("'orders'"),
    },
    'more than 300 runs of what declares infrastructure',
  ],
  [
    'queues that send to each other in a very long circle',
    {
      'shop.js': `import { Queue, Worker } from 'bullmq';\n${times(9, (at) => `const queue${String(at)} = new Queue('q${String(at)}');\nnew Worker('q${String(at)}', async (job) => { await queue${String((at + 1) % 9)}.add('order', { sku: job.data.sku }); });`)}\n`,
    },
    'messages that go in a circle through more than 6 consumers',
  ],
  [
    'effects behind very many queues',
    {
      'shop.js': `import { Queue, Worker } from 'bullmq';\nimport nodemailer from 'nodemailer';\nconst mailer = nodemailer.createTransport({});\n${times(6, (at) => `const queue${String(at)} = new Queue('q${String(at)}');\nnew Worker('q${String(at)}', async (job) => { ${at === 5 ? 'await mailer.sendMail({ to: job.data.to })' : `await queue${String(at + 1)}.add('next', job.data)`}; });`)}\n`,
    },
    'what is repeated behind more than 3 queues and routes',
  ],
];

test.each(programs)('%s', (_, files, told) => {
  expect(toldIn(files)).toEqual(expect.arrayContaining([expect.stringContaining(told)]));
});

test('a bound that is met in many places is told once', () => {
  const names = (file: string): string => `${times(120, (at) => `const name${String(at)} = ${at === 0 ? "'orders'" : `name${String(at - 1)}`};`)}\n${sending('name119')}export const ${file} = name119;\n`;
  const told = toldIn({ 'orders.js': names('orders'), 'invoices.js': names('invoices') });
  expect(told.filter((each) => each.includes('stand before'))).toEqual(['invoices.js:1 values that more than 90 others stand before, as in 1 more function of 2 files']);
});

test('what was cut before a file changed is told no longer', () => {
  const root = withProject({ 'send.js': sending("'orders'") });
  const long = `${times(120, (at) => `const name${String(at)} = ${at === 0 ? "'orders'" : `name${String(at - 1)}`};`)}\n${sending('name119')}`;
  const cuts = (text: string): number => analyse({ root, overlay: new Map([[`${root}/send.js`, text]]) }).model.unknowns.length;
  expect([cuts(long), cuts(sending("'orders'"))]).toEqual([1, 0]);
});
