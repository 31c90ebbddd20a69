import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { Span } from '../../model/location.ts';
import { parameter, template as put, text, unknown } from '../reading/value.ts';
import { type Declarations, declarationsIn } from './literal-declarations.ts';
import { afterExpression, afterTrivia, cooked } from './literal-text.ts';
import { isTooDeep } from './nesting.ts';
import { type Entry, entriesOf, map, type ParsedTree, scalar, textOf, type Tree, treeAt } from './tree.ts';

const longest = 500_000;
const mostNodes = 50_000;
/** The object that is exported, and each of its settings, are of use even if a part of them is computed. */
const partialLevels = 2;

interface Reading extends Declarations {
  readonly text: string;
  readonly folder: string | undefined;
  /** Names that are being followed. */
  readonly active: Set<string>;
  nodes: number;
}

interface LiteralOptions {
  /** A constant of the module; what it exports as a whole where none is named. */
  readonly name?: string;
  /** What the folder of the module is called where a text starts with something made of `__dirname` alone. */
  readonly folder?: string;
}

interface Read {
  readonly tree: Tree;
  /** Offset behind it. */
  readonly end: number;
}

/**
 * The object that a module of TypeScript or JavaScript exports, as data: literals, constants of the same file, spreads
 * of those. What is computed is a hole, and so is an object of which a part is: what it lacks may stand in that part.
 */
export function literalTree(written: string, { name, folder }: LiteralOptions = {}): ParsedTree {
  if (written.length > longest) return { tree: undefined, faults: [] };
  const declarations = declarationsIn(written);
  const start = name === undefined ? declarations.exported : declarations.constants.get(name);
  if (start === undefined || isTooDeep(written)) return { tree: undefined, faults: [] };
  const reading: Reading = { ...declarations, text: written, folder, active: new Set(), nodes: 0 };
  return { tree: expression(reading, start, partialLevels)?.tree, faults: [] };
}

/** In: `levels` of objects that are of use even if a part of them is computed. */
function expression(reading: Reading, from: number, levels: number): Read | undefined {
  const start = afterTrivia(reading.text, from);
  const end = afterExpression(reading.text, start);
  reading.nodes += 1;
  if (end === undefined || reading.nodes > mostNodes) return undefined;
  const read = primary(reading, start, levels);
  const isWhole = read !== undefined && isNothing(reading.text.slice(read.end, end));
  return { tree: isWhole ? read.tree : hole('it is computed', [start, end]), end };
}

/** What only types say counts for nothing. */
function isNothing(rest: string): boolean {
  const left = rest.slice(afterTrivia(rest, 0));
  return left === '' || /^(?:as|satisfies)\s/.test(left);
}

function primary(reading: Reading, start: number, levels: number): Read | undefined {
  switch (reading.text[start]) {
    case '{':
      return object(reading, start, levels);
    case '[':
      return array(reading, start);
    case "'":
    case '"':
    case '`':
      return quoted(reading, start);
    default:
      return numeral(reading.text, start) ?? named(reading, start, levels);
  }
}

function object(reading: Reading, start: number, levels: number): Read | undefined {
  const entries: Entry[] = [];
  let isWhole = true;
  let at = afterTrivia(reading.text, start + 1);
  while (reading.text[at] !== '}') {
    const part = reading.text.startsWith('...', at) ? spread(reading, at) : property(reading, at, levels);
    if (part === undefined) return undefined;
    entries.push(...part.entries);
    isWhole &&= part.isRead;
    at = afterTrivia(reading.text, part.end);
    if (reading.text[at] === ',') at = afterTrivia(reading.text, at + 1);
    else if (reading.text[at] !== '}') return undefined;
  }
  const span: Span = [start, at + 1];
  return { tree: isWhole || levels > 0 ? map(entries, span) : hole('a part of it is computed', span), end: at + 1 };
}

interface Part {
  readonly entries: readonly Entry[];
  readonly isRead: boolean;
  readonly end: number;
}

function spread(reading: Reading, at: number): Part | undefined {
  const read = expression(reading, at + 3, 0);
  return read && { entries: entriesOf(read.tree), isRead: read.tree.kind === 'map', end: read.end };
}

const key = /(?:([A-Za-z_$][\w$]*|\d+)|'([^'\\\n]*)'|"([^"\\\n]*)")\s*(?=[:,}])/y;

