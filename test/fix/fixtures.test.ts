import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { foldersIn } from '../files.ts';
import { fixturesFolder } from '../fixtures.ts';
import { rules } from '../../rules/index.ts';
import { intentMessages } from '../../src/rule/honour-intent.ts';
import { fixesOf } from '../../src/fix/choose.ts';
import { checkFixes } from './check-fixes.ts';
import { whatIsSuggested } from './what-is-suggested.ts';

const cases = foldersIn(fixturesFolder)
  .filter((rule) => rule !== 'samples')
  .flatMap((rule) => foldersIn(path.join(fixturesFolder, rule)).map((name) => `${rule}/${name}`));

const offered = new Set<string>();
const checked = new Set<string>();

/** In the other tests of this folder; the first is reported by an option only. */
const SHOWN_ELSEWHERE = [
  'no-long-sync-chain parallel',
  'require-failure-signal caught',
  'no-swallowed-failure acknowledgedAnyway',
  'require-partial-batch-response neverSaid',
  'no-unchecked-batch-result deletions',
  'no-hazardous-broker-option repeated',
];

function note(name: string, offers: ReadonlySet<string>): void {
  checked.add(name);
  for (const each of offers) offered.add(each);
}

describe('every fix offered in a fixture', () => {
  test.each(cases)('%s', (name) => {
    const { rows, offers, result } = checkFixes(path.join(fixturesFolder, name));
    note(name, offers);
    // A fix may rightly be left out because another rule would find something new; it may never break or not mend.
    for (const [rule, row] of rows) {
      expect({ rule, unparsable: row.unparsable, stayed: row.stayed, typeErrors: row.typeErrors }).toEqual({ rule, unparsable: 0, stayed: 0, typeErrors: 0 });
    }
    const refused = new Set(result.refused.map(({ fix }) => fix.id));
    const left = fixesOf(result.findings).filter(({ id }) => !refused.has(id));
    expect(left, 'a second run finds nothing to do').toEqual([]);
  });
});

describe('what is said to be suggested', () => {
  test('is said of each message of each rule', () => {
    const said = Object.fromEntries(Object.entries(whatIsSuggested).map(([rule, messages]) => [rule, Object.keys(messages).toSorted()]));
    const there = rules.map(({ name, meta }) => [name, Object.keys(meta.messages).filter((message) => !(message in intentMessages)).toSorted()]);
    expect(said).toEqual(Object.fromEntries(there));
  });

  test('is what is suggested in the fixtures', () => {
    for (const name of cases) if (!checked.has(name)) note(name, checkFixes(path.join(fixturesFolder, name)).offers);
    const kinds = Object.entries(whatIsSuggested).flatMap(([rule, messages]) => Object.entries(messages).map(([message, mending]) => ({ kind: `${rule} ${message}`, mending })));
    const [some, none] = [kinds.filter(({ mending }) => typeof mending === 'string'), kinds.filter(({ mending }) => typeof mending !== 'string')];
    expect(none.filter(({ kind }) => offered.has(kind)).map(({ kind }) => kind), 'there is one after all').toEqual([]);
    expect(some.filter(({ kind }) => !offered.has(kind) && !SHOWN_ELSEWHERE.includes(kind)).map(({ kind }) => kind), 'no fixture shows it').toEqual([]);
  }, 600_000);
});
