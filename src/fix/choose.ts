import type { AuditFinding } from '../model/audit.ts';
import type { Edit } from '../model/finding.ts';

/** One change, and every finding that it would mend. */
export interface Fix {
  /** Stays the same when other fixes move the text. */
  readonly id: string;
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly findings: readonly AuditFinding[];
}

/** The first suggestion of each finding. What several findings suggest alike is one fix. */
export function fixesOf(findings: readonly AuditFinding[]): readonly Fix[] {
  const groups = new Map<string, { readonly title: string; readonly edits: readonly Edit[]; readonly findings: AuditFinding[] }>();
  for (const finding of findings) {
    const [suggestion] = finding.suggestions;
    if (!suggestion || suggestion.edits.length === 0) continue;
    const key = JSON.stringify(suggestion.edits);
    const group = groups.get(key) ?? { ...suggestion, findings: [] };
    group.findings.push(finding);
    groups.set(key, group);
  }
  const times = new Map<string, number>();
  return [...groups.values()].map((group) => {
    const name = JSON.stringify([group.title, group.findings.map(kindOf)]);
    const time = times.get(name) ?? 0;
    times.set(name, time + 1);
    return { ...group, id: `${name}#${String(time)}` };
  });
}

/** Lines move when a file is edited: a finding is known by what it says of which file. */
export function kindOf({ ruleId, messageId, at }: AuditFinding): string {
  return JSON.stringify([ruleId, messageId, at.file]);
}

/** As many as go together: of two that touch each other, the first. */
export function withoutOverlap(fixes: readonly Fix[]): readonly Fix[] {
  const taken: Edit[] = [];
  return fixes.filter(({ edits }) => {
    if (edits.some((edit) => taken.some((other) => touches(edit, other)))) return false;
    taken.push(...edits);
    return true;
  });
}

function touches(a: Edit, b: Edit): boolean {
  return a.file === b.file && a.start <= b.end && b.start <= a.end;
}
