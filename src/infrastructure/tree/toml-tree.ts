import { parse, TomlError } from 'smol-toml';
import type { Span } from '../../model/location.ts';
import type { Fault } from '../reading/problem.ts';
import { tomlSpans } from './toml-spans.ts';
import { deepest, map, type ParsedTree, scalar, type Tree } from './tree.ts';

/** Reads TOML. The parser gives no positions: they come from a scan of the lines, see `tomlSpans`. */
export function tomlTree(text: string): ParsedTree {
  const parsed = parseToml(text);
  if ('message' in parsed) return { tree: undefined, faults: [parsed] };
  return { tree: convert(parsed.root, [], tomlSpans(text), [0, text.length], 0), faults: [] };
}

function parseToml(text: string): { readonly root: unknown } | Fault {
  try {
    return { root: parse(text, { maxDepth: deepest }) };
  } catch (error) {
    if (!(error instanceof TomlError)) return { span: [0, 0], message: 'This file cannot be read.' };
    const [message = ''] = error.message.split('\n', 1);
    return { span: spanOf(text, error.line), message: `${message}.` };
  }
}

function convert(
  value: unknown,
  path: readonly string[],
  spans: ReadonlyMap<string, Span>,
  outer: Span,
  depth: number,
): Tree {
  const span = spans.get(JSON.stringify(path)) ?? outer;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return scalar(value, span);
  if (typeof value !== 'object' || value === null || depth > deepest) return scalar(null, span, '');
  const inside = (part: unknown, key: string): Tree => convert(part, [...path, key], spans, span, depth + 1);
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item, at) => inside(item, String(at))), span };
  if (value instanceof Date) return scalar(value.toString(), span);

  const entries = Object.entries(value).map(([key, part]) => {
    const tree = inside(part, key);
    return { key, value: tree, span: tree.span };
  });
  return map(entries, span);
}

function spanOf(text: string, line: number): Span {
  let start = 0;
  for (let at = 1; at < line; at += 1) start = text.indexOf('\n', start) + 1;
  const end = text.indexOf('\n', start);
  return [start, end === -1 ? text.length : end];
}
