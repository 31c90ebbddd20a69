import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { analyse } from '../../src/analyse.ts';
import { auditOf } from '../../src/audit.ts';
import type { Audit } from '../../src/model/audit.ts';
import { withProject } from '../with-project.ts';

function audited(text: string): Audit {
  return auditOf(analyse({ root: withProject({ 'orders.ts': text }) }), rules, { version: '0.0.0', onlyRules: ['no-floating-send'] });
}

test('the audit says what becomes of each send', () => {
  const { producers } = audited(`
    import { Queue } from 'bullmq';
    import amqp from 'amqplib';
    const queue = new Queue('orders');
    export async function awaited() { await queue.add('a', {}); }
    export function returned() { return queue.add('b', {}); }
    export function handedOver(keep: (job: unknown) => void) { keep(queue.add('c', {})); }
    export async function floating() { queue.add('d', {}); }
    async function publish(event: object) { try { await queue.add('e', event); } catch (error) { console.error(error); } }
    export async function swallowed() { await publish({}); }
    export async function notAPromise() {
      const connection = await amqp.connect('amqp://rabbit');
      const channel = await connection.createChannel();
      channel.sendToQueue('orders', Buffer.from(''));
    }
  `);
  expect(producers.map(({ outcome }) => outcome)).toEqual(['awaited', 'returned', 'handed-over', 'floating', 'swallowed', 'not-a-promise']);
});

test('await is suggested where it may stand', () => {
  const text = `
    import { Queue } from 'bullmq';
    const queue = new Queue('orders');
    export async function place(order: object) {
      queue.add('place', order);
    }
    export function remind(order: object) {
      queue.add('remind', order);
    }
    export async function cancel(order: object) {
      void queue.add('cancel', order);
      queue.add('refund', order).then(() => console.log('sent'));
    }
  `;
  const edits = audited(text).findings.map(({ suggestions }) => suggestions.flatMap((suggestion) => suggestion.edits));
  const start = text.indexOf("queue.add('place'");
  expect(edits).toEqual([[{ file: 'orders.ts', start, end: start, text: 'await ' }], [], [], []]);
});
