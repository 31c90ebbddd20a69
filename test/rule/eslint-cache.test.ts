import fs from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import plugin from '../../src/plugin.ts';
import { withProject } from '../with-project.ts';

const worker = "import { Worker } from 'bullmq';\nimport { handle } from './handle.js';\nnew Worker('orders', handle);\n";
const rethrows = "export async function handle(job) { await fetch('https://stock.example', { method: 'PUT', body: job.data.id }); }\n";
const swallows = "export async function handle(job) { try { await fetch('https://stock.example', { method: 'PUT', body: job.data.id }); } catch {} }\n";
const mails = "import nodemailer from 'nodemailer';\nexport async function handle(job) { await nodemailer.createTransport('smtp://mail').sendMail({ to: job.data.to }); }\n";
const shop = {
  'package.json': '{ "type": "module", "dependencies": { "bullmq": "^5.0.0" } }',
  'worker.js': worker,
  'handle.js': rethrows,
  'other.js': 'export const none = 1;\n',
};

/** A run of `eslint --cache` in a process of its own, as far as ESLint can tell. Out: what it says of each file, and which files it linted anew. */
async function run(root: string, rules: object = {}): Promise<{ readonly said: readonly string[]; readonly linted: readonly string[] }> {
  const linted: string[] = [];
  const noting = {
    rules: {
      noting: {
        create: ({ filename }: { readonly filename: string }) => {
          linted.push(path.basename(filename));
          return {};
        },
      },
    },
    meta: { name: 'noting', version: '1.0.0' },
  };
  const eslint = new ESLint({
    cwd: root,
    cache: true,
    cacheLocation: path.join(root, '.eslintcache'),
    cacheStrategy: 'content',
    overrideConfigFile: true,
    overrideConfig: [...plugin.configs.all, { plugins: { noting }, rules: { 'noting/noting': 'error', ...rules }, settings: { 'async-patterns': { root } } }],
  });
  const results = await eslint.lintFiles(['*.js']);
  // What is kept is written when the event loop turns.
  await new Promise((resolve) => setTimeout(resolve, 20));
  const said = results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, line }) => `${path.basename(filePath)}:${String(line)} ${ruleId ?? '?'}`));
  return { said, linted };
}

function write(root: string, file: string, text: string): void {
  fs.writeFileSync(path.join(root, file), text);
}

/** Longer than the session's pause between two looks at the disk: here all runs share one. */
async function later(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 400));
}

test('a file is linted anew when another file makes it wrong, and when another file makes it right', async () => {
  const root = withProject(shop);
  const right = await run(root);
  expect(right.linted.toSorted()).toEqual(['handle.js', 'other.js', 'worker.js']);
  expect(right.said).not.toContainEqual(expect.stringContaining('require-idempotent-consumer'));

  write(root, 'handle.js', mails);
  await later();
  const wrong = await run(root);
  expect(wrong.said).toContain('worker.js:3 async-patterns/require-idempotent-consumer');

  write(root, 'handle.js', rethrows);
  await later();
  expect((await run(root)).said).toEqual(right.said);
});

test('nothing is linted anew when nothing changed, and only what changed when others are judged as before', async () => {
  const root = withProject({ ...shop, 'handle.js': swallows });
  const first = await run(root);
  expect(first.said).toContain('handle.js:1 async-patterns/no-swallowed-failure');
  expect((await run(root)).linted).toEqual([]);

  write(root, 'other.js', 'export const none = 2;\n');
  await later();
  expect(await run(root)).toEqual({ said: first.said, linted: ['other.js'] });

  // Its findings move; those of other files do not speak of it.
  write(root, 'handle.js', `\n${swallows}`);
  await later();
  const moved = await run(root);
  expect(moved.said).toContain('handle.js:2 async-patterns/no-swallowed-failure');
  expect(moved.linted).toContain('handle.js');
});

test('an infrastructure file that changes counts as well', async () => {
  const root = withProject({ 'package.json': '{ "dependencies": { "sqs-consumer": "^12.0.0" } }', 'consumer.js': "import { Consumer } from 'sqs-consumer';\nConsumer.create({ queueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/orders', handleMessage: async ({ Body }) => { await fetch('https://stock.example', { method: 'PUT', body: Body }); } }).start();\n", 'main.tf': 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n' });
  const lost = await run(root);
  expect(lost.said).toContainEqual(expect.stringContaining('require-dead-letter'));
  write(root, 'main.tf', 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 5 })\n}\nresource "aws_sqs_queue" "dead" {\n  name = "dead"\n}\n');
  await later();
  const kept = await run(root);
  expect(kept.said.filter((each) => each.endsWith('/require-dead-letter'))).toEqual([]);
});
