import type { Position, TextNode } from './text-node.ts';

export interface Directive {
  readonly type: 'disable' | 'enable' | 'disable-line' | 'disable-next-line';
  readonly node: TextNode;
  /** The rules it names. */
  readonly value: string;
  readonly justification: string;
}

const directive =
  /(?:#|\/\/|\/\*)[^\S\r\n]*eslint-(disable|enable|disable-line|disable-next-line)(?=\s|\*\/|$)([^\r\n]*?)(?:\s-{2,}\s*([^\r\n]*?))?[^\S\r\n]*(?:\*\/[^\r\n]*)?(?=\r?\n|$)/g;

/** `# eslint-disable-next-line async-patterns/require-dead-letter -- reason`, after `//` and in `/* … *\/` as well. */
export function directivesIn(text: string): Directive[] {
  return Array.from(text.matchAll(directive), (match) => {
    const [whole, type, value = '', justification = ''] = match;
    const start = match.index;
    const end = start + whole.length;
    const loc = { start: positionOf(text, start), end: positionOf(text, end) };
    return { type: type as Directive['type'], value: value.trim(), justification, node: { type: 'Comment', text: whole, range: [start, end], loc } };
  });
}

function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - (before.lastIndexOf('\n') + 1) };
}
