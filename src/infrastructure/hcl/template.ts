import type { Span } from '../../model/location.ts';
import { type Cursor, expect, fail, isDone, peek, skipBlanks, startsWith, take, within } from './cursor.ts';
import type { Expression } from './syntax.ts';

/** Reads what stands between `${` and `}`. Given from outside, because expressions and templates hold each other. */
export type ReadExpression = (cursor: Cursor) => Expression;

const escapes = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);

/** `"text ${expression}"`, the cursor on the first quote. */
export function readQuoted(cursor: Cursor, readExpression: ReadExpression): Expression {
  const start = cursor.at;
  expect(cursor, '"');
  const parts = readParts(cursor, readExpression, '"');
  expect(cursor, '"');
  return joined(parts, [start, cursor.at]);
}

const heredocStart = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/uy;

/** `<<MARK` up to the line that is `MARK`. Its indentation stays. */
export function readHeredoc(cursor: Cursor, readExpression: ReadExpression): Expression {
  const start = cursor.at;
  heredocStart.lastIndex = start;
  const [opening, , mark] = heredocStart.exec(cursor.text) ?? [];
  if (opening === undefined || mark === undefined) {
    fail(cursor, 'This heredoc has no mark.');
    return opaque([start, start]);
  }
  cursor.at += opening.length;
  const close = closingLine(cursor, mark);
  if (close === undefined) {
    fail(cursor, `The line "${mark}" that ends this text is missing.`);
    return opaque([start, start]);
  }
  const body: Cursor = { ...cursor, end: close.start };
  const parts = readParts(body, readExpression, undefined);
  cursor.fault = body.fault;
  cursor.at = close.end;
  return joined(parts, [start, close.end]);
}

function closingLine(
  { text, at, end }: Cursor,
  mark: string,
): { readonly start: number; readonly end: number } | undefined {
  let start = at;
  while (start < end) {
    const lineEnd = text.indexOf('\n', start);
    const line = text.slice(start, lineEnd === -1 ? end : lineEnd);
    if (line.trim() === mark) return { start, end: start + line.trimEnd().length };
    if (lineEnd === -1) return undefined;
    start = lineEnd + 1;
  }
  return undefined;
}

type Part = Expression | 'directive';

function readParts(cursor: Cursor, readExpression: ReadExpression, quote: '"' | undefined): readonly Part[] {
  const parts: Part[] = [];
  let written = '';
  let from = cursor.at;
  const flush = (): void => {
    if (written !== '') parts.push({ kind: 'literal', value: written, span: [from, cursor.at] });
    written = '';
  };
  while (!isDone(cursor) && (quote === undefined || !startsWith(cursor, quote))) {
    if (quote !== undefined && peek(cursor) === '\n') fail(cursor, 'This text does not end on its line.');
    else if (take(cursor, '$${')) written += '${';
    else if (take(cursor, '%%{')) written += '%{';
    else if (startsWith(cursor, '${') || startsWith(cursor, '%{')) {
      flush();
      parts.push(readInserted(cursor, readExpression));
      from = cursor.at;
    } else if (quote !== undefined && peek(cursor) === '\\') written += readEscape(cursor);
    else {
      written += peek(cursor);
      cursor.at += 1;
    }
  }
  flush();
  return parts;
}

function readEscape(cursor: Cursor): string {
  const letter = peek(cursor, 1);
  const known = escapes.get(letter);
  const length = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  const code = Number.parseInt(cursor.text.slice(cursor.at + 2, cursor.at + 2 + length), 16);
  cursor.at += 2 + (known === undefined ? length : 0);
  if (known !== undefined) return known;
  return length > 0 && code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : letter;
}

function readInserted(cursor: Cursor, readExpression: ReadExpression): Part {
  const isDirective = peek(cursor) === '%';
  cursor.at += 2;
  take(cursor, '~');
  const inside = within(cursor, false, () => {
    skipBlanks(cursor);
    if (isDirective) return skipDirective(cursor);
    const expression = readExpression(cursor);
    skipBlanks(cursor);
    return expression;
  });
  take(cursor, '~');
  expect(cursor, '}');
  return inside;
}

/** `%{ if … }`, `%{ for … }`, `%{ endif }`: without its inside, which no name depends on. */
function skipDirective(cursor: Cursor): 'directive' {
  const close = cursor.text.indexOf('}', cursor.at);
  if (close === -1 || close >= cursor.end) fail(cursor, 'This directive does not end.');
  else cursor.at = close;
  return 'directive';
}

/** A template with a directive says one of several things. */
function joined(parts: readonly Part[], span: Span): Expression {
  const expressions = parts.filter((part) => part !== 'directive');
  if (expressions.length < parts.length) return opaque(span);
  const [first, second] = expressions;
  if (first === undefined) return { kind: 'literal', value: '', span };
  if (first.kind === 'literal' && second === undefined) return { ...first, span };
  return { kind: 'template', parts: expressions, span };
}

function opaque(span: Span): Expression {
  return { kind: 'opaque', span };
}
