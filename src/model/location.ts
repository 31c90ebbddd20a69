/** A place in a file of the analysed project: relative path with `/`, lines and columns from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** Offsets into the text of one file, `[start, end)`: how facts say where something stands. */
export type Span = readonly [start: number, end: number];

/** Tells places apart: the same for the same start. */
export function placeKey({ file, line, column }: Location): string {
  return `${file}:${String(line)}:${String(column)}`;
}
