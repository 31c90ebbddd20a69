import type { Audit } from '../model/audit.ts';
import { consumerLines } from './text/consumers.ts';
import { findingLines } from './text/findings.ts';
import { firstOf, plain, wrap } from './text/layout.ts';
import { type Paint, painter } from './text/paint.ts';
import { summaryLines } from './text/summary.ts';
import { unknownLines } from './text/unknowns.ts';

export interface TextReportOptions {
  /** Text of a file of the project, for the code that is shown; the path is as in the audit. */
  source(file: string): string | undefined;
  readonly colour: boolean;
}

const mostProblems = 20;

/** The audit for people, to be read from top to bottom: findings, consumers, what is not known. */
export function textReport(given: Audit, { source, colour }: TextReportOptions): string {
  const audit = { ...given, findings: gravestFirst(given.findings) };
  const paint = painter(colour);
  const lines = [
    ...summaryLines(audit, paint),
    ...findingLines(audit, { paint, source }),
    ...consumerLines(audit.consumers, paint),
    ...unknownLines(audit.unknowns, paint),
    ...problemLines(audit.problems, paint),
    ...moreLines(audit, paint),
  ];
  return `${lines.join('\n')}\n`;
}

/** Where to read on. */
function moreLines({ findings }: Audit, paint: Paint): readonly string[] {
  if (findings.length === 0) return [];
  return ['', paint('dim', 'What each rule means, and how to mend or state what it finds:'), paint('dim', '  https://github.com/async-patterns/eslint-plugin-async-patterns/blob/main/docs/rules/README.md')];
}

/** Errors, then warnings; among these in the order of places. */
function gravestFirst(findings: Audit['findings']): Audit['findings'] {
  return findings.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
}

function problemLines(problems: Audit['problems'], paint: Paint): readonly string[] {
  if (problems.length === 0) return [];
  return [
    '',
    paint('bold', 'Not read, or not in full'),
    ...firstOf(problems, mostProblems, ({ file, message }) => wrap(message.includes(file) ? plain(message) : `${plain(file)}: ${plain(message)}`, '  ')),
  ];
}
