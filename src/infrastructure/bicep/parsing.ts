import type { Span } from '../../model/location.ts';
import type { Fault } from '../reading/problem.ts';
import type { Token } from './tokens.ts';

/** Where a reader stands among tokens. After a fault every step comes back at once. */
export interface Parsing {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
  fault: Fault | undefined;
}

export const deepest = 100;

export function parsingOf(tokens: readonly Token[], depth = 0): Parsing {
  return { tokens, at: 0, depth, fault: undefined };
}

export function peek({ tokens, at }: Parsing, ahead = 0): Token {
  return tokens[at + ahead] ?? tokens.at(-1) ?? { kind: 'end', text: '', span: [0, 0] };
}

/** The token behind line ends. */
export function beyondLines(parsing: Parsing): Token {
  let ahead = 0;
  while (peek(parsing, ahead).kind === 'line') ahead += 1;
  return peek(parsing, ahead);
}

export function skipLines(parsing: Parsing): void {
  while (peek(parsing).kind === 'line') parsing.at += 1;
}

export function next(parsing: Parsing): Token {
  const token = peek(parsing);
  if (token.kind !== 'end') parsing.at += 1;
  return token;
}

export function isSymbol({ kind, text }: Token, symbol: string): boolean {
  return kind === 'symbol' && text === symbol;
}

export function take(parsing: Parsing, symbol: string): boolean {
  if (parsing.fault || !isSymbol(peek(parsing), symbol)) return false;
  parsing.at += 1;
  return true;
}

export function expect(parsing: Parsing, symbol: string): void {
  if (!take(parsing, symbol)) fail(parsing, `"${symbol}" is missing here.`);
}

export function takeName(parsing: Parsing): string {
  const token = peek(parsing);
  if (parsing.fault || token.kind !== 'name') return fail(parsing, 'A name is missing here.');
  parsing.at += 1;
  return token.text;
}

export function fail(parsing: Parsing, message: string): string {
  parsing.fault ??= { span: peek(parsing).span, message };
  return '';
}

/** From the start of a token to the end of the last one that was read. */
export function spanFrom(parsing: Parsing, [start]: Span): Span {
  return [start, parsing.tokens[parsing.at - 1]?.span[1] ?? start];
}
