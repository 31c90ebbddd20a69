import type { Fault } from '../reading/problem.ts';

/**
 * Where the reader stands in a text. After a fault every step is a no-op that comes back at once, up to the block at
 * the top, which is then left out.
 */
export interface Cursor {
  readonly text: string;
  at: number;
  readonly end: number;
  /** Inside of brackets a line end is a blank like others. */
  linesMatter: boolean;
  depth: number;
  fault: Fault | undefined;
}

export const deepest = 100;

const name = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

export function cursorAt(text: string, at: number, end = text.length): Cursor {
  return { text, at, end, linesMatter: true, depth: 0, fault: undefined };
}

export function fail(cursor: Cursor, message: string): void {
  cursor.fault ??= { span: [cursor.at, Math.min(cursor.at + 1, cursor.end)], message };
}

export function isDone(cursor: Cursor): boolean {
  return cursor.fault !== undefined || cursor.at >= cursor.end;
}

/** The character `ahead` of the cursor, or an empty text at the end. */
export function peek(cursor: Cursor, ahead = 0): string {
  const at = cursor.at + ahead;
  return at < cursor.end ? (cursor.text[at] ?? '') : '';
}

export function startsWith(cursor: Cursor, token: string): boolean {
  return cursor.at + token.length <= cursor.end && cursor.text.startsWith(token, cursor.at);
}

/** Steps over a token, if it is the next one. */
export function take(cursor: Cursor, token: string): boolean {
  if (cursor.fault || !startsWith(cursor, token)) return false;
  cursor.at += token.length;
  return true;
}

export function expect(cursor: Cursor, token: string): void {
  if (!take(cursor, token)) fail(cursor, `"${token}" is missing here.`);
}

export function takeName(cursor: Cursor): string | undefined {
  return takeMatch(cursor, name);
}

export function takeNumber(cursor: Cursor): number | undefined {
  const written = takeMatch(cursor, number);
  return written === undefined ? undefined : Number(written);
}

function takeMatch(cursor: Cursor, pattern: RegExp): string | undefined {
  if (cursor.fault) return undefined;
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found === undefined || cursor.at + found.length > cursor.end) return undefined;
  cursor.at += found.length;
  return found;
}

/** Steps over blanks and comments; over line ends only where they do not matter. */
export function skipBlanks(cursor: Cursor): void {
  while (!isDone(cursor)) {
    const character = peek(cursor);
    if (character === ' ' || character === '\t' || character === '\r') cursor.at += 1;
    else if (character === '\n' && !cursor.linesMatter) cursor.at += 1;
    else if (character === '#' || startsWith(cursor, '//')) skipTo(cursor, '\n');
    else if (startsWith(cursor, '/*')) skipBlockComment(cursor);
    else return;
  }
}

export function skipLines(cursor: Cursor): void {
  skipBlanks(cursor);
  while (!isDone(cursor) && take(cursor, '\n')) skipBlanks(cursor);
}

function skipTo(cursor: Cursor, token: string): void {
  const found = cursor.text.indexOf(token, cursor.at);
  cursor.at = found === -1 || found > cursor.end ? cursor.end : found;
}

function skipBlockComment(cursor: Cursor): void {
  const found = cursor.text.indexOf('*/', cursor.at + 2);
  if (found === -1 || found + 2 > cursor.end) fail(cursor, 'This comment does not end.');
  else cursor.at = found + 2;
}

/** Reads with or without line ends that matter, and puts things back as they were. */
export function within<Result>(cursor: Cursor, linesMatter: boolean, read: () => Result): Result {
  const before = cursor.linesMatter;
  cursor.linesMatter = linesMatter;
  const result = read();
  cursor.linesMatter = before;
  return result;
}
