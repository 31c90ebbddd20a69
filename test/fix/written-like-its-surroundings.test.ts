import { describe, expect, test } from 'vitest';
import { withProject } from '../with-project.ts';
import { checkFixes } from './check-fixes.ts';

/** What `orders.ts` looks like when every fix is applied. */
function fixed(text: string): string | undefined {
  return checkFixes(withProject({ 'orders.ts': text })).result.texts.get('orders.ts');
}

describe('an error is thrown on', () => {
  const worker = (handler: string): string =>
    `import { Worker } from 'bullmq'\nimport { PrismaClient } from '@prisma/client'\nconst db = new PrismaClient()\nnew Worker('orders', async (job) => {\n${handler}})\n`;

  test.each([
    [
      'on a line of its own, indented like the last statement',
      '  try {\n    await db.order.update({ where: { id: job.data.id }, data: { paid: true } });\n  } catch (error) {\n    // the customer can pay again\n    console.error(error);\n  }\n',
      '    console.error(error);\n    throw error;\n  }\n',
    ],
    [
      'without a semicolon where there are none',
      '  try {\n    await db.order.update({ where: { id: job.data.id }, data: { paid: true } })\n  } catch (reason) {\n    console.error(reason)\n  }\n',
      '    console.error(reason)\n    throw reason\n  }\n',
    ],
    [
      'with tabs',
      '\ttry {\n\t\tawait db.order.update({ where: { id: job.data.id }, data: { paid: true } });\n\t} catch (e) {\n\t}\n',
      '\t} catch (e) {\n\t\tthrow e;\n\t}\n',
    ],
    [
      'on the same line where all stands on one',
      '  try { await db.order.update({ where: { id: job.data.id }, data: { paid: true } }); } catch (e) { console.error(e); }\n',
      'catch (e) { console.error(e); throw e; }\n',
    ],
    [
      'with the line ends of the file',
      '  try {\r\n    await db.order.update({ where: { id: job.data.id }, data: { paid: true } });\r\n  } catch (e) {\r\n    console.error(e);\r\n  }\r\n',
      '    console.error(e);\r\n    throw e;\r\n  }\r\n',
    ],
  ])('%s', (_, handler, expected) => {
    expect(fixed(worker(handler))).toContain(expected);
  });

  test('not where nothing is caught by name', () => {
    expect(fixed(worker('  try {\n    await db.order.update({ where: { id: job.data.id }, data: {} });\n  } catch {\n  }\n')) ?? '').not.toContain('throw');
  });
});

test('an answer that nobody gets is thrown', () => {
  const text = [
    "/** @param {import('aws-lambda').SQSEvent} event */",
    'export async function handler(event) {',
    '  const { status } = await fetch(`https://orders.example/${event.Records[0].body}`, { method: \'PUT\' });',
    '  if (status > 299) {',
    '    return { statusCode: 500, body: `answered ${status}` }; // the store is down',
    '  }',
    '}',
    '',
  ].join('\n');
  const { result } = checkFixes(withProject({ 'orders.js': text }));
  expect(result.texts.get('orders.js')).toContain(
    "    throw Object.assign(new Error('The message could not be processed'), { statusCode: 500, body: `answered ${status}` }); // the store is down\n",
  );
});

test('failed jobs are kept for a time', () => {
  const text = [
    "import { Queue, Worker } from 'bullmq';",
    "export const orders = new Queue('orders', { defaultJobOptions: { attempts: 3, removeOnFail: true, removeOnComplete: true } });",
    "new Worker('orders', async () => {});",
    '',
  ].join('\n');
  expect(fixed(text)).toContain('{ attempts: 3, removeOnFail: { age: 7 * 24 * 3600 }, removeOnComplete: true }');
});

test('failed jobs are kept in every place that removes them, where those who may say otherwise do not', () => {
  const text = [
    "import { Queue, Worker } from 'bullmq';",
    'const queueOf = (name, options) => new Queue(name, { defaultJobOptions: { removeOnFail: true, ...options } });',
    "const orders = queueOf('orders', { attempts: 3 });",
    "export const place = (id) => orders.add('place', { id }, { removeOnFail: 0 });",
    "export const cancel = (id) => orders.add('cancel', { id });",
    "new Worker('orders', async () => {});",
    '',
  ].join('\n');
  const after = fixed(text);
  expect(after).toContain('{ removeOnFail: { age: 7 * 24 * 3600 }, ...options }');
  expect(after).toContain('{ id }, { removeOnFail: { age: 7 * 24 * 3600 } }');
});

test('nothing is kept where another place that cannot be changed removes it all the same', () => {
  const text = [
    "import { Queue, Worker } from 'bullmq';",
    'const removeOnFail = true;',
    "const orders = new Queue('orders', { defaultJobOptions: { removeOnFail: true } });",
    "export const place = (id) => orders.add('place', { id }, { removeOnFail });",
    "export const cancel = (id) => orders.add('cancel', { id });",
    "new Worker('orders', async () => {});",
    '',
  ].join('\n');
  expect(fixed(text) ?? '').not.toContain('age');
});