/** `key: value` or `key`. A method or a computed key is not read. */
function property(reading: Reading, start: number, levels: number): Part | undefined {
  key.lastIndex = start;
  const [whole = '', plain, single, double] = key.exec(reading.text) ?? [];
  const name = plain ?? single ?? double;
  const behind = start + whole.length;
  if (name === undefined) {
    const end = afterExpression(reading.text, start);
    return end === undefined ? undefined : { entries: [], isRead: false, end };
  }
  const inside = levels === 0 || name === 'Resources' ? levels : levels - 1;
  const value = expression(reading, reading.text[behind] === ':' ? behind + 1 : start, inside);
  return value && { entries: [{ key: name, value: value.tree, span: [start, value.end] }], isRead: true, end: value.end };
}

function array(reading: Reading, start: number): Read | undefined {
  const items: Tree[] = [];
  let at = afterTrivia(reading.text, start + 1);
  while (reading.text[at] !== ']') {
    const isSpread = reading.text.startsWith('...', at);
    const read = expression(reading, isSpread ? at + 3 : at, 0);
    if (read === undefined) return undefined;
    if (isSpread && read.tree.kind === 'list') items.push(...read.tree.items);
    else items.push(read.tree);
    at = afterTrivia(reading.text, read.end);
    if (reading.text[at] === ',') at = afterTrivia(reading.text, at + 1);
    else if (reading.text[at] !== ']') return undefined;
  }
  return { tree: { kind: 'list', items, span: [start, at + 1] }, end: at + 1 };
}

/** `${opt:stage}` between other quotes is a variable of the framework, in a template only behind a backslash. */
function quoted(reading: Reading, start: number): Read | undefined {
  const read = cooked(reading.text, start);
  if (read === undefined) return undefined;
  const span: Span = [start, read.end];
  const parts = read.parts.map((part, index) => {
    if (typeof part === 'string') return text(part);
    const isStart = index === 1 && read.parts[0] === '' && reading.folder !== undefined && /\b__dirname\b/.test(reading.text.slice(...part.code));
    return isStart ? text(reading.folder) : valueIn(reading, part.code);
  });
  const value = put(parts);
  if (value.kind === 'text') return { tree: scalar(value.text, span), end: read.end };
  // The framework's own variables are followed in a whole text alone.
  const isMixed = parts.some((part) => part.kind === 'text' && part.text.includes('${'));
  return { tree: { kind: 'value', value: isMixed ? unknown('it is computed') : value, span }, end: read.end };
}

function valueIn(reading: Reading, code: Span): InfrastructureValue {
  const read = named(reading, afterTrivia(reading.text, code[0]), 0);
  if (read === undefined || reading.text.slice(read.end, code[1]).trim() !== '') return unknown('it is computed');
  const written = textOf(read.tree);
  if (written !== undefined) return text(written);
  return read.tree.kind === 'value' ? read.tree.value : unknown('it is no text');
}

const numberPattern = /-?\d[\d_]*(?:\.\d+)?/y;

function numeral(written: string, start: number): Read | undefined {
  numberPattern.lastIndex = start;
  const [digits] = numberPattern.exec(written) ?? [];
  if (digits === undefined) return undefined;
  const end = start + digits.length;
  return { tree: scalar(Number(digits.replaceAll('_', '')), [start, end]), end };
}

const path = /[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*/y;
const words = new Map<string, boolean | null>([['true', true], ['false', false], ['null', null], ['undefined', null]]);

/** A constant of the file or a part of it, what is imported from another file, or a variable of the environment. */
function named(reading: Reading, start: number, levels: number): Read | undefined {
  path.lastIndex = start;
  const [whole] = path.exec(reading.text) ?? [];
  if (whole === undefined) return undefined;
  const end = start + whole.length;
  const span: Span = [start, end];
  const word = words.get(whole);
  if (word !== undefined) return { tree: scalar(word, span, word === null ? '' : String(word)), end };
  const [first = '', ...rest] = whole.split(/\??\./);
  const [, variable] = /^process\??\.env\??\.([\w$]+)$/.exec(whole) ?? [];
  if (variable !== undefined) return { tree: { kind: 'value', value: parameter(variable), span }, end };
  const module = reading.imports.get(first);
  if (module !== undefined) return { tree: { kind: 'value', value: unknown('it stands in another file'), span, ...(rest.length === 0 && { file: module }) }, end };
  const declared = treeAt(constant(reading, first, rest.length === 0 ? levels : 0), ...rest);
  return { tree: declared ?? hole('it is computed', span), end };
}

function constant(reading: Reading, name: string, levels: number): Tree | undefined {
  const at = reading.constants.get(name);
  if (at === undefined || reading.active.has(name)) return undefined;
  reading.active.add(name);
  const read = expression(reading, at, levels);
  reading.active.delete(name);
  return read?.tree;
}

function hole(why: string, span: Span): Tree {
  return { kind: 'value', value: unknown(why), span };
}
