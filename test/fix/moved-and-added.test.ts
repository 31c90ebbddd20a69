import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { analyse } from '../../src/analyse.ts';
import { auditOf } from '../../src/audit.ts';
import { applyEdits } from '../../src/fix/apply-edits.ts';
import { withProject } from '../with-project.ts';
import { checkFixes } from './check-fixes.ts';

/** What `orders.ts` looks like with what one rule suggests, whatever other rules would say of it. */
function suggested(rule: string, text: string, files: Readonly<Record<string, string>> = {}): string | undefined {
  const root = withProject({ 'orders.ts': text, ...files });
  const { findings } = auditOf(analyse({ root }), rules, { version: '0.0.0' });
  const [finding, ...others] = findings.filter(({ ruleId }) => ruleId === rule);
  expect(others).toEqual([]);
  const [suggestion] = finding?.suggestions ?? [];
  const after = suggestion && applyEdits(text, suggestion.edits);
  if (after !== undefined) {
    const left = auditOf(analyse({ root, overlay: new Map([[`${root}/orders.ts`, after]]) }), rules, { version: '0.0.0' }).findings;
    expect(left.filter(({ ruleId }) => ruleId === rule)).toEqual([]);
  }
  return after;
}

function lines(...all: readonly string[]): string {
  return [...all, ''].join('\n');
}

describe('a send leaves its transaction', () => {
  const header = ["import { Queue } from 'bullmq';", "import { PrismaClient } from '@prisma/client';", 'const db = new PrismaClient();', "const placed = new Queue('placed');"];
  const place = (...inside: readonly string[]): string => lines(...header, 'export async function place(id: string): Promise<void> {', '  await db.$transaction(async (tx) => {', ...inside, '  });', '}');

  test('where it is the last thing inside', () => {
    const after = suggested('no-send-in-transaction', place("    await tx.order.create({ data: { id, state: 'placed' } });", "    await placed.add('placed', {", '      id,', '    }); // for the mails'));
    expect(after).toBe(lines(...header, 'export async function place(id: string): Promise<void> {', '  await db.$transaction(async (tx) => {', "    await tx.order.create({ data: { id, state: 'placed' } });", '  });', "  await placed.add('placed', {", '    id,', '  }); // for the mails', '}'));
  });

  test.each([
    ['something comes behind it', ['    await tx.order.create({ data: { id } });', "    await placed.add('placed', { id });", '    await tx.order.update({ where: { id }, data: { sent: true } });']],
    ['it speaks of what is made inside', ['    const order = await tx.order.create({ data: { id } });', "    await placed.add('placed', { number: order.number });"]],
    ['the function may be left before', ['    await tx.order.create({ data: { id } });', "    if (id === '') return;", "    await placed.add('placed', { id });"]],
    ['a comment stands above it', ['    await tx.order.create({ data: { id } });', '    // the mails wait for it', "    await placed.add('placed', { id });"]],
  ])('not where %s', (_, inside) => {
    expect(suggested('no-send-in-transaction', place(...inside))).toBeUndefined();
  });
});

