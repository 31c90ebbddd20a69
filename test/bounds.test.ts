import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { project, sourceFiles } from './source-files.ts';

/** A constant that bounds how far something is followed, or a comparison with a number. */
const BOUND = /^const (?:DEEP|DEEPEST|MOST|LONGEST|FURTHEST|FARTHEST)\w* = |\b(?:depth|length|size|levels) (?:>|>=|<|<=) (?:[3-9]|[1-9]\d+)\b|from '(?:\.\.?\/)+limits\.ts'/m;

/** Who tells where a bound left something out. */
const TELLS = /\b(?:cutAt|cutAtNode|isBeyond|isEntityBeyond|isNodeBeyond|isCut|firstElements)\(/;

/** Bounds of the model and of its questions that leave out nothing anybody could miss. */
const NOT_TOLD: Readonly<Record<string, string>> = {
  'src/link/bounded.ts': 'counts; what stands for the value tells, in evaluate.ts',
  'src/link/entity-key.ts': 'tells calls apart: those that it takes for one share what any of them does',
  'src/link/outcome.ts': 'a list so many steps from what was waited for is one nobody knows: nothing is reported of it',
  'src/link/parameters.ts': 'a parameter with many callers stays open, and what is still open on it is told as undecided',
  'src/link/infrastructure-values.ts': 'a reference that leads nowhere leaves the name open, which is told as undecided',
  'src/link/repeated-resources.ts': 'what cannot be told apart stays one resource, of an open name',
  'src/link/statement.ts': 'what a statement does stands at its beginning',
  'src/queries/edits/closing-at-signal.ts': 'a suggestion for a process with few workers',
  'src/queries/proposals.ts': 'proposals of init, not of the audit',
  'src/queries/settlement-of.ts': 'what counts as a detail of a handler',
  'src/queries/short-path.ts': 'how much of a chain a message shows; the evidence holds all of it',
  'src/queries/stale-declarations.ts': 'how many names a message shows',
};

function textOf(file: string): string {
  return readFileSync(path.join(project, file), 'utf8');
}

test('every bound of the model and of its questions is told where it is met, or has a reason why not', () => {
  const bounded = sourceFiles.filter((file) => /^src\/(?:link|queries)\//.test(file) && BOUND.test(textOf(file)));
  const silent = bounded.filter((file) => !TELLS.test(textOf(file)));
  expect(silent.toSorted()).toEqual(Object.keys(NOT_TOLD).toSorted());
  expect(bounded.length).toBeGreaterThan(60);
});
