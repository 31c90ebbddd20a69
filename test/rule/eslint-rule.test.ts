import path from 'node:path';
import { ESLint, Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { eslintRule } from '../../src/rule/eslint-rule.ts';
import { type RuleDefinition, defineRule } from '../../src/rule/rule.ts';
import { withProject } from '../with-project.ts';

const worker = "const { Worker } = require('bullmq');\n\nnew Worker('orders', charge);\n";

interface Options {
  readonly queues: readonly string[];
}

/** Finds what the test says, or the consumers of some queues. */
function ruleNamed(name: string, findings?: readonly Finding<'consumer'>[]): RuleDefinition {
  return defineRule<'consumer', Options>({
    name,
    meta: {
      type: 'suggestion',
      docs: { description: 'Disallow consumers', preset: 'strict' },
      messages: { consumer: "'{{queue}}' is consumed{{more}}." },
      options: { queues: { type: 'array', items: { type: 'string' }, description: 'Only these queues.' } },
      defaultOptions: { queues: ['orders'] },
    },
    *check(model, { queues }) {
      if (findings) yield* findings;
      for (const { at, destination } of findings ? [] : model.consumers) {
        if (destination && queues.includes(destination.shown)) yield { at, messageId: 'consumer', data: { queue: destination.shown } };
      }
    },
  });
}

interface Lint {
  readonly rules?: readonly RuleDefinition[];
  readonly text?: string;
  readonly settings?: unknown;
  readonly options?: readonly unknown[];
  readonly file?: string;
}

async function lint({ rules = [ruleNamed('no-consumer')], text = worker, settings, options = [], file = 'worker.js' }: Lint): Promise<readonly Linter.LintMessage[]> {
  const root = withProject({ 'worker.js': text, 'package.json': '{}' });
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: {
      plugins: { test: { rules: Object.fromEntries(rules.map((rule) => [rule.name, eslintRule(rule)])) } },
      rules: Object.fromEntries(rules.map(({ name }) => [`test/${name}`, ['error', ...options] as Linter.RuleEntry])),
      settings: { 'async-patterns': settings },
    },
  });
  const [result] = await eslint.lintText(text, file === '' ? {} : { filePath: path.join(root, file) });
  return result?.messages ?? [];
}

test('a finding is shown at its place, with its message', async () => {
  expect(await lint({})).toMatchObject([{ ruleId: 'test/no-consumer', messageId: 'consumer', message: "'orders' is consumed.", line: 3, column: 1 }]);
});

test('options come from the config, else from the rule; others are refused', async () => {
  expect(await lint({ options: [{ queues: ['refunds'] }] })).toEqual([]);
  await expect(lint({ options: [{ topics: [] }] })).rejects.toThrow('topics');
});

test('what the rule tells of itself', () => {
  expect(eslintRule(ruleNamed('no-consumer')).meta).toEqual({
    type: 'suggestion',
    docs: {
      description: 'Disallow consumers',
      recommended: false,
      url: 'https://github.com/async-patterns/eslint-plugin-async-patterns/blob/main/docs/rules/no-consumer.md',
    },
    messages: expect.objectContaining({ consumer: "'{{queue}}' is consumed{{more}}." }) as unknown,
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        properties: { queues: { type: 'array', items: { type: 'string' }, description: 'Only these queues.' } },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ queues: ['orders'] }],
  });
});

describe('suggestions', () => {
  const at = { file: 'worker.js', line: 3, column: 1 };
  const edit = (file: string) => ({ file, start: 0, end: 5, text: 'let' });

  test('that lie in this file are offered', async () => {
    const rule = ruleNamed('no-consumer', [{ at, messageId: 'consumer', suggestions: [{ title: 'Use let', edits: [edit('worker.js')] }] }]);
    expect(await lint({ rules: [rule] })).toMatchObject([{ suggestions: [{ desc: 'Use let', fix: { range: [0, 5], text: 'let' } }] }]);
  });

  test('that change another file are not', async () => {
    const rule = ruleNamed('no-consumer', [
      { at, messageId: 'consumer', suggestions: [{ title: 'Use let', edits: [edit('worker.js'), edit('queue.js')] }] },
    ]);
    const [message] = await lint({ rules: [rule] });
    expect(message?.suggestions ?? []).toEqual([]);
  });
});

describe('a rule never throws', () => {
  const failing = { ...ruleNamed('no-consumer'), check: () => { throw new Error('no idea'); } };

  test('what went wrong is reported on the first line', async () => {
    expect(await lint({ rules: [failing] })).toMatchObject([{ messageId: 'notAnalysed', message: 'The project could not be analysed: no idea', line: 1, column: 1 }]);
  });

  test('once, where all rules meet it', async () => {
    const rules = [ruleNamed('no-consumer'), ruleNamed('no-worker')];
    const messages = await lint({ rules, settings: { root: 'nowhere' } });
    expect(messages).toMatchObject([{ messageId: 'notAnalysed', line: 1 }]);
    expect(messages[0]?.message).toMatch(/^The project could not be analysed: There is no folder ".*nowhere"/);
  });

  test('wrong settings are reported once', async () => {
    const rules = [ruleNamed('no-consumer'), ruleNamed('no-worker')];
    expect(await lint({ rules, settings: { ignored: [] } })).toMatchObject([
      { messageId: 'wrongSettings', message: "settings['async-patterns'] has no setting 'ignored'; there are: root, ignore, includeTests, infrastructure, cache, patience, consumers, producers, settlements, effects, queues, endpoints.", line: 1 },
    ]);
  });
});

test('text without a file is silent', async () => {
  expect(await lint({ file: '' })).toEqual([]);
});

test('a block of code in another file is silent', () => {
  const plugin = { rules: { 'no-consumer': eslintRule(ruleNamed('no-consumer')) } };
  const processor: Linter.Processor = { preprocess: (text) => [{ text, filename: '0.js' }], postprocess: (lists) => lists.flat() };
  const rules: Linter.RulesRecord = { 'test/no-consumer': 'error', 'no-undef': 'error' };
  const config: Linter.Config[] = [{ files: ['**/*.md'], processor }, { files: ['**/*.js'], plugins: { test: plugin }, rules }];
  const messages = new Linter({ cwd: withProject({ 'package.json': '{}' }) }).verify(worker, config, { filename: 'page.md' });
  expect(new Set(messages.map(({ ruleId }) => ruleId))).toEqual(new Set(['no-undef']));
});

test('the root of the settings is relative to the folder ESLint runs in', async () => {
  expect(await lint({ settings: { root: '.' } })).toHaveLength(1);
});
