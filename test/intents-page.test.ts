import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { analyse } from '../src/analyse.ts';
import { auditOf } from '../src/audit.ts';
import { type IntentWord, intentWords } from '../src/model/intent.ts';
import { samplesOf } from './samples.ts';
import { project } from './source-files.ts';
import { withProject } from './with-project.ts';

const file = path.join(project, 'docs/intents.md');
const page = fs.readFileSync(file, 'utf8');
const words = Object.keys(intentWords) as IntentWord[];
const rulesOf = (word: IntentWord): readonly string[] => rules.filter(({ meta }) => meta.intent === word).map(({ name }) => name);

test('its table is made from the rules: npm run docs', async () => {
  const rows = words.map((word) => `| \`${word}\` | ${intentWords[word]} | ${rulesOf(word).map((name) => `[${name}](rules/${name}.md)`).join('')} |`);
  const table = ['<!-- words -->', '', '| word | it is stated that | honoured by |', '| --- | --- | --- |', ...rows, '', '<!-- /words -->'].join('\n');
  await expect(page.replace(/<!-- words -->[\s\S]*<!-- \/words -->/, table)).toMatchFileSnapshot(file);
});

test.each(words)('one rule honours %s, and its page says so', (word) => {
  const [rule, ...others] = rulesOf(word);
  expect(rule).toBeDefined();
  expect(others).toEqual([]);
  expect(fs.readFileSync(path.join(project, `docs/rules/${rule ?? ''}.md`), 'utf8')).toContain(`async-patterns: ${word} `);
});

describe.each(samplesOf(page).map((sample) => [sample.line, sample] as const))('the sample in line %i', (_, { files, rule }) => {
  const found = (sources: Readonly<Record<string, string>>): readonly string[] => {
    const wanted = rules.filter(({ name, meta }) => meta.docs.preset === 'recommended' || name === rule);
    return auditOf(analyse({ root: withProject(sources) }), wanted, { version: '0.0.0' }).findings.map(({ ruleId }) => ruleId);
  };
  const unstated = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replace(/async-patterns:|@idempotent/g, '')]));

  test('is judged as it claims, because of what it states', () => {
    expect(found(files)).toEqual(rule === undefined ? [] : [rule]);
    if (rule === undefined) expect(found(unstated)).not.toEqual([]);
    else expect(found(unstated)).toEqual([]);
  });
});