test('options stand on lines of their own, and texts in the quotes of the file', () => {
  const text = [
    'import { Queue, Worker } from "bullmq";',
    'import { Pool } from "pg";',
    'const pool = new Pool();',
    'export const orders = new Queue("orders", {',
    '  defaultJobOptions: {',
    '    removeOnComplete: 100,',
    '  },',
    '});',
    'export const place = (id) => orders.add("place", { id });',
    'const worker = new Worker("orders", async (job) => {',
    '  await pool.query("UPDATE orders SET placed = true WHERE id = $1", [job.data.id]);',
    '});',
    '',
  ].join('\n');
  const after = fixed(text);
  expect(after).toContain('  defaultJobOptions: {\n    attempts: 3,\n    backoff: { type: "exponential", delay: 1000 },\n    removeOnComplete: 100,\n');
  expect(after).toContain('process.once("SIGTERM", () => {');
  expect(after).toContain('worker.on("failed", (job, error) => {\n  console.error("A job failed:", job?.id, error);');
});

describe('what is acknowledged by hand behind a catch', () => {
  const consumer = (outer: string): string =>
    [
      "import { PubSub } from '@google-cloud/pubsub';",
      "import { PrismaClient } from '@prisma/client';",
      'const db = new PrismaClient();',
      'async function pay(id: string): Promise<void> {',
      '  try {',
      '    await db.order.update({ where: { id }, data: { paid: true } });',
      '  } catch (error) {',
      '    console.error(error);',
      '  }',
      '}',
      "new PubSub().subscription('orders').on('message', async (message) => {",
      outer,
      '});',
      '',
    ].join('\n');

  test('is thrown on to where it is rejected', () => {
    const outer = '  try {\n    await pay(message.data.toString());\n    message.ack();\n  } catch (error) {\n    message.nack();\n  }';
    expect(fixed(consumer(outer))).toContain('    console.error(error);\n    throw error;\n');
  });

  test('is left alone where nobody rejects it', () => {
    expect(fixed(consumer('  await pay(message.data.toString());\n  message.ack();')) ?? '').not.toContain('throw');
  });

  test('is left alone where the next catch ends it as well', () => {
    const outer = '  try {\n    try {\n      await pay(message.data.toString());\n    } catch (reason) {\n      console.warn(reason);\n    }\n    message.ack();\n  } catch (error) {\n    message.nack();\n  }';
    expect(fixed(consumer(outer)) ?? '').not.toContain('throw error');
  });
});

test('an activity of Temporal throws on what it only logs', () => {
  const files = {
    'worker.ts': "import { Worker } from '@temporalio/worker';\nimport * as activities from './activities';\nexport const start = () => Worker.create({ taskQueue: 'orders', workflowsPath: './workflows', activities });\n",
    'activities.ts': "import axios from 'axios';\nexport async function charge(id: string): Promise<void> {\n  try {\n    await axios.post('https://pay.example/charges', { id }, { timeout: 5000 });\n  } catch (error) {\n    console.error(error);\n  }\n}\n",
  };
  expect(checkFixes(withProject(files)).result.texts.get('activities.ts')).toContain('    console.error(error);\n    throw error;\n');
});

describe('a result that tells of failed entries is read', () => {
  const file = (statement: string): string =>
    `import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient({});\nexport async function place(batches) {\n${statement}}\n`;

  test.each([
    [
      'where it is dropped, behind a comment on its line',
      '  await sqs.send(new SendMessageBatchCommand(batches[0])); // the first only\n',
      "  const { Failed = [] } = await sqs.send(new SendMessageBatchCommand(batches[0])); // the first only\n  if (Failed.length > 0) throw new Error('SendMessageBatch: some entries failed');\n",
    ],
    [
      'in its variable',
      '  const result = await sqs.send(new SendMessageBatchCommand(batches[0]))\n  console.info(result.Successful)\n',
      "  if ((result.Failed ?? []).length > 0) throw new Error('SendMessageBatch: some entries failed')\n  console.info",
    ],
    [
      'in a list',
      '\tawait Promise.all(batches.map((batch) => sqs.send(new SendMessageBatchCommand(batch))));\n',
      "\tconst results = await Promise.all(batches.map((batch) => sqs.send(new SendMessageBatchCommand(batch))));\n\tif (results.some(({ Failed = [] }) => Failed.length > 0)) throw new Error('SendMessageBatch: some entries failed');\n",
    ],
    [
      'under a name of its own each time',
      '  await sqs.send(new SendMessageBatchCommand(batches[0]));\n  await sqs.send(new SendMessageBatchCommand(batches[1]));\n',
      "const { Failed: failed = [] } = await sqs.send(new SendMessageBatchCommand(batches[1]));\n  if (failed.length > 0) throw",
    ],
  ])('%s', (_, statement, expected) => {
    expect(fixed(file(statement))).toContain(expected);
  });

  test('also where what was deleted comes again', () => {
    const text = "import { DeleteMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient({});\nexport async function done(Entries) {\n  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: 'orders', Entries }));\n}\n";
    expect(fixed(text)).toContain("  if (Failed.length > 0) throw new Error('DeleteMessageBatch: some entries failed');\n");
  });

  test.each([
    ['a statement without a block', '  if (batches.length > 0) await sqs.send(new SendMessageBatchCommand(batches[0]));\n'],
    ['a line with more than one statement', '  let n = 0; await sqs.send(new SendMessageBatchCommand(batches[n]));\n'],
    ['a result that is taken apart', '  const { Successful } = await sqs.send(new SendMessageBatchCommand(batches[0]));\n  console.info(Successful);\n'],
  ])('not in %s', (_, statement) => {
    expect(fixed(file(statement))).toBeUndefined();
  });
});

