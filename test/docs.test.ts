import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { analyse } from '../src/analyse.ts';
import type { RuleDefinition } from '../src/rule/rule.ts';
import { readSource } from '../src/source/read-source.ts';
import { type Sample, samplesOf } from './samples.ts';
import { project } from './source-files.ts';
import { withProject } from './with-project.ts';

const docs = path.join(project, 'docs');

describe.each(rules.map((rule) => [rule.name, rule] as const))('docs/rules/%s.md', (name, rule) => {
  const page = fs.existsSync(pageOf(name)) ? fs.readFileSync(pageOf(name), 'utf8') : '';
  const samples = samplesOf(page);

  test('begins with the name and the description of the rule', () => {
    expect(page.split('\n').slice(0, 3)).toEqual([`# ${name}`, '', `${rule.meta.docs.description}.`]);
  });

  test('has wrong and right samples', () => {
    expect(new Set(samples.map(({ wrong }) => wrong))).toEqual(new Set([true, false]));
  });

  test.each(samples.map((sample) => [`line ${String(sample.line)}: ${sample.wrong ? 'wrong' : 'right'}`, sample] as const))('%s', (_, sample) => {
    expect(brokenFilesOf(sample), 'the sample has syntax errors').toEqual([]);
    const messages = messagesIn(sample, rule);
    if (sample.wrong) expect(messages, 'the rule must report a wrong sample').not.toEqual([]);
    else expect(messages, 'the rule must not report a right sample').toEqual([]);
  });

  test('has a section for each option', () => {
    expect(namesInHeadings(page, 'Options')).toEqual(Object.keys(rule.meta.options));
  });
});

test('docs/rules/README.md is made from the rules: npm run docs', async () => {
  await expect(ruleTable()).toMatchFileSnapshot(path.join(docs, 'rules/README.md'));
});

function pageOf(rule: string): string {
  return path.join(docs, `rules/${rule}.md`);
}

function messagesIn({ files }: Sample, rule: RuleDefinition): readonly string[] {
  const { model } = analyse({ root: withProject(files) });
  return Array.from(rule.check(model, rule.meta.defaultOptions), ({ messageId, at }) => `${at.file}:${String(at.line)} ${messageId}`);
}

function brokenFilesOf({ files }: Sample): readonly string[] {
  const sources = Object.entries(files).filter(([name]) => /\.[cm]?[jt]sx?$/.test(name));
  return sources.filter(([name, text]) => readSource(name, text).broken).map(([name]) => name);
}

/** Names in the headings below a heading: `### name` below `## Settings`. */
function namesInHeadings(page: string, section: string): readonly string[] {
  const [, below = ''] = page.split(`\n## ${section}\n`);
  const [own = ''] = below.split(/^## /m);
  return Array.from(own.matchAll(/^### `(\w+)`$/gm), ([, name = '']) => name);
}

function ruleTable(): string {
  const rows = rules.map(({ name, meta }) => {
    const presets = ['recommended', 'strict', 'all'];
    const from = presets.indexOf(meta.docs.preset);
    return `| [${name}](${name}.md) | ${meta.docs.description} | ${presets.map((_, index) => (index >= from ? '✓' : '')).join(' | ')} |`;
  });
  return [
    '# Rules',
    '',
    'Every rule runs in ESLint and in the audit alike. This page is made from the rules: `npm run docs`.',
    '',
    '| rule | what it does | recommended | strict | all |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
