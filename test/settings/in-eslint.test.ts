import path from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import plugin from '../../src/plugin.ts';
import { json, withProject } from '../with-project.ts';

const worker = `import { subscribe } from '@harbour/queue';
subscribe('orders', async (order) => {
  try {
    await fetch('https://stock.example/orders', { method: 'PUT', body: order });
  } catch {}
});
`;
const declared = { consumers: [{ package: '@harbour/queue', call: 'subscribe', destination: 0, handler: 1, like: 'bullmq' }] };
const stale = { queues: [{ system: 'kafka', name: 'parcels', deadLetter: true }] };

async function reported(root: string, settings: object, file: string): Promise<readonly string[]> {
  const config: Linter.Config[] = [...plugin.configs.recommended, { settings: { 'async-patterns': { root, ...settings } } }];
  const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: config });
  const [result] = await eslint.lintFiles([path.join(root, file)]);
  return (result?.messages ?? []).map(({ ruleId, line, message }) => `${String(line)} ${ruleId?.replace('async-patterns/', '') ?? ''}: ${message}`);
}

async function audited(root: string): Promise<{ readonly code: number; readonly errors: string; readonly rules: readonly string[] }> {
  let output = '';
  let errors = '';
  const code = await main(['audit', root, '--format', 'json'], { folder: root, environment: {}, output: { write: (text) => (output += text) }, errors: { write: (text) => (errors += text) } });
  const { findings = [] } = output === '' ? {} : (JSON.parse(output) as { readonly findings: readonly { readonly ruleId: string }[] });
  return { code, errors, rules: findings.map(({ ruleId }) => ruleId) };
}

test('what is declared counts the same in the settings of ESLint and in the config file, for ESLint and the audit', async () => {
  const bare = withProject({ 'worker.js': worker });
  expect(await reported(bare, {}, 'worker.js')).toEqual([]);
  const swallowed = expect.stringMatching(/^5 no-swallowed-failure: The handler of 'orders' catches every error/) as unknown;
  expect(await reported(bare, declared, 'worker.js')).toEqual([swallowed]);

  const configured = withProject({ 'worker.js': worker, 'async-patterns.config.json': json(declared) });
  expect(await reported(configured, {}, 'worker.js')).toEqual([swallowed]);
  expect((await audited(configured)).rules).toEqual(expect.arrayContaining(['no-swallowed-failure']));
});

test('a stale declaration in the settings of ESLint is reported in its config', async () => {
  const root = withProject({
    'worker.js': worker,
    'eslint.config.js': "export default [\n  { settings: { 'async-patterns': { queues: [{ system: 'kafka',\n    name: 'parcels' }] } } },\n];\n",
  });
  expect(await reported(root, stale, 'eslint.config.js')).toEqual(["3 no-stale-declaration: 'queues[0]' speaks of 'parcels', which nothing sends to or consumes: it says nothing."]);
  expect(await reported(root, stale, 'worker.js')).toEqual([]);
});

test('a wrong config file is told in a sentence', async () => {
  const root = withProject({ 'worker.js': worker, 'async-patterns.config.json': '{ "consumer": [] }' });
  const fault = /async-patterns\.config\.json has no setting 'consumer'; there are: ignore/;
  const [first, ...more] = await reported(root, {}, 'worker.js');
  expect(first).toMatch(fault);
  expect(more).toEqual([]);
  expect(await audited(root)).toEqual({ code: 2, errors: expect.stringMatching(fault) as unknown, rules: [] });
});
