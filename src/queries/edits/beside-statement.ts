import type { FileFacts } from '../../model/file-facts.ts';
import type { Edit } from '../../model/finding.ts';
import type { Span } from '../../model/location.ts';
import type { WrittenStatement } from '../../model/written.ts';

/** Writes further statements, a line each, behind one that is there. Their own `;` is left out where it has none. */
export function behind({ file, lineEnd: end, indent, newLine, closed }: WrittenStatement, lines: readonly string[]): Edit {
  return { file, start: end, end, text: lines.map((line) => `${newLine}${indent}${closed ? line : withoutEnd(line)}`).join('') };
}

/** Writes a statement on a line of its own in front of one that is there. */
export function inFrontOf({ file, span: [start], indent, newLine, closed }: WrittenStatement, line: string): Edit {
  return { file, start, end: start, text: `${closed ? line : withoutEnd(line)}${newLine}${indent}` };
}

function withoutEnd(line: string): string {
  return line.endsWith(';') ? line.slice(0, -1) : line;
}

/** Is the statement nothing but `await` and this expression? */
export function onlyAwaits({ span, text, closed }: WrittenStatement, [start, end]: Span): boolean {
  return /^await\s+$/.test(text.slice(0, start - span[0])) && end === span[1] - (closed ? 1 : 0);
}

/** The first of some names that neither the file uses nor a fix gave away before. */
export function freeName({ bindings }: FileFacts, names: readonly string[], given: ReadonlySet<string>): string | undefined {
  return names.find((name) => !given.has(name) && !bindings.some((binding) => binding.name === name));
}
