import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { foldersIn } from '../files.ts';
import { fixturesFolder } from '../fixtures.ts';
import { fixesOf } from '../../src/fix/choose.ts';
import { checkFixes } from './check-fixes.ts';

const cases = foldersIn(fixturesFolder)
  .filter((rule) => rule !== 'samples')
  .flatMap((rule) => foldersIn(path.join(fixturesFolder, rule)).map((name) => `${rule}/${name}`));

describe('every fix offered in a fixture', () => {
  test.each(cases)('%s', (name) => {
    const { rows, result } = checkFixes(path.join(fixturesFolder, name));
    // A fix may rightly be left out because another rule would find something new; it may never break or not mend.
    for (const [rule, row] of rows) {
      expect({ rule, unparsable: row.unparsable, stayed: row.stayed, typeErrors: row.typeErrors }).toEqual({ rule, unparsable: 0, stayed: 0, typeErrors: 0 });
    }
    const refused = new Set(result.refused.map(({ fix }) => fix.id));
    const left = fixesOf(result.findings).filter(({ id }) => !refused.has(id));
    expect(left, 'a second run finds nothing to do').toEqual([]);
  });
});
