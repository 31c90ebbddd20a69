import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { type FactsFile, openFactsFile } from '../../src/cache/facts-file.ts';
import { cachedAudit } from '../../src/cli/cached-audit.ts';
import { writeFacts } from '../../src/cli/facts.ts';
import { filesIn, foldersIn } from '../files.ts';

/** What is kept says the same as what is found out anew, to the byte: over all fixtures. */
const fixtures = path.resolve(import.meta.dirname, '../../fixtures');
const cases = foldersIn(fixtures).flatMap((group) => foldersIn(path.join(fixtures, group)).map((name) => `${group}/${name}`));
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'async-patterns-identity-'));

afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

describe('cold, warm, from kept facts, and from facts that another run wrote', () => {
  test.each(cases)('%s', async (name) => {
    const cache = path.join(home, name);
    const root = path.join(fixtures, name);
    const report = async (kept: string | false, facts: readonly FactsFile[] = []): Promise<string> => {
      const { audit, save } = await cachedAudit({ root, settings: { cache: kept }, rules, facts });
      save();
      return JSON.stringify(audit);
    };
    const fresh = await report(false);
    expect(await report(cache), 'cold').toBe(fresh);
    expect(await report(cache), 'warm').toBe(fresh);
    for (const file of filesIn(cache).filter((each) => !each.endsWith('.pack'))) fs.rmSync(path.join(cache, file));
    expect(await report(cache), 'from kept facts').toBe(fresh);
    const out = path.join(cache, 'package.facts');
    writeFacts({ command: 'facts', folder: root, packageFolder: root, out, includeTests: false, ignore: [] }, { folder: root, environment: {}, output: { write: () => undefined }, errors: { write: () => undefined } });
    expect(await report(false, [openFactsFile(out)]), 'from facts that another run wrote').toBe(fresh);
  });
});
