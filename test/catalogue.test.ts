import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { expectationsIn } from './expectations.ts';
import { filesIn, foldersIn } from './files.ts';
import { fixturesFolder } from './fixtures.ts';
import { project } from './source-files.ts';

/** What belongs to a rule, so that nobody has to remember it. */
describe.each(rules.map(({ name }) => name))('%s', (rule) => {
  test.each([`rules/${rule}.ts`, `docs/rules/${rule}.md`, `test/rules/${rule}.test.ts`])('has %s', (file) => {
    expect(fs.existsSync(path.join(project, file)), `${file} is missing`).toBe(true);
  });

  test('has a case that it reports, and one that it leaves alone', () => {
    const reported = foldersIn(path.join(fixturesFolder, rule)).map((name) => isExpected(path.join(fixturesFolder, rule, name), rule));
    expect(reported, `fixtures/${rule}/<case>/ with a comment '// expect: ${rule} …'`).toContain(true);
    expect(reported, `fixtures/${rule}/<case>/ without one: the nearest neighbour`).toContain(false);
  });
});

test('every page and every folder of fixtures belongs to a rule', () => {
  const names = rules.map(({ name }) => name);
  const pages = filesIn(path.join(project, 'docs/rules')).map((file) => file.replace(/\.md$/, ''));
  expect(pages.filter((page) => page !== 'README' && !names.includes(page))).toEqual([]);
  const shared = ['samples', 'libraries', 'shapes', 'executed'];
  expect(foldersIn(fixturesFolder).filter((folder) => !names.includes(folder) && !shared.includes(folder))).toEqual([]);
});

function isExpected(folder: string, rule: string): boolean {
  return filesIn(folder).some((file) => expectationsIn(file, fs.readFileSync(path.join(folder, file), 'utf8'), rules).some((expectation) => expectation.rule === rule));
}
