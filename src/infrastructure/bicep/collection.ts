import type { Span } from '../../model/location.ts';
import { expect, fail, isSymbol, next, type Parsing, peek, skipLines, spanFrom, take, takeName } from './parsing.ts';
import type { Declaration, Expression, Property } from './syntax.ts';

/** Given from outside, because expressions and collections hold each other. */
export type ReadExpression = (parsing: Parsing) => Expression;

export function readArguments(parsing: Parsing, read: ReadExpression): readonly Expression[] {
  const given: Expression[] = [];
  expect(parsing, '(');
  skipLines(parsing);
  while (!parsing.fault && !take(parsing, ')')) {
    given.push(read(parsing));
    skipLines(parsing);
    if (!take(parsing, ',') && !isSymbol(peek(parsing), ')')) fail(parsing, '")" is missing here.');
    skipLines(parsing);
  }
  return given;
}

/** `[…]`, also with a loop in it. */
export function readArray(parsing: Parsing, read: ReadExpression): Expression {
  const { span } = peek(parsing);
  expect(parsing, '[');
  skipLines(parsing);
  if (peek(parsing).kind === 'name' && peek(parsing).text === 'for') return readLoop(parsing, span, read);
  const items: Expression[] = [];
  while (!parsing.fault && !take(parsing, ']')) {
    skipDecorators(parsing, read);
    if (take(parsing, '...')) items.push({ kind: 'other', span: read(parsing).span });
    else items.push(read(parsing));
    endOfItem(parsing, ']');
  }
  return { kind: 'array', items, span: spanFrom(parsing, span) };
}

function readLoop(parsing: Parsing, start: Span, read: ReadExpression): Expression {
  takeName(parsing);
  const isPair = take(parsing, '(');
  const item = takeName(parsing);
  const index = isPair && take(parsing, ',') ? takeName(parsing) : undefined;
  if (isPair) expect(parsing, ')');
  if (takeName(parsing) !== 'in') fail(parsing, '"in" is missing here.');
  const of = read(parsing);
  expect(parsing, ':');
  skipLines(parsing);
  const body = readBody(parsing, read);
  skipLines(parsing);
  expect(parsing, ']');
  return { kind: 'loop', item, ...(index !== undefined && { index }), of, body, span: spanFrom(parsing, start) };
}

/** What may follow `=` of a resource or a module, or `:` of a loop. */
export function readBody(parsing: Parsing, read: ReadExpression): Expression {
  const { kind, text, span } = peek(parsing);
  if (kind !== 'name' || text !== 'if' || !isSymbol(peek(parsing, 1), '(')) return read(parsing);
  next(parsing);
  readArguments(parsing, read);
  skipLines(parsing);
  const body = read(parsing);
  return { kind: 'if', body, span: spanFrom(parsing, span) };
}

/** `{…}` */
export function readObject(parsing: Parsing, read: ReadExpression): Expression {
  const { span } = peek(parsing);
  const properties: Property[] = [];
  const resources: Declaration[] = [];
  expect(parsing, '{');
  skipLines(parsing);
  while (!parsing.fault && !take(parsing, '}')) {
    skipDecorators(parsing, read);
    if (isChild(parsing)) resources.push(readResource(parsing, read));
    else properties.push(readProperty(parsing, read));
    endOfItem(parsing, '}');
  }
  return { kind: 'object', properties, resources, span: spanFrom(parsing, span) };
}

function isChild(parsing: Parsing): boolean {
  return peek(parsing).text === 'resource' && peek(parsing, 1).kind === 'name' && peek(parsing, 2).kind === 'text';
}

function readProperty(parsing: Parsing, read: ReadExpression): Property {
  const { span, kind, text, parts = [] } = next(parsing);
  if (kind === 'symbol' && text === '...') return { value: read(parsing), span: spanFrom(parsing, span) };
  if (kind !== 'name' && kind !== 'text') fail(parsing, 'A name is missing here.');
  expect(parsing, ':');
  skipLines(parsing);
  const value = read(parsing);
  const isPlain = parts.every((part) => typeof part === 'string');
  return { ...(isPlain && { key: text }), value, span: spanFrom(parsing, span) };
}

function endOfItem(parsing: Parsing, close: string): void {
  const isEnded = take(parsing, ',') || peek(parsing).kind === 'line' || isSymbol(peek(parsing), close);
  if (!isEnded) fail(parsing, 'A line end is missing here.');
  skipLines(parsing);
}

/** `@description('…')` before a statement, a property or an item. */
export function skipDecorators(parsing: Parsing, read: ReadExpression): void {
  while (!parsing.fault && take(parsing, '@')) {
    read(parsing);
    skipLines(parsing);
  }
}

/** `resource orders 'type@version' = …`, `module queues 'file.bicep' = …`: where one of these words is the next. */
export function readResource(parsing: Parsing, read: ReadExpression): Declaration {
  const { span, text } = next(parsing);
  const kind = text === 'module' ? 'module' : 'resource';
  const name = takeName(parsing);
  const { kind: token, text: of } = next(parsing);
  if (token !== 'text') fail(parsing, 'A text is missing here.');
  const isExisting = peek(parsing).text === 'existing';
  if (isExisting) next(parsing);
  expect(parsing, '=');
  skipLines(parsing);
  const value = readBody(parsing, read);
  return { kind, name, of, ...(isExisting && { existing: true as const }), value, span: spanFrom(parsing, span) };
}
