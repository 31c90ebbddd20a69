import type { FileFacts } from '../../model/file-facts.ts';
import type { Edit } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';

/** Takes a place in the text before to the same place in the text after. Out: `undefined` where no fact speaks of it. */
export interface Move {
  location(at: Location): Location | undefined;
  edit(edit: Edit): Edit | undefined;
}

/**
 * Compares two readings of one file. Where they say the same in other places (a comment, white space or quotes were
 * changed), all that is known of the project stays true and needs no linking again.
 * Out: how places moved; `undefined` if the readings differ.
 */
export function sameButMoved(before: FileFacts, after: FileFacts): Move | undefined {
  const moved = { starts: new Map<number, number>(), ends: new Map<number, number>() };
  return isSame(withoutLines(before), withoutLines(after), moved) ? moveBetween(before, after, moved) : undefined;
}

/** In: where what starts and ends at an offset of the text before does so in the text after. */
export function moveBetween(before: FileFacts, after: FileFacts, moved: Ends): Move {
  return {
    location: (at) => moveLocation(at, before.lineStarts, after.lineStarts, moved),
    edit: (edit) => moveEdit(edit, moved),
  };
}

interface Ends {
  readonly starts: ReadonlyMap<number, number>;
  readonly ends: ReadonlyMap<number, number>;
}

interface Moved extends Ends {
  readonly starts: Map<number, number>;
  readonly ends: Map<number, number>;
}

function withoutLines({ lineStarts: _, ...facts }: FileFacts): object {
  return facts;
}

function isSame(before: unknown, after: unknown, moved: Moved): boolean {
  if (before === after) return true;
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return false;
  const keys = Object.keys(before);
  if (keys.length !== Object.keys(after).length || Array.isArray(before) !== Array.isArray(after)) return false;
  return keys.every((key) => Object.hasOwn(after, key) && isSameAt(key, valueOf(before, key), valueOf(after, key), moved));
}

function isSameAt(key: string, before: unknown, after: unknown, moved: Moved): boolean {
  const [from, to] = [spanAt(key, before), spanAt(key, after)];
  if (!from || !to) return isSame(before, after, moved);
  moved.starts.set(from[0], to[0]);
  if (from[1] !== undefined && to[1] !== undefined) moved.ends.set(from[1], to[1]);
  return true;
}

/** `span`, `nameSpan`, `handlerSpan`: start and end; `nameAt`: a start. */
function spanAt(key: string, value: unknown): readonly [start: number, end?: number] | undefined {
  if (key === 'nameAt' && typeof value === 'number') return [value];
  if (!/span$/i.test(key) || !Array.isArray(value) || value.length !== 2) return undefined;
  const [start, end] = value as readonly unknown[];
  return typeof start === 'number' && typeof end === 'number' ? [start, end] : undefined;
}

function valueOf(object: object, key: string): unknown {
  return (object as Readonly<Record<string, unknown>>)[key];
}

type LineStarts = FileFacts['lineStarts'];

function moveLocation(at: Location, before: LineStarts, after: LineStarts, { starts, ends }: Ends): Location | undefined {
  const { file, line, column, endLine, endColumn } = at;
  const start = starts.get(offsetOf(before, line, column));
  if (start === undefined) return undefined;
  if (endLine === undefined || endColumn === undefined) return { file, ...placeOf(after, start) };
  const end = ends.get(offsetOf(before, endLine, endColumn));
  if (end === undefined) return undefined;
  const last = placeOf(after, end);
  return { file, ...placeOf(after, start), endLine: last.line, endColumn: last.column };
}

/** An edit may also put something behind what stands there. */
function moveEdit(edit: Edit, { starts, ends }: Ends): Edit | undefined {
  const start = starts.get(edit.start) ?? ends.get(edit.start);
  const end = edit.end === edit.start ? start : ends.get(edit.end);
  return start === undefined || end === undefined ? undefined : { ...edit, start, end };
}

function offsetOf(lineStarts: LineStarts, line: number, column: number): number {
  return (lineStarts[line - 1] ?? 0) + column - 1;
}

function placeOf(lineStarts: LineStarts, offset: number): { readonly line: number; readonly column: number } {
  const next = lineStarts.findIndex((start) => start > offset);
  const line = next < 0 ? lineStarts.length : next;
  return { line, column: offset - (lineStarts[line - 1] ?? 0) + 1 };
}
