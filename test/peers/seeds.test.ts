import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { analyse } from '../../src/analyse.ts';
import { auditOf } from '../../src/audit.ts';
import { fixturesFolder } from '../fixtures.ts';
import { seedsOf } from './seeds.mjs';

function auditOfSample(name: string): { readonly root: string; readonly findings: ReturnType<typeof auditOf>['findings'] } {
  const root = path.join(fixturesFolder, 'samples', name);
  return { root, findings: auditOf(analyse({ root }), rules, { version: '0.0.0' }).findings };
}

describe.each(['comparison-app', 'comparison-stack'])('%s', (name) => {
  const { root, findings } = auditOfSample(name);

  test.each(seedsOf(root).map((seed) => [`${String(seed.number)}: ${seed.text}`, seed] as const))('seed %s', (_, { file, line, next, rules: finders, missed }) => {
    const here = findings.filter(({ at, because }) => [at, ...because.map((step) => step.at)].some((place) => place.file === file && place.line >= line && place.line <= next));
    const found = finders.some((rule) => here.some(({ ruleId }) => ruleId === rule));
    expect(found, missed).toBe(missed === undefined);
  });
});

test('a correct design over two stacks has no finding', () => {
  expect(auditOfSample('comparison-correct-stack').findings).toEqual([]);
});
