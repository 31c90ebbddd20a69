import type { AuditFinding } from '../model/audit.ts';
import type { Edit } from '../model/finding.ts';
import { applyEdits } from './apply-edits.ts';
import { type Fix, fixesOf, kindOf, withoutOverlap } from './choose.ts';

/** What fixing needs of the project. Texts are by path relative to its root. */
export interface FixedProject {
  read(file: string): string | undefined;
  /** Does a text have no syntax errors, as far as anybody here can tell? */
  parses(file: string, text: string): boolean;
  /** What the rules find when these texts stand in the place of the files'. */
  findingsWith(texts: ReadonlyMap<string, string>): readonly AuditFinding[];
}

export interface FixResult {
  /** The new text of every file that changes. */
  readonly texts: ReadonlyMap<string, string>;
  readonly applied: readonly Fix[];
  /** Fixes that were tried and left out, each with the reason. */
  readonly refused: readonly Refusal[];
  /** What is still found. */
  readonly findings: readonly AuditFinding[];
}

export interface Refusal {
  readonly fix: Fix;
  readonly why: 'it cannot be applied' | 'the file would have syntax errors' | 'the finding would stay' | 'there would be a new finding';
}

/** Analyses that one run may cost; what was not tried by then is left as it is. */
const MOST_ATTEMPTS = 100;

/**
 * Applies the first suggestion of every finding, and keeps only what proves right: the files still parse, the finding is
 * gone, and no rule finds anything new. Nothing is written.
 */
export function fixProject(project: FixedProject): FixResult {
  const run: Run = { project, refused: new Map(), applied: [], attempts: 0 };
  let state: State = { texts: new Map(), findings: project.findingsWith(new Map()) };
  // One fix may make room for another, so go on as long as something is mended.
  for (let before = -1; before < run.applied.length; ) {
    before = run.applied.length;
    state = fixAll(run, state, openFixes(run, state).map(({ id }) => id));
  }
  return { ...state, applied: run.applied, refused: [...run.refused.values()] };
}

interface Run {
  readonly project: FixedProject;
  readonly refused: Map<string, Refusal>;
  readonly applied: Fix[];
  attempts: number;
}

function openFixes({ refused }: Run, { findings }: State): readonly Fix[] {
  return withoutOverlap(fixesOf(findings).filter((fix) => !refused.has(fix.id)));
}

/** All together if that is right, else one half after the other: the second as it stands once the first is applied. */
function fixAll(run: Run, state: State, ids: readonly string[]): State {
  const fixes = openFixes(run, state).filter((fix) => ids.includes(fix.id));
  const [first] = fixes;
  if (!first || run.attempts >= MOST_ATTEMPTS) return state;
  run.attempts += 1;
  const result = attempt(run.project, state, fixes);
  if ('state' in result) {
    run.applied.push(...fixes);
    return result.state;
  }
  if (fixes.length === 1) {
    run.refused.set(first.id, { fix: first, why: result.why });
    return state;
  }
  const middle = Math.ceil(fixes.length / 2);
  const half = fixAll(run, state, fixes.slice(0, middle).map(({ id }) => id));
  return fixAll(run, half, fixes.slice(middle).map(({ id }) => id));
}

interface State {
  readonly texts: ReadonlyMap<string, string>;
  readonly findings: readonly AuditFinding[];
}

function attempt(project: FixedProject, state: State, fixes: readonly Fix[]): { readonly state: State } | { readonly why: Refusal['why'] } {
  const texts = new Map(state.texts);
  for (const [file, edits] of byFile(fixes.flatMap((fix) => fix.edits))) {
    const before = texts.get(file) ?? project.read(file);
    const after = before === undefined ? undefined : applyEdits(before, edits);
    if (before === undefined || after === undefined) return { why: 'it cannot be applied' };
    if (!project.parses(file, after) && project.parses(file, before)) return { why: 'the file would have syntax errors' };
    texts.set(file, after);
  }
  const findings = project.findingsWith(texts);
  const wrong = difference(state.findings, findings, fixes.flatMap((fix) => fix.findings));
  return wrong === undefined ? { state: { texts, findings } } : { why: wrong };
}

/** Lines move when a file is edited: findings are counted by rule, message and file. */
function difference(before: readonly AuditFinding[], after: readonly AuditFinding[], mended: readonly AuditFinding[]): Refusal['why'] | undefined {
  const expected = counts(before);
  for (const finding of mended) expected.set(kindOf(finding), (expected.get(kindOf(finding)) ?? 0) - 1);
  for (const [kind, count] of counts(after)) {
    if (count <= (expected.get(kind) ?? 0)) continue;
    return mended.some((finding) => kindOf(finding) === kind) ? 'the finding would stay' : 'there would be a new finding';
  }
  return undefined;
}

function counts(findings: readonly AuditFinding[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const finding of findings) found.set(kindOf(finding), (found.get(kindOf(finding)) ?? 0) + 1);
  return found;
}

function byFile(edits: readonly Edit[]): ReadonlyMap<string, readonly Edit[]> {
  const files = new Map<string, Edit[]>();
  for (const edit of edits) files.set(edit.file, [...(files.get(edit.file) ?? []), edit]);
  return files;
}
