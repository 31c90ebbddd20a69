import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, parseDocument } from 'yaml';
import type { Span } from '../../model/location.ts';
import type { Fault } from '../reading/problem.ts';
import { isTooDeep } from './nesting.ts';
import { deepest, type Entry, entriesOf, itemsOf, map, type ParsedTree, scalar, type Tree } from './tree.ts';

/** How many nodes aliases may stand for together; a bomb (`*a` of ten `*b` of ten `*c` …) has millions. */
const mostCopies = 50_000;

const mostFaults = 1000;

interface Conversion {
  readonly anchors: Map<string, unknown>;
  readonly faults: Fault[];
  copies: number;
}

/** AWS takes no template above this size, and this parser needs seconds for it. */
const longest = 1024 * 1024;

/** Reads YAML with the tags of CloudFormation, beyond faults; but nothing of a bomb of aliases or of nesting. */
export function yamlTree(text: string): ParsedTree {
  if (text.length > longest) return unread('This file is too large to be read.');
  if (isTooDeep(text)) return unread('This file is nested too deeply.');

  const document = parsed(text);
  if (document === undefined) return unread('This file cannot be read.');
  const faults = document.errors
    .slice(0, mostFaults)
    .map(({ pos, message }): Fault => ({ span: pos, message: firstLine(message) }));
  const conversion: Conversion = { anchors: new Map(), faults, copies: 0 };
  const tree = convert(document.contents, conversion, 0, false);
  return conversion.copies > mostCopies ? unread('The aliases of this file stand for too much.') : { tree, faults };
}

function unread(message: string): ParsedTree {
  return { tree: undefined, faults: [{ span: [0, 0], message }] };
}

function parsed(text: string): Document.Parsed | undefined {
  const document = parseQuietly(text);
  if (document === undefined || document.errors.length === 0) return document;

  const moved = withClosersMoved(text);
  const repaired = moved === text ? undefined : parseQuietly(moved);
  return repaired && repaired.errors.length < document.errors.length ? repaired : document;
}

const options = { strict: false, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

/** The parser makes an error for each fault, and a garbled file has a million: their stacks would fill the memory. */
function parseQuietly(text: string): Document.Parsed | undefined {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return parseDocument(text, options);
  } catch {
    return undefined;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/**
 * AWS takes a `}`, `]` or quote that stands alone on a line and too far left, this parser does not. So the line end
 * before it becomes a blank, which moves nothing.
 */
function withClosersMoved(text: string): string {
  return text.replace(/\r?\n(?=[ \t]*[}\]'"]+,?[ \t]*\r?$)/gm, (lineEnd) => ' '.repeat(lineEnd.length));
}

/** In: `copy` is set inside of what an alias stands for. */
function convert(node: unknown, conversion: Conversion, depth: number, copy: boolean): Tree {
  if (copy) conversion.copies += 1;
  if (conversion.copies > mostCopies) return scalar(null, spanOf(node));
  if (depth > deepest) return tooDeep(node, conversion);
  if (isAlias(node)) {
    const { source } = node;
    if (!conversion.anchors.has(source)) return scalar(null, spanOf(node));
    return convert(conversion.anchors.get(source), conversion, depth + 1, true);
  }
  if (!copy) remember(node, conversion);
  return tagged(node, plain(node, conversion, depth, copy));
}

function plain(node: unknown, conversion: Conversion, depth: number, copy: boolean): Tree {
  if (isScalar(node)) return scalarTree(node.value, node.source, spanOf(node));
  if (isSeq(node)) {
    return {
      kind: 'list',
      items: node.items.map((item) => convert(item, conversion, depth + 1, copy)),
      span: spanOf(node),
    };
  }
  if (!isMap(node)) return scalar(null, spanOf(node));

  const entries = node.items.flatMap((pair) => entryTree(pair, conversion, depth, copy) ?? []);
  const merged = entries.filter(({ key }) => key === '<<').toReversed();
  const own = entries.filter(({ key }) => key !== '<<');
  return map([...merged.flatMap(({ value }) => mergedEntries(value)), ...own], spanOf(node));
}

function entryTree({ key, value }: Pair, conversion: Conversion, depth: number, copy: boolean): Entry | undefined {
  if (!isScalar(key)) return undefined;
  const [start, keyEnd] = spanOf(key);
  const end = isNode(value) ? spanOf(value)[1] : keyEnd;
  const name = key.source ?? String(key.value);
  return { key: name, value: convert(value, conversion, depth + 1, copy), span: [start, Math.max(end, keyEnd)] };
}

/** What `<<: *one` or `<<: [*one, *other]` brings in; of two, the first counts. */
function mergedEntries(value: Tree): readonly Entry[] {
  return value.kind === 'list' ? itemsOf(value).toReversed().flatMap(entriesOf) : entriesOf(value);
}

function tagged(node: unknown, tree: Tree): Tree {
  const tag = isScalar(node) || isSeq(node) || isMap(node) ? node.tag : undefined;
  if (tag === undefined || !/^![A-Za-z0-9:]+$/.test(tag)) return tree;
  const name = tag.slice(1);
  const key = name === 'Ref' || name === 'Condition' || name.includes('::') ? name : `Fn::${name}`;
  return map([{ key, value: tree, span: tree.span }], tree.span);
}

function scalarTree(value: unknown, source: string | undefined, span: Span): Tree {
  if (typeof value === 'string') return scalar(value, span);
  if (typeof value === 'number' || typeof value === 'boolean') return scalar(value, span, source ?? String(value));
  return scalar(null, span, source ?? '');
}

function remember(node: unknown, { anchors }: Conversion): void {
  const anchor = isScalar(node) || isSeq(node) || isMap(node) ? node.anchor : undefined;
  if (anchor !== undefined) anchors.set(anchor, node);
}

function tooDeep(node: unknown, { faults }: Conversion): Tree {
  const span = spanOf(node);
  faults.push({ span, message: 'This part is nested too deeply.' });
  return scalar(null, span);
}

function isNode(value: unknown): boolean {
  return isAlias(value) || isScalar(value) || isSeq(value) || isMap(value);
}

function spanOf(node: unknown): Span {
  const range = isAlias(node) || isScalar(node) || isSeq(node) || isMap(node) ? node.range : undefined;
  return range ? [range[0], range[1]] : [0, 0];
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
