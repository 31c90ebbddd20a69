import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { type Analysis, analyse } from '../src/analyse.ts';
import { auditOf } from '../src/audit.ts';
import type { Audit } from '../src/model/audit.ts';
import { jsonReport } from '../src/report/json.ts';
import { textReport } from '../src/report/text.ts';
import { foldersIn } from './files.ts';
import { project } from './source-files.ts';

const samples = path.join(project, 'fixtures/samples');
const analyses = new Map(foldersIn(samples).map((name) => [name, analyse({ root: path.join(samples, name) })]));

/** What the README shows of the demo: enough rules to see the idea, whichever others there will be. */
const shownRules = ['require-idempotent-consumer', 'no-swallowed-failure', 'no-floating-send'];

describe.each([...analyses])('the audit of fixtures/samples/%s is as it was seen last: npm run docs', (name, analysis) => {
  const audit = auditOfSample(name, analysis);

  test('for people', async () => {
    await expect(textOf(name, audit)).toMatchFileSnapshot(path.join(project, `test/audits/${name}.txt`));
  });

  test('for machines', async () => {
    await expect(jsonReport(audit)).toMatchFileSnapshot(path.join(project, `test/audits/${name}.json`));
  });
});

test('README.md shows what the audit of the shop says: npm run docs', async () => {
  const shop = analyses.get('shop');
  if (!shop) throw new Error('fixtures/samples/shop is gone');
  const command = `$ npx async-patterns audit fixtures/samples/shop ${shownRules.map((name) => `--rule ${name}`).join(' ')}`;
  const block = `\`\`\`text\n${command}\n${textOf('shop', auditOfSample('shop', shop, shownRules))}\`\`\`\n`;
  const file = path.join(project, 'README.md');
  const page = fs.readFileSync(file, 'utf8');
  expect(page.match(/^```text\n/gm), 'one block for the output').toHaveLength(1);
  await expect(page.replace(/^```text\n[\s\S]*?^```\n/m, () => block)).toMatchFileSnapshot(file);
});

/** The place of the checkout is no part of what is compared. */
function auditOfSample(name: string, analysis: Analysis, onlyRules?: readonly string[]): Audit {
  return { ...auditOf(analysis, rules, { version: '0.0.0', ...(onlyRules && { onlyRules }) }), root: `fixtures/samples/${name}` };
}

function textOf(name: string, audit: Audit): string {
  return textReport(audit, { source: (file) => fs.readFileSync(path.join(samples, name, file), 'utf8'), colour: false });
}
