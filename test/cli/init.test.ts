import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { main } from '../../src/cli/main.ts';
import { readConfig } from '../../src/settings/read-config.ts';
import { json, withProject } from '../with-project.ts';

async function initialised(root: string, ...more: readonly string[]): Promise<{ readonly code: number; readonly output: string; readonly errors: string }> {
  let output = '';
  let errors = '';
  const code = await main(['init', ...more], { folder: root, environment: {}, output: { write: (text) => (output += text) }, errors: { write: (text) => (errors += text) } });
  return { code, output, errors };
}

function written(root: string, file: string): string | undefined {
  const name = path.join(root, file);
  return fs.existsSync(name) ? fs.readFileSync(name, 'utf8') : undefined;
}

/** Two private packages, a queue that others declare, and a wrapper that is followed. */
const project = {
  'package.json': json({ type: 'module', dependencies: { 'sqs-consumer': '^11.0.0', bullmq: '^5.0.0' }, devDependencies: { 'typescript-eslint': '^8.0.0', eslint: '^10.0.0' } }),
  'src/start.ts': [
    "import { Queue } from '@harbour/queue';",
    "import { sendReceipt } from '@harbour/mail';",
    "import { serve } from '@harbour/http';",
    "import { Consumer } from 'sqs-consumer';",
    "import { startWorker } from './start-worker.ts';",
    '',
    'new Queue().subscribe({ topic: "orders", async onMessage(order) { await fetch("https://stock.example/", { method: "PUT", body: order }); } });',
    'Consumer.create({ queueUrl: "https://sqs.eu-west-1.amazonaws.com/1/parcels", handleMessage: async (message) => { await sendReceipt(message.Body); } }).start();',
    'startWorker("labels", async (job) => { await fetch(job.data.url, { method: "PUT" }); });',
    'startWorker("returns", async (job) => { await sendReceipt(job.data); });',
    'serve.post("/orders", async (request) => { await fetch("https://stock.example/", { method: "PUT", body: request.body }); });',
    '',
  ].join('\n'),
  'src/start-worker.ts': "import { Worker } from 'bullmq';\nexport function startWorker(name: string, handle: (job: any) => Promise<void>): Worker {\n  return new Worker(name, handle);\n}\n",
  'infra/main.tf': 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n',
};

describe('in a project without configs', () => {
  test('writes a config for ESLint in the words of the package', async () => {
    const root = withProject(project);
    const { code, output, errors } = await initialised(root);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(written(root, 'eslint.config.js')).toBe(
      [
        "import asyncPatterns from 'eslint-plugin-async-patterns';",
        "import tseslint from 'typescript-eslint';",
        '',
        'export default [',
        "  { files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser: tseslint.parser } },",
        '  ...asyncPatterns.configs.recommended,',
        '  ...asyncPatterns.configs.infrastructure, // shows a finding in the infrastructure file where it is mended',
        '];',
        '',
      ].join('\n'),
    );
    expect(output).toContain('Found: 3 consumers, 0 producers, 0 request entries.');
    expect(output).toContain('src/start-worker.ts:3  around BullMQ: 2 consumers');
    expect(output).toContain('npm install --save-dev eslint-plugin-async-patterns\n');
  });

  test('in CommonJS where the package is', async () => {
    const root = withProject({ 'worker.js': "const { Queue, Worker } = require('bullmq');\nexports.orders = new Queue('orders');\nnew Worker('orders', async (job) => { await fetch(job.data.url, { method: 'PUT' }); });\n" });
    expect((await initialised(root)).output).toContain('npm install --save-dev eslint eslint-plugin-async-patterns\n');
    expect(written(root, 'eslint.config.js')).toBe("const asyncPatterns = require('eslint-plugin-async-patterns');\n\nmodule.exports = [\n  ...asyncPatterns.configs.recommended,\n];\n");
    expect(written(root, 'async-patterns.config.json')).toBeUndefined();
  });

  test('proposes declarations as comments, with what they rest on', async () => {
    const root = withProject(project);
    const { output } = await initialised(root);
    const config = written(root, 'async-patterns.config.json') ?? '';
    expect(readConfig(config)).toEqual({ consumers: [], effects: [], endpoints: [], queues: [] });
    expect(config).toContain(
      '    // src/start.ts:7 gives it a function that changes something, or may\n    // { "package": "@harbour/queue", "call": "Queue.subscribe", "destination": "0.topic", "handler": "0.onMessage", "like": "?" },\n',
    );
    expect(config).toContain("    // src/start.ts:10 awaited for a message of 'returns'\n    // src/start.ts:8 awaited for a message of 'https://sqs.eu-west-1.amazonaws.com/1/parcels'\n    // { \"package\": \"@harbour/mail\", \"call\": \"sendReceipt\", \"effect\": \"?\" },\n");
    expect(config).toContain('// { "system": "aws_sqs", "name": "parcels", "deadLetter": "?" },');
    expect(config).toContain('// { "package": "@harbour/http", "call": "serve.post", "method": "POST", "path": 0, "handler": 1 },');
    expect(output).toContain("consumers: Queue.subscribe of @harbour/queue  (src/start.ts:7 gives it a function that changes something, or may)");
  });

  test('what it proposes counts once it is filled in', async () => {
    const root = withProject(project);
    await initialised(root);
    const answered = (written(root, 'async-patterns.config.json') ?? '').replaceAll('// {', '{').replace('"like": "?"', '"like": "bullmq"').replace('"effect": "?"', '"effect": "mail"').replaceAll('"?"', 'true');
    fs.writeFileSync(path.join(root, 'async-patterns.config.json'), answered);
    const { model } = analyse({ root });
    expect(model.consumers.map(({ destination }) => destination?.shown).sort()).toEqual(['https://sqs.eu-west-1.amazonaws.com/1/parcels', 'labels', 'orders', 'returns']);
    expect(model.entries.map(({ method, path: route }) => `${method ?? ''} ${route ?? ''}`)).toEqual(['POST /orders']);
  });
});

