import fs from 'node:fs';
import path from 'node:path';
import { Project, ts } from 'ts-morph';
import { rules } from '../../rules/index.ts';
import { analyse } from '../../src/analyse.ts';
import { auditOf } from '../../src/audit.ts';
import { rememberedFacts } from '../../src/cli/remembered-facts.ts';
import { type FixResult, fixProject } from '../../src/fix/fix-project.ts';
import { fixesOf } from '../../src/fix/choose.ts';
import { readInfrastructure } from '../../src/infrastructure/index.ts';
import type { AuditFinding } from '../../src/model/audit.ts';
import { readSource } from '../../src/source/read-source.ts';

/** What became of the fixes that one rule offers. */
export interface FixRow {
  offered: number;
  applied: number;
  /** Offered, tried and left out, because of: */
  unparsable: number;
  stayed: number;
  newFinding: number;
  /** Offered and not tried: another fix mended the finding. */
  untried: number;
  /** Still offered by what was fixed, and not refused. */
  again: number;
  /** Type errors that the file did not have before. */
  typeErrors: number;
}

/** Applies every fix of a project in memory. Out: a row for each rule that offers one, what offers one (`rule message`), and the whole result. */
export function checkFixes(root: string): { readonly rows: ReadonlyMap<string, FixRow>; readonly offers: ReadonlySet<string>; readonly result: FixResult } {
  const read = (file: string): string | undefined => textOf(path.join(root, file));
  const cache = rememberedFacts();
  let first: readonly AuditFinding[] | undefined;
  const result = fixProject({
    read,
    parses,
    findingsWith: (texts) => {
      const overlay = new Map([...texts].map(([file, text]) => [path.join(root, file), text]));
      const { findings } = auditOf(analyse({ root, overlay, cache }), rules, { version: '0.0.0' });
      first ??= findings;
      return findings;
    },
  });
  const rows = new Map<string, FixRow>();
  const rowOf = (rule: string): FixRow => {
    const row = rows.get(rule) ?? { offered: 0, applied: 0, unparsable: 0, stayed: 0, newFinding: 0, untried: 0, again: 0, typeErrors: 0 };
    rows.set(rule, row);
    return row;
  };
  for (const { findings } of fixesOf(first ?? [])) for (const { ruleId } of findings) rowOf(ruleId).offered += 1;
  for (const { findings } of result.applied) for (const { ruleId } of findings) rowOf(ruleId).applied += 1;
  for (const { fix, why } of result.refused) {
    for (const { ruleId } of fix.findings) {
      if (why === 'the finding would stay') rowOf(ruleId).stayed += 1;
      else if (why === 'there would be a new finding') rowOf(ruleId).newFinding += 1;
      else rowOf(ruleId).unparsable += 1;
    }
  }
  for (const row of rows.values()) row.untried = Math.max(0, row.offered - row.applied - row.stayed - row.newFinding - row.unparsable);
  const refused = new Set(result.refused.map(({ fix }) => fix.id));
  for (const { id, findings } of fixesOf(result.findings)) if (!refused.has(id)) for (const { ruleId } of findings) rowOf(ruleId).again += 1;
  for (const [file, text] of result.texts) {
    const more = typeErrorsOf(file, text) - typeErrorsOf(file, read(file) ?? '');
    const [fix] = result.applied.filter(({ edits }) => edits.some((edit) => edit.file === file));
    if (more > 0 && fix?.findings[0]) rowOf(fix.findings[0].ruleId).typeErrors += more;
  }
  const offering = (first ?? []).filter(({ suggestions }) => suggestions.length > 0);
  return { rows, offers: new Set(offering.map(({ ruleId, messageId }) => `${ruleId} ${messageId}`)), result };
}

function textOf(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

function parses(file: string, text: string): boolean {
  if (/\.[cm]?[jt]sx?$/.test(file)) return !readSource(file, text).broken;
  return (readInfrastructure(file, text)?.problems ?? []).length === 0;
}

/**
 * One for all files, so that the library's own declarations are read once. A callback given to what is imported, and so is
 * unknown, has parameters without a type: that says nothing of the fix.
 */
const alone = new Project({
  useInMemoryFileSystem: true,
  compilerOptions: { allowJs: true, strict: true, noImplicitAny: false, noResolve: true, types: [], lib: ['lib.es2020.d.ts', 'lib.dom.d.ts'], module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
});

// What Node.js, and the programs of SST, declare for every file.
alone.createSourceFile('/node.d.ts', 'declare const process: any, Buffer: any, require: any, module: any, __dirname: string, sst: any;');

/** Errors of a file seen alone: what it imports is unknown, before and after alike. */
function typeErrorsOf(file: string, text: string): number {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return 0;
  const source = alone.createSourceFile(`/${file}`, text, { overwrite: true });
  const errors = source.getPreEmitDiagnostics().length;
  alone.removeSourceFile(source);
  return errors;
}
