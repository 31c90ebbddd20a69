import {
  type Cursor,
  deepest,
  expect,
  fail,
  isDone,
  peek,
  skipBlanks,
  startsWith,
  take,
  takeName,
  takeNumber,
  within,
} from './cursor.ts';
import { readCollection } from './collection.ts';
import type { Expression } from './syntax.ts';
import { readHeredoc, readQuoted } from './template.ts';

const operators = ['==', '!=', '<=', '>=', '&&', '||', '<', '>', '+', '-', '*', '/', '%'];

/** One expression, conditionals and operators included. */
export function readExpression(cursor: Cursor): Expression {
  const start = cursor.at;
  cursor.depth += 1;
  if (cursor.depth > deepest) fail(cursor, 'This is nested too deeply.');
  const expression = cursor.fault ? opaque(start, start) : readConditional(cursor);
  cursor.depth -= 1;
  return expression;
}

function readConditional(cursor: Cursor): Expression {
  const condition = readOperation(cursor);
  skipBlanks(cursor);
  if (!take(cursor, '?')) return condition;

  const then = within(cursor, false, () => (skipBlanks(cursor), readExpression(cursor)));
  within(cursor, false, () => skipBlanks(cursor));
  expect(cursor, ':');
  within(cursor, false, () => skipBlanks(cursor));
  const otherwise = readExpression(cursor);
  return { kind: 'conditional', condition, then, otherwise, span: [condition.span[0], otherwise.span[1]] };
}

/** Operands with operators between them. The outcome is not computed, so their order of binding does not matter. */
function readOperation(cursor: Cursor): Expression {
  const first = readOperand(cursor);
  let last = first;
  skipBlanks(cursor);
  while (!isDone(cursor) && takeOperator(cursor)) {
    skipBlanks(cursor);
    last = readOperand(cursor);
    skipBlanks(cursor);
  }
  return last === first ? first : opaque(first.span[0], last.span[1]);
}

function takeOperator(cursor: Cursor): boolean {
  return operators.some((operator) => take(cursor, operator));
}

function readOperand(cursor: Cursor): Expression {
  const start = cursor.at;
  let negations = 0;
  while (startsWith(cursor, '!') || startsWith(cursor, '-')) {
    negations += 1;
    cursor.at += 1;
    skipBlanks(cursor);
  }
  const operand = readSteps(cursor, readPrimary(cursor));
  if (negations === 0) return operand;
  const isNegative = negations === 1 && cursor.text[start] === '-' && operand.kind === 'literal';
  return isNegative && typeof operand.value === 'number'
    ? { ...operand, value: -operand.value, span: [start, operand.span[1]] }
    : opaque(start, operand.span[1]);
}

function readPrimary(cursor: Cursor): Expression {
  const start = cursor.at;
  switch (peek(cursor)) {
    case '"':
      return readQuoted(cursor, readExpression);
    case '<':
      return readHeredoc(cursor, readExpression);
    case '(':
      return readParenthesised(cursor);
    case '[':
    case '{':
      return readCollection(cursor, readExpression, readPrimaryWithSteps);
  }
  const number = takeNumber(cursor);
  if (number !== undefined) return { kind: 'literal', value: number, span: [start, cursor.at] };
  return readNamed(cursor);
}

function readPrimaryWithSteps(cursor: Cursor): Expression {
  return readSteps(cursor, readPrimary(cursor));
}

function readParenthesised(cursor: Cursor): Expression {
  const start = cursor.at;
  expect(cursor, '(');
  const inside = within(cursor, false, () => {
    skipBlanks(cursor);
    const expression = readExpression(cursor);
    skipBlanks(cursor);
    return expression;
  });
  expect(cursor, ')');
  return { ...inside, span: [start, cursor.at] };
}

const constants = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** A constant, a name or the call of a function, which may stand in a namespace: `provider::aws::arn_parse(…)`. */
function readNamed(cursor: Cursor): Expression {
  const start = cursor.at;
  let name = takeName(cursor);
  if (name === undefined) {
    fail(cursor, 'A value is missing here.');
    return opaque(start, start);
  }
  while (take(cursor, '::')) name = `${name}::${takeName(cursor) ?? ''}`;
  const constant = constants.get(name);
  if (constant !== undefined) return { kind: 'literal', value: constant, span: [start, cursor.at] };
  if (peek(cursor) !== '(') return { kind: 'name', name, span: [start, cursor.at] };
  const parameters = readArguments(cursor);
  return { kind: 'call', name, arguments: parameters, span: [start, cursor.at] };
}

function readArguments(cursor: Cursor): readonly Expression[] {
  const read: Expression[] = [];
  expect(cursor, '(');
  within(cursor, false, () => {
    skipBlanks(cursor);
    while (!isDone(cursor) && peek(cursor) !== ')') {
      const argument = readExpression(cursor);
      skipBlanks(cursor);
      // `concat(lists...)`: how many there are is not known.
      read.push(take(cursor, '...') ? opaque(...argument.span) : argument);
      skipBlanks(cursor);
      if (!take(cursor, ',')) break;
      skipBlanks(cursor);
    }
  });
  expect(cursor, ')');
  return read;
}

/** `.name`, `[key]`, `[*]`, `.*` and the old `.0`. */
function readSteps(cursor: Cursor, first: Expression): Expression {
  let of = first;
  let steps = 0;
  while (!isDone(cursor)) {
    const span = (): readonly [number, number] => [first.span[0], cursor.at];
    if (peek(cursor) === '[') of = readIndex(cursor, of);
    else if (peek(cursor) === '.' && !startsWith(cursor, '...')) {
      cursor.at += 1;
      const key = take(cursor, '*') ? '*' : (takeName(cursor) ?? takeNumber(cursor));
      if (key === undefined) fail(cursor, 'A name is missing here.');
      if (key === '*') of = { kind: 'splat', of, span: span() };
      else if (typeof key === 'string') of = { kind: 'attribute', of, name: key, span: span() };
      else of = { kind: 'index', of, key: { kind: 'literal', value: key ?? 0, span: span() }, span: span() };
    } else return of;
    steps += 1;
    if (steps > deepest) fail(cursor, 'This is nested too deeply.');
  }
  return of;
}

function readIndex(cursor: Cursor, of: Expression): Expression {
  expect(cursor, '[');
  const key = within(cursor, false, () => {
    skipBlanks(cursor);
    const read = startsWith(cursor, '*') && take(cursor, '*') ? undefined : readExpression(cursor);
    skipBlanks(cursor);
    return read;
  });
  expect(cursor, ']');
  const span = [of.span[0], cursor.at] as const;
  return key === undefined ? { kind: 'splat', of, span } : { kind: 'index', of, key, span };
}

function opaque(start: number, end: number): Expression {
  return { kind: 'opaque', span: [start, end] };
}