test('each worker that has no name gets its own, a listener, and is closed before the process ends', () => {
  const text = [
    "import { Worker } from 'bullmq'",
    "import { Pool } from 'pg'",
    'const pool = new Pool()',
    "new Worker('charges', async (job) => {",
    "    await pool.query('UPDATE orders SET charged = true WHERE id = $1', [job.data.id])",
    '})',
    "export const refunds = new Worker('refunds', async (job) => {",
    "    await pool.query('UPDATE orders SET refunded = true WHERE id = $1', [job.data.id])",
    '})',
    '',
  ].join('\n');
  expect(fixed(text)).toBe(
    [
      "import { Worker } from 'bullmq'",
      "import { Pool } from 'pg'",
      'const pool = new Pool()',
      "const worker = new Worker('charges', async (job) => {",
      "    await pool.query('UPDATE orders SET charged = true WHERE id = $1', [job.data.id])",
      '})',
      "worker.on('failed', (job, error) => {",
      "    console.error('A job failed:', job?.id, error)",
      '})',
      "export const refunds = new Worker('refunds', async (job) => {",
      "    await pool.query('UPDATE orders SET refunded = true WHERE id = $1', [job.data.id])",
      '})',
      "process.once('SIGTERM', () => {",
      '    void Promise.all([worker.close(), refunds.close()]).finally(() => process.exit())',
      '})',
      "refunds.on('failed', (job, error) => {",
      "    console.error('A job failed:', job?.id, error)",
      '})',
      '',
    ].join('\n'),
  );
});

describe('no worker is closed at SIGTERM', () => {
  test.each([
    ['that a function makes', "export function start() {\n  new Worker('charges', charge);\n}\n"],
    ['where something else listens', "const worker = new Worker('charges', charge);\nprocess.on('SIGINT', () => process.exit());\n"],
    ['that may be another one by then', "let worker = new Worker('charges', charge);\nworker = new Worker('refunds', charge);\n"],
  ])('%s', (_, text) => {
    const head = "import { Worker } from 'bullmq';\nasync function charge(job) {\n  await fetch(`https://bank.example/${job.id}`, { method: 'PUT' });\n}\n";
    expect(fixed(head + text) ?? '').not.toContain('SIGTERM');
  });
});

describe('a queue of a program gets a dead-letter queue', () => {
  const stack = (queue: string): string =>
    [
      "import { App, Stack } from 'aws-cdk-lib';",
      "import * as lambda from 'aws-cdk-lib/aws-lambda';",
      "import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';",
      "import * as sqs from 'aws-cdk-lib/aws-sqs';",
      'export class Orders extends Stack {',
      '  constructor(scope, id) {',
      '    super(scope, id);',
      `    const orders = ${queue};`,
      "    const place = new lambda.Function(this, 'Place', { handler: 'place.handler', code: lambda.Code.fromAsset('.') });",
      '    place.addEventSource(new SqsEventSource(orders));',
      '  }',
      '}',
      "new Orders(new App(), 'orders');",
      '',
    ].join('\n');
  const handler = "export async function handler(event) {\n  for (const { body } of event.Records) await fetch(body, { method: 'PUT' });\n}\n";
  const stackWith = (queue: string): string | undefined => checkFixes(withProject({ 'orders.ts': stack(queue), 'place.js': handler })).result.texts.get('orders.ts');

  test.each([
    ['without properties', "new sqs.Queue(this, 'Orders')", "new sqs.Queue(this, 'Orders', { deadLetterQueue: { queue: new sqs.Queue(this, 'OrdersDeadLetters'), maxReceiveCount: 5 } });"],
    ['of its own type', "new sqs.Queue(this, 'Orders', { fifo: true })", "{ deadLetterQueue: { queue: new sqs.Queue(this, 'OrdersDeadLetters', { fifo: true }), maxReceiveCount: 5 }, fifo: true });"],
  ])('%s', (_, queue, expected) => {
    expect(stackWith(queue)).toContain(expected);
  });

  test.each([
    ['whose id is put together', "new sqs.Queue(this, `${id}Orders`)"],
    ['whose messages may outlive those of another', "new sqs.Queue(this, 'Orders', { retentionPeriod: Duration.days(14) })"],
  ])('not one %s', (_, queue) => {
    expect(stackWith(queue) ?? '').not.toContain('DeadLetters');
  });
});
