import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { foldersIn } from '../files.ts';
import { fixturesFolder } from '../fixtures.ts';
import { shortPath } from '../../src/queries/short-path.ts';
import { checkFixes, type FixRow } from './check-fixes.ts';

/** A folder of checkouts, those of them to look at (parts of names, by commas), and where the fixed files go for a look. */
const { CHECKOUTS: checkouts, ONLY: only = '', FIXED: fixedFolder } = process.env;

const roots = checkouts === undefined
  ? foldersIn(fixturesFolder).flatMap((rule) => foldersIn(path.join(fixturesFolder, rule)).map((name) => path.join(fixturesFolder, rule, name)))
  : foldersIn(checkouts).filter((name) => only.split(',').some((part) => name.includes(part))).map((name) => path.resolve(checkouts, name));

test('what becomes of the fixes that the rules offer', () => {
  const sums = new Map<string, FixRow>();
  for (const root of roots) {
    const { rows, result } = checkFixes(root);
    for (const [rule, row] of rows) sums.set(rule, sum(row, sums.get(rule)));
    for (const { fix: { title, findings: [finding] }, why } of result.refused) {
      process.stdout.write(`${path.basename(root)}: ${finding ? `${finding.ruleId} ${finding.messageId} ${shortPath(finding.at)}` : '?'}: "${title}": ${why}\n`);
    }
    for (const [file, text] of fixedFolder === undefined ? [] : result.texts) {
      const target = path.join(fixedFolder ?? '', path.basename(root), file);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, text);
    }
  }
  process.stdout.write(`${tableOf(sums)}\n`);
  expect([...sums.values()].reduce((total, { typeErrors, unparsable, stayed }) => total + typeErrors + unparsable + stayed, 0)).toBe(0);
});

function sum(a: FixRow, b: FixRow = { offered: 0, applied: 0, unparsable: 0, stayed: 0, newFinding: 0, untried: 0, again: 0, typeErrors: 0 }): FixRow {
  return {
    offered: a.offered + b.offered,
    applied: a.applied + b.applied,
    unparsable: a.unparsable + b.unparsable,
    stayed: a.stayed + b.stayed,
    newFinding: a.newFinding + b.newFinding,
    untried: a.untried + b.untried,
    again: a.again + b.again,
    typeErrors: a.typeErrors + b.typeErrors,
  };
}

function tableOf(rows: ReadonlyMap<string, FixRow>): string {
  return [
    `fixes of ${String(roots.length)} projects`,
    '| rule | offered | applied | do not parse | finding stays | new finding | mended by another | offered again | new type errors |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...[...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(
      ([rule, { offered, applied, unparsable, stayed, newFinding, untried, again, typeErrors }]) => `| ${[rule, offered, applied, unparsable, stayed, newFinding, untried, again, typeErrors].map(String).join(' | ')} |`,
    ),
  ].join('\n');
}
