import fs from 'node:fs';
import path from 'node:path';
import parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { type Analysis, analyse } from '../src/analyse.ts';
import { auditOf } from '../src/audit.ts';
import plugin from '../src/plugin.ts';
import { analyses } from './engine.ts';
import { type Expectation, expectationsIn } from './expectations.ts';
import { filesIn, foldersIn } from './files.ts';

export const fixturesFolder = path.resolve(import.meta.dirname, '../fixtures');

/**
 * Runs every case of a rule, `fixtures/<rule>/<case>/`, through ESLint and through the audit. Both have to find exactly
 * what the comments in its files say: see `expectations.ts`. Findings of rules that no comment names do not count.
 */
export function describeFixtures(rule: string): void {
  const folder = path.join(fixturesFolder, rule);
  const cases = foldersIn(folder);
  const eslint = eslintFor(cases.map((name) => path.join(folder, name)));

  describe(rule, () => {
    test('has cases', () => {
      expect(cases, `fixtures/${rule}/ has no folders`).not.toEqual([]);
    });
    test.each(cases)('%s', async (name) => {
      const root = path.join(folder, name);
      const files = filesIn(root);
      const expected = files.flatMap((file) => expectationsIn(file, fs.readFileSync(path.join(root, file), 'utf8'), rules));
      const counted = new Set([rule, ...expected.map((expectation) => expectation.rule)]);
      const linted = files.filter(isLinted);

      const reported = await reportsOf(eslint, root, linted);
      expect(asText(reported, counted), 'in ESLint').toEqual(asText(expected.filter(({ file }) => linted.includes(file)), counted));
      expect(asText(foundBy(analyses.get(root) ?? analyse({ root })), counted), 'in the audit').toEqual(asText(expected, counted));
    });
  });
}

/** One line each, sorted, so that a failure shows what is missing and what is too much. */
function asText(findings: readonly Expectation[], counted: ReadonlySet<string>): readonly string[] {
  return findings
    .filter(({ rule }) => counted.has(rule))
    .map(({ file, line, rule, messageId }) => `${file}:${String(line)} ${rule} ${messageId}`)
    .sort();
}

function foundBy(analysis: Analysis): readonly Expectation[] {
  const { findings } = auditOf(analysis, rules, { version: '0.0.0' });
  return findings.map(({ at: { file, line }, ruleId: rule, messageId }) => ({ file, line, rule, messageId }));
}

function eslintFor(roots: readonly string[]): ESLint {
  return new ESLint({
    cwd: fixturesFolder,
    overrideConfigFile: true,
    overrideConfig: [
      { linterOptions: { reportUnusedDisableDirectives: 'off' } },
      { files: ['**/*.{js,jsx,mjs,cjs}'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
      { files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser } },
      ...plugin.configs.all,
      ...roots.map((root) => ({
        files: [`${path.relative(fixturesFolder, root).replaceAll(path.sep, '/')}/**`],
        settings: { 'async-patterns': { root, cache: false } },
      })),
    ],
  });
}

async function reportsOf(eslint: ESLint, root: string, files: readonly string[]): Promise<readonly Expectation[]> {
  if (files.length === 0) return [];
  const results = await eslint.lintFiles(files.map((file) => path.join(root, file)));
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId, messageId, message, fatal }) => {
      const file = path.relative(root, filePath).replaceAll(path.sep, '/');
      if (fatal || ruleId === null) throw new Error(`ESLint cannot lint ${file}:${String(line)}: ${message}`);
      return { file, line, rule: ruleId.replace(/^async-patterns\//, ''), messageId: messageId ?? message };
    }),
  );
}

function isLinted(file: string): boolean {
  return /(?<!\.d)\.[cm]?[jt]sx?$/.test(file) && !file.split('/').includes('node_modules');
}