describe('RabbitMQ', () => {
  const consumer = (...setUp: readonly string[]): string =>
    lines(
      "import amqp from 'amqplib';",
      "import { Pool } from 'pg';",
      'const pool = new Pool();',
      'export async function start(): Promise<void> {',
      "  const channel = await (await amqp.connect('amqp://rabbitmq')).createChannel();",
      ...setUp,
      "  await channel.consume('orders', async (message) => {",
      '    if (!message) return;',
      '    try {',
      "      await pool.query('UPDATE orders SET placed = true WHERE id = $1', [message.content.toString()]);",
      '      channel.ack(message);',
      '    } catch (error) {',
      '      console.error(error);',
      '      channel.nack(message, false, false);',
      '    }',
      '  });',
      '}',
    );

  test('a channel gets a limit', () => {
    expect(suggested('no-hazardous-broker-option', consumer("  await channel.assertQueue('orders', { durable: true });"))).toContain("  await channel.prefetch(10);\n  await channel.consume('orders', async");
  });

  test('a queue gets a dead-letter queue', () => {
    expect(suggested('require-dead-letter', consumer('  await channel.prefetch(10);', "  await channel.assertQueue('orders', { durable: true });"))).toContain(
      "  await channel.assertQueue('orders.dead-letters', { durable: true });\n  await channel.assertQueue('orders', { deadLetterExchange: '', deadLetterRoutingKey: 'orders.dead-letters', durable: true });\n",
    );
  });

  test('nothing is suggested for a queue that two places declare: both would have to say the same', () => {
    expect(suggested('require-dead-letter', consumer('  await channel.prefetch(10);', "  await channel.assertQueue('orders', { durable: true });", "  await channel.assertQueue('orders', { durable: true });"))).toBeUndefined();
  });

  test('an acknowledgement moves behind the work', () => {
    const early = lines(
      "import amqp from 'amqplib';",
      "import { Pool } from 'pg';",
      'const pool = new Pool();',
      'export async function start(channel: amqp.Channel): Promise<void> {',
      "  await channel.consume('orders', async (message) => {",
      '    if (!message) return;',
      '    channel.ack(message);',
      "    await pool.query('UPDATE orders SET placed = true WHERE id = $1', [message.content.toString()]);",
      '  });',
      '}',
    );
    expect(suggested('no-early-settle', early)).toContain('    if (!message) return;\n    await pool.query(\'UPDATE orders SET placed = true WHERE id = $1\', [message.content.toString()]);\n    channel.ack(message);\n  });\n');
  });

  test('what is rejected without a word is logged', () => {
    const silent = consumer('  await channel.prefetch(10);').replace('      console.error(error);\n', '');
    expect(suggested('require-failure-signal', silent)).toContain('      channel.nack(message, false, false);\n      console.error(error);\n    }\n');
  });

  test('NestJS gets a limit of messages in work', () => {
    const main = lines(
      "import { NestFactory } from '@nestjs/core';",
      "import { Transport } from '@nestjs/microservices';",
      "import { AppModule } from './app.module';",
      'export const app = NestFactory.createMicroservice(AppModule, {',
      '  transport: Transport.RMQ,',
      '  options: {',
      "    urls: ['amqp://rabbitmq'],",
      "    queue: 'orders',",
      '    noAck: false,',
      '  },',
      '});',
    );
    const files = {
      'app.module.ts': "import { Module } from '@nestjs/common';\nimport { Orders } from './orders.controller';\n@Module({ controllers: [Orders] })\nexport class AppModule {}\n",
      'orders.controller.ts':
        "import { Controller } from '@nestjs/common';\nimport { Ctx, EventPattern, RmqContext } from '@nestjs/microservices';\n@Controller()\nexport class Orders {\n  @EventPattern('placed')\n  async placed(order: object, @Ctx() context: RmqContext): Promise<void> {\n    await fetch('https://orders.example', { method: 'PUT', body: JSON.stringify(order), signal: AbortSignal.timeout(1000) });\n    context.getChannelRef().ack(context.getMessage());\n  }\n}\n",
    };
    expect(suggested('no-hazardous-broker-option', main, files)).toContain("  options: {\n    prefetchCount: 10,\n    urls: ['amqp://rabbitmq'],\n");
  });
});

test('what a handler catches without a word is logged', () => {
  const handler = lines(
    "import type { SQSEvent } from 'aws-lambda';",
    "import { Pool } from 'pg';",
    'const pool = new Pool();',
    'export async function handler(event: SQSEvent): Promise<void> {',
    '  for (const { body } of event.Records) {',
    '    try {',
    "      await pool.query('UPDATE orders SET placed = true WHERE id = $1', [body]);",
    '    } catch (reason) {',
    '      // the next one',
    '    }',
    '  }',
    '}',
  );
  expect(suggested('require-failure-signal', handler)).toContain('      // the next one\n      console.error(reason);\n    }\n');
});

describe('sqs-consumer', () => {
  const consumer = (...options: readonly string[]): string =>
    lines(
      "import { Pool } from 'pg';",
      "import { Consumer } from 'sqs-consumer';",
      'const pool = new Pool();',
      'export const orders = Consumer.create({',
      "  queueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders',",
      ...options,
      '});',
    );
  const files = { 'package.json': '{ "dependencies": { "sqs-consumer": "^14.0.0", "pg": "^8.0.0" } }' };
  const work = "    await pool.query('UPDATE orders SET placed = true WHERE id = $1', [message.MessageId]);";

  test('returns the message that is done', () => {
    expect(suggested('no-hazardous-broker-option', consumer('  handleMessage: async (message) => {', work, '  },'), files)).toContain(`${work}\n    return message;\n  },\n`);
  });

  test('keeps the message hidden while its handler works', () => {
    const after = suggested('require-lock-beyond-handler', consumer('  visibilityTimeout: 30,', '  handleMessageTimeout: 120_000,', '  handleMessage: async (message) => {', work, '    return message;', '  },'), files);
    expect(after).toContain("create({\n  heartbeatInterval: 10,\n  queueUrl: 'https");
  });
});

test('what is added goes together with everything else that is suggested', () => {
  const text = lines(
    "import amqp from 'amqplib';",
    "import { Pool } from 'pg';",
    'const pool = new Pool();',
    'export async function start(): Promise<void> {',
    "  const channel = await (await amqp.connect('amqp://rabbitmq')).createChannel();",
    "  await channel.assertQueue('orders');",
    "  await channel.consume('orders', async (message) => {",
    '    if (!message) return;',
    '    try {',
    "      await pool.query('UPDATE orders SET placed = true WHERE id = $1', [message.content.toString()]);",
    '      channel.ack(message);',
    '    } catch (error) {',
    '      channel.nack(message, false, false);',
    '    }',
    '  });',
    '}',
  );
  const { rows, result } = checkFixes(withProject({ 'orders.ts': text }));
  for (const row of rows.values()) expect(row).toMatchObject({ unparsable: 0, stayed: 0, again: 0, typeErrors: 0 });
  expect(result.texts.get('orders.ts')).toContain("assertQueue('orders', { deadLetterExchange: '', deadLetterRoutingKey: 'orders.dead-letters' })");
});
