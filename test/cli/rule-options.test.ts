import { expect, test } from 'vitest';
import type { Audit } from '../../src/model/audit.ts';
import { main } from '../../src/cli/main.ts';
import { json, withProject } from '../with-project.ts';

async function audited(root: string, ...more: readonly string[]): Promise<{ readonly code: number; readonly parallel: number; readonly errors: string }> {
  let output = '';
  let errors = '';
  const code = await main(['audit', '--format', 'json', ...more], { folder: root, environment: {}, output: { write: (text) => (output += text) }, errors: { write: (text) => (errors += text) } });
  const findings = code === 2 ? [] : (JSON.parse(output) as Audit).findings;
  return { code, parallel: findings.filter(({ messageId }) => messageId === 'parallel').length, errors };
}

const shop = {
  'package.json': json({ type: 'module', dependencies: { express: '^5.0.0', axios: '^1.0.0' } }),
  'app.js': [
    "import express from 'express';",
    "import axios from 'axios';",
    'const app = express();',
    "app.get('/offer/:sku', async (request, response) => {",
    "  const price = await axios.get('https://prices.example/' + request.params.sku);",
    "  const left = await axios.get('https://stock.example/' + request.params.sku);",
    '  response.json({ price: price.data, left: left.data });',
    '});',
    '',
  ].join('\n'),
};
const config = 'async-patterns.config.json';
const on = json({ rules: { 'no-long-sync-chain': { parallel: true } } });

test('a rule has the options that the config file sets, with and without what was kept', async () => {
  const root = withProject({ ...shop, [config]: on });
  expect(await audited(root)).toEqual({ code: 1, parallel: 1, errors: '' });
  expect(await audited(root)).toEqual({ code: 1, parallel: 1, errors: '' });
});

test('without a setting it has its own', async () => {
  expect((await audited(withProject(shop))).parallel).toBe(0);
});

test('what the command line says counts first, whatever was kept', async () => {
  const root = withProject({ ...shop, [config]: on });
  expect((await audited(root)).parallel).toBe(1);
  expect((await audited(root, '--option', 'no-long-sync-chain.parallel=false')).parallel).toBe(0);
  expect((await audited(withProject(shop), '--option', 'no-long-sync-chain.parallel=true')).parallel).toBe(1);
});

test.each([
  ['a rule that is none', { 'no-long-chain': {} }, [], /^async-patterns: async-patterns\.config\.json: there is no rule "no-long-chain"; the rules are: /],
  ['an option that is none', { 'no-long-sync-chain': { paralel: true } }, [], /: the rule "no-long-sync-chain" has no option "paralel"; there are: parallel\.\n$/],
  ['an option of a rule without', { 'no-floating-send': { parallel: true } }, [], /: the rule "no-floating-send" has no options\.\n$/],
  ['a value of another type', { 'no-long-sync-chain': { parallel: 'yes' } }, [], /: the option "parallel" of "no-long-sync-chain" wants true or false\.\n$/],
  ['no object', { 'no-long-sync-chain': true }, [], /^async-patterns: async-patterns\.config\.json wants an object of rules, each with an object of its options, as 'rules'\.\n$/],
  ['a word that is no number', {}, ['--option', 'require-request-timeout.gatewaySeconds=soon'], /^async-patterns: --option: the option "gatewaySeconds" of "require-request-timeout" wants a number\.\n$/],
  ['a text without a value', {}, ['--option', 'parallel'], /^async-patterns: --option wants RULE\.OPTION=VALUE, as in no-long-sync-chain\.parallel=true, not "parallel"\.\n$/],
])('%s ends it with a sentence', async (_, rules, given, sentence) => {
  const { code, errors } = await audited(withProject({ ...shop, [config]: json({ rules }) }), ...given);
  expect(code).toBe(2);
  expect(errors).toMatch(sentence);
});
