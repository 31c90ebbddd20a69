import type { Location } from '../../model/location.ts';
import { plain } from './layout.ts';
import type { Paint } from './paint.ts';

/** Columns of code that are shown. */
const shown = 84;

/** The line with a caret, and the line above it. Out: nothing where the text is not there. */
export function codeFrame(text: string | undefined, at: Location, paint: Paint): readonly string[] {
  const lines = linesOf(text);
  const code = lines[at.line - 1];
  if (code === undefined) return [];
  const above = lines[at.line - 2];
  const gutter = String(at.line).length;
  const from = firstColumn(code, above, at.column);
  const frame = (number: string, content: string): string => `    ${number.padStart(gutter)} | ${content}`.trimEnd();
  const caret = ' '.repeat(Math.max(0, at.column - 1 - from)) + '^';
  return [
    ...(above === undefined || above.trim() === '' ? [] : [paint('dim', frame(String(at.line - 1), cut(above, from)))]),
    frame(String(at.line), cut(code, from)),
    paint('red', frame('', caret)),
  ];
}

/** The line of a place, or nothing where the text is not there. */
export function lineOfCode(text: string | undefined, { line }: Location): string {
  return linesOf(text)[line - 1] ?? '';
}

function linesOf(text: string | undefined): readonly string[] {
  return text?.split(/\r\n|[\n\r\u2028\u2029]/) ?? [];
}

/** Common indentation is left out, and of a very long line what stands far before the place. */
function firstColumn(code: string, above: string | undefined, column: number): number {
  const indents = [code, above].filter((line) => line !== undefined && line.trim() !== '').map((line) => /^\s*/.exec(line ?? '')?.[0].length ?? 0);
  const indent = Math.min(...indents, column - 1);
  return column - indent > shown - 20 ? column - 20 : indent;
}

function cut(line: string, from: number): string {
  const rest = line.slice(from);
  return plain(rest.length > shown ? `${rest.slice(0, shown - 1)}…` : rest);
}
