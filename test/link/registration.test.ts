import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { json, withProject } from '../with-project.ts';

type Files = Readonly<Record<string, string>>;

const shop: Files = {
  'package.json': json({ name: 'shop', dependencies: { bullmq: '5.40.0', amqplib: '0.10.4', kafkajs: '2.2.4', '@google-cloud/pubsub': '4.0.0' } }),
  'src/handlers.ts': `
    export async function sendReceipt(order: { id: string }): Promise<void> { await fetch('https://mail.example/' + order.id, { method: 'POST' }); }
    export async function restock(order: { id: string }): Promise<void> { await fetch('https://stock.example/' + order.id, { method: 'PUT' }); }`,
};

/** `destination handler` of every consumer, sorted. */
function consumersOf(files: Files): readonly string[] {
  const { model } = analyse({ root: withProject({ ...shop, ...files }) });
  return model.consumers.map(({ destination, handler }) => `${destination?.shown ?? '?'} ${handler?.fact.name ?? '?'}`).sort();
}

const imports = `
  import { Job, Worker } from 'bullmq';
  import { restock, sendReceipt } from './handlers';`;

const both = ['receipts sendReceipt', 'stock restock'];

/** A base class whose subclasses say what they consume. */
const consumers = `${imports}
  abstract class Consumer {
    abstract get queue(): string;
    abstract process(order: { id: string }): Promise<void>;
    start(): Worker { return new Worker(this.queue, async (job) => this.process(job.data)); }
  }
  class Receipts extends Consumer {
    get queue() { return 'receipts'; }
    process(order: { id: string }) { return sendReceipt(order); }
  }
  class Stock extends Consumer {
    get queue() { return 'stock'; }
    async process(order: { id: string }) { await restock(order); }
  }`;

const handlers = `${imports}
  const handlers: Record<string, (job: Job) => Promise<void>> = {
    receipts: async (job) => sendReceipt(job.data),
    stock: async (job) => restock(job.data),
  };`;

