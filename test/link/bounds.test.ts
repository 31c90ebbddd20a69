import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { analyse } from '../../src/analyse.ts';
import { auditOf } from '../../src/audit.ts';
import type { Audit } from '../../src/model/audit.ts';
import { withProject } from '../with-project.ts';

function audited(files: Readonly<Record<string, string>>): Audit {
  return auditOf(analyse({ root: withProject(files) }), rules, { version: '0.0.0' });
}

test('a loop that no element can be handed to stays open, once', () => {
  const { producers } = audited({
    'orders.js': `
      import { Queue } from 'bullmq';
      const levels = ['high', 'normal', 'low'];
      class Client {
        async put(channel, order) { await new Queue(channel.name).add('order', order); }
      }
      class Sender {
        constructor(client, channel) { this.client = client; this.channel = channel; }
        async send(order) { await this.client.put(this.channel, order); }
      }
      class Senders {
        senders = new Map();
        constructor(client, channel) {
          for (const level of levels) this.senders.set(level, new Sender(client, { ...channel, name: channel.name + '-' + level }));
        }
        async send(level, order) {
          const sender = this.senders.get(level);
          await sender.send(order);
        }
      }
      class Service {
        constructor(client) { this.senders = new Senders(client, { name: 'orders' }); }
        async place(order) { await this.senders.send(order.level, order); }
      }
      const service = new Service(new Client());
      export const placed = (order) => service.place(order);
    `,
  });
  expect(producers.map(({ destination }) => destination)).toEqual(['orders-${…}']);
});

test('what many calls share is looked at once', () => {
  // Each function calls the next one twice: as a tree, these are 2^30 calls.
  const steps = Array.from({ length: 30 }, (_, at) => {
    const next = `step${String(at + 1)}(job)`;
    return `async function step${String(at)}(job) { await ${next}; if (job.twice) await ${next}; }`;
  });
  const { consumers } = audited({
    'worker.js': `
      import { Worker } from 'bullmq';
      import axios from 'axios';
      ${steps.join('\n')}
      async function step30(job) { await axios.post('https://shop.example/orders', job); }
      async function start(job) { step0(job); }
      new Worker('orders', async (job) => { await start(job); });
    `,
  });
  expect(consumers.map(({ settles }) => settles.status)).toEqual(['early']);
});

test('a template that is asked for from everywhere is cut, and says so', () => {
  const calls = Array.from({ length: 1_600 }, (_, at) => `send('orders-${String(at)}');`);
  const { producers, unknowns } = audited({
    'orders.js': `
      import { Queue } from 'bullmq';
      export async function send(name) { await new Queue(name).add('order', {}); }
      ${calls.join('\n')}
    `,
  });
  expect(producers).toHaveLength(1_500);
  expect(unknowns.map(({ reason }) => reason)).toEqual(['more than 1500 ways lead to send']);
});

test('of a function called in very many ways, the calls beyond the bound are told apart no longer, and never mixed up', () => {
  const ids = Array.from({ length: 320 }, (_, at) => String(at));
  const { producers, unknowns } = audited({
    'queues.js': `
      import { Queue } from 'bullmq';
      const nameOf = (part) => 'orders-' + part;
      ${ids.map((id) => `export const queue${id} = new Queue(nameOf('${id}'));`).join('\n')}
    `,
    'orders.js': `
      import * as queues from './queues.js';
      ${ids.map((id) => `await queues.queue${id}.add('order', {});`).join('\n')}
    `,
  });
  const names = producers.map(({ destination }) => destination);
  expect(names.slice(0, 300)).toEqual(ids.slice(0, 300).map((id) => `orders-${id}`));
  expect(new Set(names.slice(300))).toEqual(new Set(['orders-${…}']));
  const told = unknowns.filter(({ wouldDecide }) => wouldDecide === 'queues.js');
  expect(told.map(({ at, reason }) => `${at.file}:${String(at.line)} ${reason}`)).toEqual(['queues.js:3 nameOf is called in more than 300 ways: the others are taken for one']);
});

test('a cache that is filled with what it already holds is looked at once', () => {
  const methods = Array.from({ length: 6 }, (_, at) => `part${String(at)}(shop) { return this.of(shop).part(${String(at)}); }`);
  const { producers } = audited({
    'invoices.js': `
      import { Queue } from 'bullmq';
      class Invoices {
        constructor(shop) { this.shop = shop; this.queue = new Queue('invoices'); }
        part(at) { return this.queue; }
      }
      class Shops {
        constructor() { this.invoices = new Map(); }
        ${methods.join('\n')}
        of(shop) {
          let invoices = this.invoices.get(shop);
          if (!invoices) {
            invoices = new Invoices(shop);
            this.invoices.set(shop, invoices);
          }
          return invoices;
        }
      }
      await new Shops().part0('paid').add('invoice', {});
    `,
  });
  expect(producers.map(({ destination }) => destination)).toEqual(['invoices']);
});

test('requests that are too many to look into are told', () => {
  const parts = (route: number): readonly string[] => Array.from({ length: 700 }, (_, at) => `const part${String(route)}x${String(at)} = async () => { await axios.post('https://shop.example/${String(at)}'); };`);
  const routes = Array.from({ length: 11 }, (_, at) => at);
  const { unknowns } = audited({
    'package.json': '{ "dependencies": { "express": "5.0.0", "axios": "1.0.0" } }',
    'orders.js': `
      import express from 'express';
      import axios from 'axios';
      const app = express();
      ${routes.flatMap((route) => parts(route)).join('\n')}
      ${routes.map((route) => `async function order${String(route)}(request, response) { ${Array.from({ length: 700 }, (_, at) => `await part${String(route)}x${String(at)}();`).join(' ')} response.end(); }`).join('\n')}
      ${routes.map((route) => `app.post('/orders/${String(route)}', order${String(route)});`).join('\n')}
    `,
  });
  expect(unknowns.map(({ reason }) => reason)).toEqual([
    'work of a request beyond the first 400 places that do some, as in 8 more functions',
    'work of 2 requests that could leave them, from order9 on: those before enter more than 6000 functions',
  ]);
});
