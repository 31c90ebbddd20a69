import type { Location, Span } from '../../model/location.ts';

/** The text of one file, with what it takes to tell lines from offsets. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
}

export function sourceText(file: string, text: string): SourceText {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { file, text, lineStarts };
}

/** Blanks at the end of a span do not count. */
export function locate(source: SourceText, [start, end]: Span): Location {
  let last = Math.min(end, source.text.length);
  while (last > start && isBlank(source.text.charCodeAt(last - 1))) last -= 1;

  const { line, column } = position(source, start);
  const { line: endLine, column: endColumn } = position(source, last);
  return { file: source.file, line, column, endLine, endColumn };
}

function position({ lineStarts }: SourceText, offset: number): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