describe('two consumers that are registered by', () => {
  const ways: Readonly<Record<string, string>> = {
    'objects of subclasses, one by one': `${consumers} new Receipts().start(); new Stock().start();`,
    'objects of subclasses in a list that forEach goes over': `${consumers} [new Receipts(), new Stock()].forEach((consumer) => consumer.start());`,
    'objects of subclasses in a list of their base class': `${consumers} const all: Consumer[] = [new Receipts(), new Stock()]; await Promise.all(all.map(async (each) => each.start()));`,
    'objects of subclasses in a loop': `${consumers} for (const consumer of [new Receipts(), new Stock()]) consumer.start();`,
    'promises behind each other': `${consumers} [new Receipts(), new Stock()].reduce((before, consumer) => before.then(() => { consumer.start(); }), Promise.resolve());`,
    'classes with a static name': `${imports}
      class Receipts { static queue = 'receipts'; async run(job: Job) { await sendReceipt(job.data); } }
      class Stock { static queue = 'stock'; async run(job: Job) { await restock(job.data); } }
      for (const Each of [Receipts, Stock]) { const each = new Each(); new Worker(Each.queue, each.run.bind(each)); }`,
    'objects of a function with methods on its prototype': `${imports}
      function Consumer(this: any, queue: string, run: (order: { id: string }) => Promise<void>) { this.queue = queue; this.run = run; }
      Consumer.prototype.start = function () { return new Worker(this.queue, async (job) => this.run(job.data)); };
      new Consumer('receipts', sendReceipt).start(); new Consumer('stock', restock).start();`,
    'a method that other methods of the same object call': `${imports}
      const shop = {
        open(queue: string, run: (order: { id: string }) => Promise<void>) { return new Worker(queue, async (job) => run(job.data)); },
        start() { this.open('receipts', sendReceipt); this.open('stock', restock); },
      };
      shop.start();`,
    'functions in a list that is made where it is missing': `${imports}
      const starts: Record<string, (() => Worker)[]> = {};
      function add(name: string, start: () => Worker) { (starts[name] ??= []).push(start); }
      add('shop', () => new Worker('receipts', async (job) => sendReceipt(job.data)));
      add('shop', () => new Worker('stock', async (job) => restock(job.data)));
      for (const start of starts['shop'] ?? []) start();`,
    'classes in an object': `${imports}
      class Receipts { async run(job: Job) { await sendReceipt(job.data); } }
      class Stock { async run(job: Job) { await restock(job.data); } }
      Object.entries({ receipts: Receipts, stock: Stock }).map(([name, Each]) => { const each = new Each(); return new Worker(name, (job) => each.run(job)); });`,
    'a factory of the class': `${imports}
      class Consumer {
        private constructor(private readonly queue: string, private readonly work: (order: { id: string }) => Promise<void>) {}
        static create(queue: string, work: (order: { id: string }) => Promise<void>) { const consumer = new Consumer(queue, work); consumer.open(); return consumer; }
        private open() { new Worker(this.queue, async (job) => this.work(job.data)); }
      }
      Consumer.create('receipts', sendReceipt); Consumer.create('stock', restock);`,
    'the entries of an object': `${handlers} Object.entries(handlers).forEach(([name, handle]) => new Worker(name, handle));`,
    'the keys of an object': `${handlers} for (const name of Object.keys(handlers)) new Worker(name, handlers[name]);`,
    'for and in': `${handlers} for (const name in handlers) new Worker(name, handlers[name]);`,
    'a map made of pairs': `${imports}
      const all = new Map([['receipts', async (job: Job) => sendReceipt(job.data)], ['stock', async (job: Job) => restock(job.data)]]);
      for (const [name, handle] of all) new Worker(name, handle);`,
    'a map that is filled, and gone over with its names': `${imports}
      const all = new Map<string, (job: Job) => Promise<void>>();
      all.set('receipts', async (job) => sendReceipt(job.data));
      all.set('stock', async (job) => restock(job.data));
      all.forEach((handle, name) => { new Worker(name, handle); });`,
    'the entries of a map': `${imports}
      const all = new Map([['receipts', sendReceipt], ['stock', restock]]);
      for (const [name, work] of all.entries()) new Worker(name, async (job) => work(job.data));`,
    'a list that a function adds to': `${imports}
      const all: { queue: string; work: (order: { id: string }) => Promise<void> }[] = [];
      const define = (queue: string, work: (order: { id: string }) => Promise<void>) => { all.push({ queue, work }); };
      define('receipts', sendReceipt); define('stock', restock);
      export const start = () => all.forEach(({ queue, work }) => new Worker(queue, async (job) => work(job.data)));`,
    'an object that a function adds to': `${imports}
      const all: Record<string, { queue: string; work: (order: { id: string }) => Promise<void> }> = {};
      function define(name: string, work: (order: { id: string }) => Promise<void>) { all[name] = { queue: name, work }; }
      define('receipts', sendReceipt); define('stock', restock);
      export function start() { for (const name in all) { const each = all[name]; new Worker(each.queue, async (job) => each.work(job.data)); } }`,
    'pairs': `${imports} for (const [name, work] of [['receipts', sendReceipt], ['stock', restock]] as const) new Worker(name, async (job) => work(job.data));`,
    'options over defaults': `${imports}
      const defaults = { concurrency: 2 };
      function start(given: { queue: string; work: (job: Job) => Promise<void> }) { const options = { ...defaults, ...given }; new Worker(options.queue, options.work); }
      start({ queue: 'receipts', work: async (job) => sendReceipt(job.data) }); start({ queue: 'stock', work: (job) => restock(job.data) });`,
    'a function that gives a function': `${imports}
      const consume = (queue: string) => (work: (order: { id: string }) => Promise<void>) => new Worker(queue, async (job) => work(job.data));
      consume('receipts')(sendReceipt); const stock = consume('stock'); stock(restock);`,
    'modules of a namespace': `${imports}
      import * as jobs from './jobs';
      for (const { queue, work } of Object.values(jobs)) new Worker(queue, async (job) => work(job.data));`,
    'a bus that keeps its handlers': `
      import amqp, { Channel } from 'amqplib';
      import { restock, sendReceipt } from './handlers';
      type Work = (order: { id: string }) => Promise<void>;
      class Bus {
        private readonly handlers = new Map<string, Work>();
        private channel!: Channel;
        on(queue: string, work: Work) { this.handlers.set(queue, work); return this; }
        async start() {
          this.channel = await (await amqp.connect('amqp://mq')).createChannel();
          for (const [queue, work] of this.handlers) await this.channel.consume(queue, async (message) => { if (message) { await work(JSON.parse(message.content.toString())); this.channel.ack(message); } });
        }
      }
      const bus = new Bus(); bus.on('receipts', sendReceipt).on('stock', restock); bus.start();`,
  };
  const jobs = {
    'src/jobs/index.ts': "export * as receipts from './receipts'; export * as stock from './stock';",
    'src/jobs/receipts.ts': "export const queue = 'receipts'; export { sendReceipt as work } from '../handlers';",
    'src/jobs/stock.ts': "export const queue = 'stock'; export { restock as work } from '../handlers';",
  };

  for (const [way, main] of Object.entries(ways)) {
    test(way, () => {
      expect(consumersOf({ ...jobs, 'src/main.ts': main })).toEqual(both);
    });
  }

  test('CommonJS modules that are spread into one', () => {
    const files = {
      'src/receipts.js': "module.exports = { receipts: { queue: 'receipts', sendReceipt: async (job) => { await fetch('https://mail.example', { method: 'POST', body: job.id }); } } };",
      'src/stock.js': "module.exports = { stock: { queue: 'stock', sendReceipt: async (job) => { await fetch('https://stock.example', { method: 'PUT', body: job.id }); } } };",
      'src/all.js': "module.exports = { ...require('./receipts'), ...require('./stock') };",
      'src/main.js': "const { Worker } = require('bullmq'); const all = require('./all'); const start = (each) => new Worker(each.queue, each.sendReceipt); Object.values(all).forEach(start);",
    };
    expect(consumersOf(files)).toEqual(['receipts sendReceipt', 'stock sendReceipt']);
  });

  test('modules of a folder that is listed', () => {
    const job = (queue: string): string => `module.exports = { queue: '${queue}', run: async (job) => { await fetch('https://${queue}.example', { method: 'POST', body: job.id }); } };`;
    const main = `
      const fs = require('fs'); const path = require('path'); const { Worker } = require('bullmq');
      for (const file of fs.readdirSync(path.join(__dirname, 'jobs'))) {
        const { queue, run } = require(path.join(__dirname, 'jobs', file));
        new Worker(queue, run);
      }`;
    const { model } = analyse({ root: withProject({ 'package.json': json({ name: 'shop' }), 'src/main.js': main, 'src/jobs/receipts.js': job('receipts'), 'src/jobs/stock.js': job('stock') }) });
    expect(model.consumers.map(({ destination, handler }) => `${destination?.shown ?? '?'} ${handler?.file.file ?? '?'}`).sort()).toEqual(['receipts src/jobs/receipts.js', 'stock src/jobs/stock.js']);
    expect(model.unknowns.filter(({ reason }) => reason.includes('folder'))).toEqual([]);
  });

  test('a folder that nobody can list is named', () => {
    const main = `
      const fs = require('fs'); const path = require('path'); const { Worker } = require('bullmq');
      for (const file of fs.readdirSync(path.join(__dirname, 'plugins'))) { const { queue, run } = require(path.join(__dirname, 'plugins', file)); new Worker(queue, run); }`;
    const { model } = analyse({ root: withProject({ 'package.json': json({ name: 'shop' }), 'src/main.js': main }) });
    expect(model.unknowns.map(({ wouldDecide }) => wouldDecide)).toContain("the files in 'src/plugins'");
  });

  test('settings that are filled later rule nothing out, options that a call gives do', () => {
    const main = `${imports}
      const settings: { receipts?: boolean } = {};
      export function configure(given: object): void { Object.assign(settings, given); }
      export function start(): void {
        if (settings.receipts) new Worker('receipts', async (job: Job) => sendReceipt(job.data));
        open('stock', { closed: false });
        open('returns', { closed: true });
      }
      function open(queue: string, options: { closed?: boolean; paused?: boolean }): void {
        if (!options.closed && !options.paused) new Worker(queue, async (job: Job) => restock(job.data));
      }`;
    expect(consumersOf({ 'src/main.ts': main }).map((each) => each.split(' ')[0])).toEqual(['receipts', 'stock']);
  });

  test('topics that are the computed keys of an object', () => {
    const main = `
      import { Kafka } from 'kafkajs';
      import { restock, sendReceipt } from './handlers';
      enum Topic { Receipts = 'receipts', Stock = 'stock' }
      const handlers: Record<Topic, (order: { id: string }) => Promise<void>> = { [Topic.Receipts]: sendReceipt, [Topic.Stock]: restock };
      export async function run() {
        const consumer = new Kafka({ brokers: [] }).consumer({ groupId: 'shop' });
        await consumer.subscribe({ topics: Object.keys(handlers) });
        await consumer.run({ eachMessage: async ({ topic, message }) => { await handlers[topic as Topic](JSON.parse(String(message.value))); } });
      }`;
    expect(consumersOf({ 'src/main.ts': main }).filter((each) => !each.endsWith('eachMessage'))).toEqual(['receipts | stock restock', 'receipts | stock sendReceipt']);
  });
});
