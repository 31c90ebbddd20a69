import { readArguments, readArray, readObject } from './collection.ts';
import { beyondLines, deepest, expect, fail, isSymbol, next, type Parsing, parsingOf, peek, skipLines, spanFrom, take, takeName } from './parsing.ts';
import type { Expression } from './syntax.ts';
import type { Token } from './tokens.ts';

const operators = new Set(['&&', '||', '??', '==', '!=', '=~', '!~', '<', '>', '<=', '>=', '+', '-', '*', '/', '%']);
/** An element of a list may begin with these, so that they go on with an expression in its own line only. */
const beginners = new Set(['+', '-', '!']);

/** Reads one expression. Source of the grammar: tree-sitter-bicep 1.1.0 `grammar.js`; https://github.com/Azure/bicep/blob/02c8307a189b/docs/grammar.md */
export function readExpression(parsing: Parsing): Expression {
  const { span } = peek(parsing);
  if (parsing.fault || parsing.depth >= deepest) {
    fail(parsing, 'This is nested too deeply.');
    return { kind: 'other', span };
  }
  parsing.depth += 1;
  const expression = readChoice(parsing);
  parsing.depth -= 1;
  return expression;
}

function readChoice(parsing: Parsing): Expression {
  const { span } = peek(parsing);
  const condition = readOperands(parsing);
  if (!isSymbol(beyondLines(parsing), '?')) return condition;
  skipLines(parsing);
  next(parsing);
  skipLines(parsing);
  const yes = readExpression(parsing);
  skipLines(parsing);
  expect(parsing, ':');
  skipLines(parsing);
  const no = readExpression(parsing);
  return { kind: 'choice', yes, no, span: spanFrom(parsing, span) };
}

function readOperands(parsing: Parsing): Expression {
  const { span } = peek(parsing);
  let expression = readUnary(parsing);
  while (!parsing.fault && isOperator(parsing)) {
    skipLines(parsing);
    next(parsing);
    skipLines(parsing);
    readUnary(parsing);
    expression = { kind: 'other', span: spanFrom(parsing, span) };
  }
  return expression;
}

function isOperator(parsing: Parsing): boolean {
  const token = beyondLines(parsing);
  return token.kind === 'symbol' && operators.has(token.text) && (token === peek(parsing) || !beginners.has(token.text));
}

function readUnary(parsing: Parsing): Expression {
  const { span } = peek(parsing);
  let isChanged = false;
  while (take(parsing, '!') || take(parsing, '-')) isChanged = true;
  const expression = readMembers(parsing);
  return isChanged ? { kind: 'other', span: spanFrom(parsing, span) } : expression;
}

function readMembers(parsing: Parsing): Expression {
  const { span } = peek(parsing);
  let expression = readPrimary(parsing);
  while (!parsing.fault) {
    if (take(parsing, '.') || take(parsing, '.?') || take(parsing, '::')) {
      expression = { kind: 'member', of: expression, name: takeName(parsing), span: spanFrom(parsing, span) };
    } else if (take(parsing, '[') || take(parsing, '[?')) {
      // `[^1]` counts from the end.
      const isFromEnd = take(parsing, '^');
      const inside = readExpression(parsing);
      const index: Expression = isFromEnd ? { kind: 'other', span: inside.span } : inside;
      expect(parsing, ']');
      expression = { kind: 'index', of: expression, index, span: spanFrom(parsing, span) };
    } else if (isSymbol(peek(parsing), '(') && (expression.kind === 'name' || expression.kind === 'member')) {
      const given = readArguments(parsing, readExpression);
      expression = { kind: 'call', callee: expression.name, arguments: given, span: spanFrom(parsing, span) };
    } else if (!take(parsing, '!')) return expression;
  }
  return expression;
}

function readPrimary(parsing: Parsing): Expression {
  const token = peek(parsing);
  const { span, text, kind } = token;
  if (isSymbol(token, '{')) return readObject(parsing, readExpression);
  if (isSymbol(token, '[')) return readArray(parsing, readExpression);
  if (isSymbol(token, '(')) return readParentheses(parsing);
  if (kind === 'text') return textOf(parsing, next(parsing));
  if (kind === 'number') return { kind: 'literal', value: Number(next(parsing).text), span };
  if (kind !== 'name') {
    fail(parsing, 'A value is missing here.');
    return { kind: 'other', span };
  }
  next(parsing);
  if (take(parsing, '=>')) return lambda(parsing, token);
  if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true', span };
  return text === 'null' ? { kind: 'literal', value: null, span } : { kind: 'name', name: text, span };
}

function lambda(parsing: Parsing, { span }: Token): Expression {
  skipLines(parsing);
  readExpression(parsing);
  return { kind: 'other', span: spanFrom(parsing, span) };
}

/** `(value)`, or the parameters of a function: `(one, other) => value`. */
function readParentheses(parsing: Parsing): Expression {
  const token = peek(parsing);
  const [only, ...others] = readArguments(parsing, readExpression);
  if (take(parsing, '=>')) return lambda(parsing, token);
  return only && others.length === 0 ? only : { kind: 'other', span: spanFrom(parsing, token.span) };
}

function textOf(parsing: Parsing, { parts = [], text, span }: Token): Expression {
  if (parts.every((part) => typeof part === 'string')) return { kind: 'literal', value: text, span };
  return {
    kind: 'template',
    span,
    parts: parts.map((part): string | Expression => {
      if (typeof part === 'string') return part;
      const inside = parsingOf(part, parsing.depth + 1);
      const expression = readExpression(inside);
      parsing.fault ??= inside.fault;
      return expression;
    }),
  };
}
