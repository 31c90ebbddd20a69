import path from 'node:path';
import { expect, test } from 'vitest';
import { foldersIn } from '../files.ts';
import { fixturesFolder } from '../fixtures.ts';
import { checkFixes, type FixRow } from './check-fixes.ts';

const { CHECKOUTS: checkouts } = process.env;

const roots = checkouts === undefined
  ? foldersIn(fixturesFolder).flatMap((rule) => foldersIn(path.join(fixturesFolder, rule)).map((name) => path.join(fixturesFolder, rule, name)))
  : foldersIn(checkouts).map((name) => path.resolve(checkouts, name));

test('what becomes of the fixes that the rules offer', () => {
  const sums = new Map<string, FixRow>();
  for (const root of roots) for (const [rule, row] of checkFixes(root).rows) sums.set(rule, sum(row, sums.get(rule)));
  process.stdout.write(`${tableOf(sums)}\n`);
  expect([...sums.values()].reduce((total, { typeErrors, unparsable }) => total + typeErrors + unparsable, 0)).toBe(0);
});

function sum(a: FixRow, b: FixRow = { offered: 0, applied: 0, unparsable: 0, stayed: 0, newFinding: 0, typeErrors: 0 }): FixRow {
  return {
    offered: a.offered + b.offered,
    applied: a.applied + b.applied,
    unparsable: a.unparsable + b.unparsable,
    stayed: a.stayed + b.stayed,
    newFinding: a.newFinding + b.newFinding,
    typeErrors: a.typeErrors + b.typeErrors,
  };
}

function tableOf(rows: ReadonlyMap<string, FixRow>): string {
  return [
    `fixes of ${String(roots.length)} projects`,
    '| rule | offered | applied | do not parse | finding stays | new finding | new type errors |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...[...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(
      ([rule, { offered, applied, unparsable, stayed, newFinding, typeErrors }]) => `| ${[rule, offered, applied, unparsable, stayed, newFinding, typeErrors].map(String).join(' | ')} |`,
    ),
  ].join('\n');
}
