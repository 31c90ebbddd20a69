import {
  type Cursor,
  expect,
  fail,
  isDone,
  peek,
  skipBlanks,
  skipLines,
  startsWith,
  take,
  takeName,
  within,
} from './cursor.ts';
import type { Expression, ObjectEntry } from './syntax.ts';
import { readHeredoc, readQuoted, type ReadExpression } from './template.ts';

/** `[…]` or `{…}`; with `for` inside it is opaque. In: `readKey` reads a key, which ends before `=` and `:`. */
export function readCollection(cursor: Cursor, readExpression: ReadExpression, readKey: ReadExpression): Expression {
  const start = cursor.at;
  const isList = peek(cursor) === '[';
  cursor.at += 1;
  const inside = within(cursor, !isList, (): Inside => {
    skipLines(cursor);
    if (/^for[\s{[("]/.test(cursor.text.slice(cursor.at, cursor.at + 4))) return { kind: 'opaque' };
    return isList
      ? { kind: 'list', items: readItems(cursor, readExpression) }
      : { kind: 'object', entries: readEntries(cursor, readExpression, readKey) };
  });
  if (inside.kind === 'opaque') skipFor(cursor, readExpression);
  expect(cursor, isList ? ']' : '}');
  return { ...inside, span: [start, cursor.at] };
}

type Inside =
  | { readonly kind: 'opaque' }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly ObjectEntry[] };

function readItems(cursor: Cursor, readExpression: ReadExpression): readonly Expression[] {
  const items: Expression[] = [];
  while (!isDone(cursor) && peek(cursor) !== ']') {
    items.push(readExpression(cursor));
    skipBlanks(cursor);
    if (!take(cursor, ',')) break;
    skipBlanks(cursor);
  }
  return items;
}

/** Entries end with a comma or with the line. */
function readEntries(cursor: Cursor, readExpression: ReadExpression, readKey: ReadExpression): readonly ObjectEntry[] {
  const entries: ObjectEntry[] = [];
  while (!isDone(cursor) && peek(cursor) !== '}') {
    const key = keyOf(readKey(cursor));
    skipBlanks(cursor);
    if (!take(cursor, '=') && !take(cursor, ':')) fail(cursor, '"=" is missing here.');
    skipBlanks(cursor);
    const value = readExpression(cursor);
    entries.push({ key, value, span: [key.span[0], value.span[1]] });
    skipBlanks(cursor);
    const isSeparated = take(cursor, ',') || peek(cursor) === '\n';
    if (!isSeparated) break;
    skipLines(cursor);
  }
  return entries;
}

/** A plain name is the key itself. */
function keyOf(key: Expression): Expression {
  return key.kind === 'name' ? { kind: 'literal', value: key.name, span: key.span } : key;
}

const closing = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** Steps over the inside of a `for`, up to the bracket that closes it. */
function skipFor(cursor: Cursor, readExpression: ReadExpression): void {
  const open: string[] = [];
  within(cursor, false, () => {
    skipBlanks(cursor);
    while (!isDone(cursor) && (open.length > 0 || !/[\]}]/.test(peek(cursor)))) {
      if (peek(cursor) === '"') readQuoted(cursor, readExpression);
      else if (isHeredoc(cursor)) readHeredoc(cursor, readExpression);
      else skipToken(cursor, open);
      skipBlanks(cursor);
    }
  });
}

/** In: `open` holds the brackets that are still to be closed. */
function skipToken(cursor: Cursor, open: string[]): void {
  const character = peek(cursor);
  const close = closing.get(character);
  if (close !== undefined) open.push(close);
  else if (character === open.at(-1)) open.pop();
  else if (takeName(cursor) !== undefined) return;
  cursor.at += 1;
}

function isHeredoc(cursor: Cursor): boolean {
  return startsWith(cursor, '<<') && /^<<-?[\p{L}_]/u.test(cursor.text.slice(cursor.at, cursor.at + 4));
}
