import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { json, withProject } from '../with-project.ts';

/** Where two queues send that keep their client in an object of `Connection`. In: that class, and how the base class uses it. */
function sentBy(connection: string, base: string): readonly (string | undefined)[] {
  const { model } = analyse({
    root: withProject({
      'package.json': json({ name: 'shop', dependencies: { bullmq: '5.40.0' } }),
      'src/connection.ts': `import { Queue } from 'bullmq'; export class Connection { private queue?: Queue; ${connection} }`,
      'src/queues.ts': `
        import type { Queue } from 'bullmq';
        import { Connection } from './connection';
        class BaseQueue { constructor(readonly topic: string, private readonly connection: Connection) {} ${base} }
        export class OrderQueue extends BaseQueue { constructor() { super('orders', new Connection()); this.create(); } }
        export class MailQueue extends BaseQueue { constructor() { super('mails', new Connection()); this.create(); } }`,
      'src/place.ts': `
        import { MailQueue, OrderQueue } from './queues';
        const orders = new OrderQueue();
        const mails = new MailQueue();
        export async function place(order: { id: string }): Promise<void> { await orders.add(order); await mails.add({ order: order.id }); }`,
    }),
  });
  return model.producers.map(({ destination }) => destination?.shown).sort();
}

test('what a call puts into a field and returns is what that call was given', () => {
  const connection = 'open(name: string): Queue { this.queue = new Queue(name); return this.queue; }';
  const base = `
    queue!: Queue;
    create(): void { this.queue = this.connection.open(this.topic); }
    async add(data: object): Promise<void> { await this.queue.add(this.topic, data); }`;
  expect(sentBy(connection, base)).toEqual(['mails', 'orders']);
});

test('what an object was told is what the object that made it told it', () => {
  const connection = `
    open(name: string): void { this.queue = new Queue(name); }
    async send(data: object): Promise<void> { await this.queue?.add('job', data); }`;
  const base = `
    create(): void { this.connection.open(this.topic); }
    async add(data: object): Promise<void> { await this.connection.send(data); }`;
  expect(sentBy(connection, base)).toEqual(['mails', 'orders']);
});
