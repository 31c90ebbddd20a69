import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { json, withProject } from '../with-project.ts';

test('what a call puts into a field and returns is what that call was given', () => {
  const { model } = analyse({
    root: withProject({
      'package.json': json({ name: 'shop', dependencies: { bullmq: '5.40.0' } }),
      'src/connection.ts': `
        import { Queue } from 'bullmq';
        export class Connection {
          private queue?: Queue;
          open(name: string): Queue {
            this.queue = new Queue(name);
            return this.queue;
          }
        }`,
      'src/queues.ts': `
        import type { Queue } from 'bullmq';
        import { Connection } from './connection';
        class BaseQueue {
          queue!: Queue;
          constructor(readonly topic: string, private readonly connection: Connection) {}
          create(): void { this.queue = this.connection.open(this.topic); }
          async add(data: object): Promise<void> { await this.queue.add(this.topic, data); }
        }
        export class OrderQueue extends BaseQueue {
          constructor() { super('orders', new Connection()); this.create(); }
        }
        export class MailQueue extends BaseQueue {
          constructor() { super('mails', new Connection()); this.create(); }
        }`,
      'src/place.ts': `
        import { MailQueue, OrderQueue } from './queues';
        const orders = new OrderQueue();
        const mails = new MailQueue();
        export async function place(order: { id: string }): Promise<void> {
          await orders.add(order);
          await mails.add({ order: order.id });
        }`,
    }),
  });
  expect(model.producers.map(({ destination }) => destination?.shown).sort()).toEqual(['mails', 'orders']);
});

test('what an object was told is what the object that made it told it', () => {
  const { model } = analyse({
    root: withProject({
      'package.json': json({ name: 'shop', dependencies: { bullmq: '5.40.0' } }),
      'src/connection.ts': `
        import { Queue } from 'bullmq';
        export class Connection {
          private queue?: Queue;
          open(name: string): void { this.queue = new Queue(name); }
          async send(data: object): Promise<void> { await this.queue?.add('job', data); }
        }`,
      'src/queues.ts': `
        import { Connection } from './connection';
        class BaseQueue {
          constructor(readonly topic: string, private readonly connection: Connection) {}
          create(): void { this.connection.open(this.topic); }
          async add(data: object): Promise<void> { await this.connection.send(data); }
        }
        export class OrderQueue extends BaseQueue {
          constructor() { super('orders', new Connection()); this.create(); }
        }
        export class MailQueue extends BaseQueue {
          constructor() { super('mails', new Connection()); this.create(); }
        }`,
      'src/place.ts': `
        import { MailQueue, OrderQueue } from './queues';
        const orders = new OrderQueue();
        const mails = new MailQueue();
        export async function place(order: { id: string }): Promise<void> {
          await orders.add(order);
          await mails.add({ order: order.id });
        }`,
    }),
  });
  expect(model.producers.map(({ destination }) => destination?.shown).sort()).toEqual(['mails', 'orders']);
});
