import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { noStaleDeclaration } from '../rules/no-stale-declaration.ts';
import { analyse } from '../src/analyse.ts';
import type { RuleDefinition } from '../src/rule/rule.ts';
import { readSource } from '../src/source/read-source.ts';
import { suggestionsTable } from './fix/what-is-suggested.ts';
import { countsTable, readCounts } from './counts/counts-table.ts';
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

// What settings declare wrongly stands in no public repository.
test('what is recommended was right at least 95 times in 100', () => {
  const { rows } = readCounts();
  for (const { name } of rules.filter((rule) => rule.meta.docs.preset === 'recommended' && rule !== noStaleDeclaration)) {
    const judged = rows.filter(({ ruleId }) => ruleId === name);
    const [right, wrong] = [sumOf(judged.map((row) => row.right)), sumOf(judged.map((row) => row.wrong))];
    expect(right, name).toBeGreaterThan(0);
    expect(right / (right + wrong), name).toBeGreaterThanOrEqual(0.95);
  }
});

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

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
    '## What they find on real code',
    '',
    'Findings on public repositories: those of the first set were labelled by hand, consumer by consumer; the second was',
    'never labelled, and its findings were read. `npm run counts` counts them in the reports of audits. A message stands',
    'here with 0 where none of these repositories has the defect.',
    '',
    ...countsTable(readCounts()),
    '',
    'A rule that found nothing in them can still find something. In 71 further public repositories, of which only the reports were',
    'counted, `require-partial-batch-response` has 3 findings in 3, `no-hazardous-broker-option` and `require-confirmed-send` 2',
    'in 1 each, `require-bounded-concurrency` 1. `no-message-cycle`, `no-mismatched-message`, `no-orphan-destination`,',
    '`no-trivial-async` and `require-lock-beyond-handler` have none there either: each of them reports only where both ends, or both',
    'times, are written in the project, and a defect that stops a queue at once seldom stays until it is published. Their',
    'fixtures and the samples of their pages show what they find.',
    '',
    '## What is suggested',
    '',
    'Each report offers what can be proven right where it stands, or says here why there is nothing: a suggestion is not made',
    'where the code around it is written in another way than it understands. `npm run fixes:check` applies all of them and',
    'prints what became of each rule; tests hold this table against what is suggested in the fixtures.',
    '',
    ...suggestionsTable(),
    '',
    '## Which rules are in which preset',
    '',
    'A rule is `recommended` if what it reports loses, repeats or blocks messages, and if at least 95 of 100 findings that',
    'were judged, by the labels or by reading the code, are right. It is `strict` if it was right as often and is a matter',
    'of how a service is run (who learns of failures, how long to wait, how to stop), or if so few of its findings have been',
    'seen that they prove little. In `all` only is what a careful team may leave out on purpose: rows whose message can be',
    'lost when a process dies at the wrong moment, channels without confirms, what AWS cannot deliver inside of itself.',
    '',
    'Twice sixty findings of the rules that the labels do not cover were drawn at random (seeds 20260 and 41125) and read: 55',
    'and 58 were right. The causes of the others are mended: a mail client that is not SMTP, two requests that only a',
    'developer makes, a reminder sent before its transaction wrote anything, a plugin that is told of SIGTERM; and, as far as',
    'it is seen what a transaction writes, messages about rows that it only reads.',
    '',
  ].join('\n');
}
