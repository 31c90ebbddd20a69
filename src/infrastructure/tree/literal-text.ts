import type { Span } from '../../model/location.ts';

const trivia = /(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;

/** Offset behind white space and comments. */
export function afterTrivia(text: string, from: number): number {
  trivia.lastIndex = from;
  return from + (trivia.exec(text)?.[0].length ?? 0);
}

const opening = new Set(['{', '[', '(']);
const closing = new Set(['}', ']', ')']);

/** Offset behind an expression: at the comma, bracket or semicolon that ends it. Undefined where the file ends inside of it. */
export function afterExpression(text: string, from: number): number | undefined {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (depth === 0 && (character === ',' || character === ';' || closing.has(character))) return at;
    if (opening.has(character)) depth += 1;
    if (closing.has(character)) depth -= 1;
    const next = afterPiece(text, at);
    if (next === undefined) return undefined;
    if (depth === 0 && endsLine(text, at, next, from)) return at;
    at = next;
  }
  return depth === 0 ? text.length : undefined;
}

/** A statement may end without a semicolon: what follows starts another one. */
function endsLine(text: string, at: number, next: number, from: number): boolean {
  if (at === from || text[at] !== '\n') return false;
  return /^(?:const|let|var|export|import|module|function|class|type|interface)\b/.test(text.slice(next, next + 12));
}

function afterPiece(text: string, at: number): number | undefined {
  const character = text[at];
  if (character === "'" || character === '"' || character === '`') return cooked(text, at)?.end;
  if (character === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) return Math.max(at + 1, afterTrivia(text, at));
  return at + 1;
}

export interface Cooked {
  /** Texts, and the code between `${` and `}` of a template. */
  readonly parts: readonly (string | { readonly code: Span })[];
  readonly end: number;
}

const escapes = new Map([['n', '\n'], ['t', '\t'], ['r', '\r'], ['\n', '']]);

/** Reads what stands between quotes. */
export function cooked(text: string, start: number): Cooked | undefined {
  const quote = text[start];
  const parts: (string | { readonly code: Span })[] = [];
  let written = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === quote) return { parts: [...parts, written], end: at + 1 };
    if (character === '\n' && quote !== '`') return undefined;
    if (character === '\\') {
      at += 1;
      const escaped = text[at] ?? '';
      written += escapes.get(escaped) ?? escaped;
    } else if (quote === '`' && character === '$' && text[at + 1] === '{') {
      const end = afterExpression(text, at + 2);
      if (end === undefined || text[end] !== '}') return undefined;
      parts.push(written, { code: [at + 2, end] });
      written = '';
      at = end;
    } else written += character;
  }
  return undefined;
}
