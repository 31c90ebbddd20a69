import type { Span } from '../../model/location.ts';
import type { Fault } from '../reading/problem.ts';

export interface Token {
  readonly kind: 'name' | 'number' | 'symbol' | 'line' | 'text' | 'end';
  /** Of a text: what it says where it has no holes. */
  readonly text: string;
  readonly span: Span;
  /** Of a text: what stands in it, in order. */
  readonly parts?: readonly (string | readonly Token[])[];
}

interface Reading {
  readonly text: string;
  at: number;
  readonly faults: Fault[];
}

/** Texts inside of the holes of texts. */
const DEEPEST = 20;
const MOST_FAULTS = 100;

const blank = /(?:[^\S\n]+|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y;
const word = /[A-Za-z_][A-Za-z0-9_]*/y;
const digits = /\d+/y;
const symbol = /\.\.\.|\.\?|\[\?|=>|&&|\|\||\?\?|==|!=|=~|!~|<=|>=|::|[^]/y;
const plain = /(?:(?!\$\{)[^'\\\n])+/y;
const opener = /\$*'''/y;
const lines = /[\s\S]*?'''+/y;
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The tokens of a Bicep file, or of one expression of it or of an ARM template. Never throws. */
export function tokensOf(text: string): { readonly tokens: readonly Token[]; readonly faults: readonly Fault[] } {
  const reading: Reading = { text, at: 0, faults: [] };
  const tokens = readTokens(reading, 0);
  return { tokens, faults: reading.faults };
}

/** Inside of a hole: up to the brace that ends it. */
function readTokens(reading: Reading, depth: number): readonly Token[] {
  const tokens: Token[] = [];
  let open = 0;
  while (reading.at < reading.text.length) {
    matched(reading, blank);
    const token = readToken(reading, depth);
    if (!token) break;
    if (token.text === '}' && token.kind === 'symbol') {
      if (depth > 0 && open === 0) return [...tokens, endAt(reading)];
      open -= 1;
    }
    if (token.text === '{' && token.kind === 'symbol') open += 1;
    tokens.push(token);
  }
  return [...tokens, endAt(reading)];
}

function endAt({ at }: Reading): Token {
  return { kind: 'end', text: '', span: [at, at] };
}

function readToken(reading: Reading, depth: number): Token | undefined {
  const { text, at: start } = reading;
  if (start >= text.length) return undefined;
  if (text[start] === '\n') {
    reading.at += 1;
    return { kind: 'line', text: '', span: [start, start + 1] };
  }
  if (/^\$*'''/.test(text.slice(start, start + 8))) return readLines(reading);
  if (text[start] === "'") return readText(reading, depth);
  const name = matched(reading, word);
  if (name !== undefined) return { kind: 'name', text: name, span: [start, reading.at] };
  const number = matched(reading, digits);
  if (number !== undefined) return { kind: 'number', text: number, span: [start, reading.at] };
  return { kind: 'symbol', text: matched(reading, symbol) ?? '', span: [start, reading.at] };
}

/** `'''…'''`: as it stands there, up to the last of the quotes. The first line end does not count; `$'''…'''` has holes, which nobody reads. */
function readLines(reading: Reading): Token {
  const start = reading.at;
  const [opening = ''] = matched(reading, opener) ?? '';
  const from = reading.at;
  const written = matched(reading, lines);
  if (written === undefined) {
    fault(reading, start, 'This text does not end.');
    reading.at = reading.text.length;
  }
  const text = (written ?? '').slice(0, -3).replace(/^\r?\n/, '');
  const hole: Token = { kind: 'name', text: '_', span: [from, from] };
  return { kind: 'text', text, parts: opening === '$' ? [[hole, endAt(reading)]] : [text], span: [start, reading.at] };
}

function readText(reading: Reading, depth: number): Token {
  const { text, at: start } = reading;
  const parts: (string | readonly Token[])[] = [];
  reading.at += 1;
  while (reading.at < text.length) {
    if (text[reading.at] === "'") {
      // In expressions of ARM templates two of them are one.
      if (text[reading.at + 1] !== "'") break;
      parts.push("'");
      reading.at += 2;
    } else if (text.startsWith('${', reading.at)) {
      if (depth >= DEEPEST) return unended(reading, start);
      reading.at += 2;
      parts.push(readTokens(reading, depth + 1));
    } else if (text[reading.at] === '\\') parts.push(readEscape(reading));
    else {
      const written = matched(reading, plain);
      if (written === undefined) return unended(reading, start);
      parts.push(written);
    }
  }
  if (text[reading.at] !== "'") return unended(reading, start);
  reading.at += 1;
  return { kind: 'text', text: parts.filter((part) => typeof part === 'string').join(''), parts, span: [start, reading.at] };
}

function readEscape(reading: Reading): string {
  const character = reading.text[reading.at + 1] ?? '';
  const code = /^u\{([0-9a-fA-F]{1,6})\}/.exec(reading.text.slice(reading.at + 1, reading.at + 10));
  reading.at += code ? code[0].length + 1 : 2;
  if (code) return String.fromCodePoint(Math.min(Number.parseInt(code[1] ?? '0', 16), 0x10ffff));
  return escapes[character] ?? character;
}

/** Texts end in their line. */
function unended(reading: Reading, start: number): Token {
  fault(reading, start, 'This text does not end.');
  const line = reading.text.indexOf('\n', reading.at);
  reading.at = line < 0 ? reading.text.length : line;
  return { kind: 'text', text: '', parts: [], span: [start, reading.at] };
}

function fault({ faults, text }: Reading, at: number, message: string): void {
  if (faults.length < MOST_FAULTS) faults.push({ span: [at, Math.min(at + 1, text.length)], message });
}

function matched(reading: Reading, pattern: RegExp): string | undefined {
  pattern.lastIndex = reading.at;
  const found = pattern.exec(reading.text)?.[0];
  if (found !== undefined) reading.at += found.length;
  return found;
}
