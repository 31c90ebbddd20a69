import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Span } from '../../model/location.ts';
import { isTooDeep } from './nesting.ts';
import { type Entry, map, type ParsedTree, scalar, type Tree } from './tree.ts';

const mostFaults = 1000;

/** Reads JSON, with comments and trailing commas. */
export function jsonTree(text: string): ParsedTree {
  if (isTooDeep(text))
    return { tree: undefined, faults: [{ span: [0, 0], message: 'This file is nested too deeply.' }] };

  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const faults = errors.slice(0, mostFaults).map(({ error, offset, length }) => ({
    span: [offset, offset + length] as const,
    message: `${printParseErrorCode(error)}.`,
  }));
  return { tree: root && convert(root), faults };
}

function convert(node: Node): Tree {
  const span: Span = [node.offset, node.offset + node.length];
  if (node.type === 'object') return map((node.children ?? []).flatMap(entry), span);
  if (node.type === 'array') return { kind: 'list', items: (node.children ?? []).map(convert), span };
  const value: unknown = node.value;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? scalar(value, span)
    : scalar(null, span, '');
}

function entry(property: Node): readonly Entry[] {
  const [key, value] = property.children ?? [];
  const name: unknown = key?.value;
  if (typeof name !== 'string' || value === undefined) return [];
  return [{ key: name, value: convert(value), span: [property.offset, property.offset + property.length] }];
}