describe('what is there already', () => {
  const existing = { ...project, 'eslint.config.mjs': 'export default [];\n', 'async-patterns.config.json': '{ "ignore": ["legacy/"] }\n' };

  test('is left alone, and what would be added is shown', async () => {
    const root = withProject(existing);
    const { code, output } = await initialised(root);
    expect(code).toBe(0);
    expect(written(root, 'eslint.config.mjs')).toBe(existing['eslint.config.mjs']);
    expect(written(root, 'eslint.config.js')).toBeUndefined();
    expect(written(root, 'async-patterns.config.json')).toBe(existing['async-patterns.config.json']);
    expect(output).toContain('eslint.config.mjs is there already and was left alone. Add to it:');
    expect(output).toContain('    ...asyncPatterns.configs.recommended,');
    expect(output).toContain('async-patterns.config.json is there already and was left alone.');
    expect(output).toContain('"call": "Queue.subscribe"');
  });

  test('is written over when that is asked for', async () => {
    const root = withProject(existing);
    await initialised(root, '--force');
    expect(written(root, 'eslint.config.mjs')).toContain('...asyncPatterns.configs.recommended');
    expect(written(root, 'async-patterns.config.json')).toContain('@harbour/queue');
  });

  test('an old config of ESLint is never joined by a new one that would put it out of work', async () => {
    const root = withProject({ ...project, '.eslintrc.json': '{}' });
    const { output } = await initialised(root, '--force');
    expect(written(root, 'eslint.config.js')).toBeUndefined();
    expect(output).toMatch(/^\.eslintrc\.json is there already and was left alone; ESLint 9\.22 reads an eslint\.config\.js instead/m);
  });
});

test.each([
  [['nowhere'], /There is no folder ".*nowhere"/],
  [['.', 'src'], /Name one folder, not also "src"/],
])('init %j ends with a sentence', async (given, fault) => {
  const { code, errors } = await initialised(withProject(project), ...given);
  expect(code).toBe(2);
  expect(errors).toMatch(fault);
});

test('a project with nothing in it, or with broken files, gets a config all the same', async () => {
  const projects: readonly Readonly<Record<string, string>>[] = [{}, { 'package.json': '{ "type": ', 'a.ts': 'export {{{' }];
  for (const files of projects) {
    const root = withProject(files);
    expect((await initialised(root)).code).toBe(0);
    expect(written(root, 'eslint.config.js')).toContain('asyncPatterns');
  }
});
