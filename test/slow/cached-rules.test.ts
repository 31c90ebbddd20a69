import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ESLint } from 'eslint';
import * as parser from '@typescript-eslint/parser';
import { afterAll, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { analyse } from '../../src/analyse.ts';
import { auditOf } from '../../src/audit.ts';
import plugin from '../../src/plugin.ts';
import type { RuleDefinition } from '../../src/rule/rule.ts';
import { filesIn, foldersIn } from '../files.ts';

/** `eslint --cache` says what ESLint says without it, whichever way another file changes: for every rule whose fixtures have such a file. */
const fixtures = path.resolve(import.meta.dirname, '../../fixtures');
const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'async-patterns-cached-')));
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

const source = /(?<!\.d)\.[cm]?[jt]sx?$/;

interface Case {
  readonly rule: RuleDefinition;
  readonly root: string;
  /** What is linted, and the file whose removal changes what is found in it. */
  readonly linted: string;
  readonly decides: string;
}

function foundIn(root: string, rule: RuleDefinition, file: string): string {
  const { findings } = auditOf(analyse({ root }), [rule], { version: '0' });
  return JSON.stringify(findings.filter(({ at }) => at.file === file).map(({ messageId, at }) => `${messageId} ${String(at.line)}`));
}

/** The first fixture of a rule in which one file decides what is found in another. */
function caseOf(rule: RuleDefinition): Case | undefined {
  for (const name of foldersIn(path.join(fixtures, rule.name))) {
    const root = path.join(home, rule.name, name);
    fs.cpSync(path.join(fixtures, rule.name, name), root, { recursive: true });
    const files = filesIn(root);
    const { findings } = auditOf(analyse({ root }), [rule], { version: '0' });
    for (const linted of new Set(findings.map(({ at }) => at.file).filter((file) => source.test(file)))) {
      const before = foundIn(root, rule, linted);
      for (const decides of files.filter((file) => file !== linted && !file.endsWith('package.json'))) {
        if (without(root, decides, () => foundIn(root, rule, linted)) !== before) return { rule, root, linted, decides };
      }
    }
  }
  return undefined;
}

function without<Result>(root: string, file: string, run: () => Result): Result {
  const place = path.join(root, file);
  const text = fs.readFileSync(place);
  fs.rmSync(place);
  try {
    return run();
  } finally {
    fs.writeFileSync(place, text);
  }
}

/** What ESLint says of the linted file. */
async function said({ root, rule, linted }: Case, cache: boolean): Promise<readonly string[]> {
  const eslint = new ESLint({
    cwd: root,
    cache,
    cacheLocation: path.join(root, '.eslintcache'),
    cacheStrategy: 'content',
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.{js,cjs,mjs,ts,cts,mts,tsx}'], languageOptions: { parser } }, ...plugin.configs.all, { settings: { 'async-patterns': { root } } }],
  });
  const results = await eslint.lintFiles([linted]);
  // What is kept is written when the event loop turns.
  await new Promise((resolve) => setTimeout(resolve, 20));
  return results.flatMap(({ messages }) => messages.filter(({ ruleId }) => ruleId === `async-patterns/${rule.name}`).map(({ messageId, line }) => `${messageId ?? '?'} ${String(line)}`));
}

/** Longer than the session's pause between two looks at the disk. */
async function later(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 400));
}

const cases = rules.flatMap((rule) => caseOf(rule) ?? []);

test('most rules have a fixture in which another file decides', () => {
  expect(cases.length).toBeGreaterThan(rules.length / 2);
});

describe('eslint --cache', () => {
  test.each(cases.map((each) => [`${each.rule.name}: ${each.decides}`, each] as const))('%s', async (_, each) => {
    const place = path.join(each.root, each.decides);
    const text = fs.readFileSync(place);
    const first = await said(each, true);
    expect(first).toEqual(await said(each, false));

    fs.rmSync(place);
    await later();
    const changed = await said(each, true);
    expect(changed).toEqual(await said(each, false));
    expect(changed).not.toEqual(first);

    fs.writeFileSync(place, text);
    await later();
    expect(await said(each, true)).toEqual(first);
  });
});
