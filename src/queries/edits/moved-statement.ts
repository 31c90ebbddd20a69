import type { Edit } from '../../model/finding.ts';
import type { Written, WrittenStatement } from '../../model/written.ts';

/**
 * Takes a statement out of its place and writes it behind another one, indented like that. Out: `undefined` where what
 * stands above may be a comment on it, or where other lines would change a text that goes over several.
 */
export function movedBehind(written: Written, moved: WrittenStatement, target: WrittenStatement): readonly Edit[] | undefined {
  const { file, span: [start], lineEnd, indent, newLine } = moved;
  const line = start - indent.length;
  const above = written.textOf(file, [Math.max(0, line - 400), line])?.trimEnd().split('\n').at(-1)?.trim() ?? '';
  const text = written.textOf(file, [start, lineEnd]) ?? '';
  const isSplit = text.split('\n').some((each) => (each.split('`').length - 1) % 2 === 1);
  if (isSplit || /^(?:\/\/|\/\*|\*)/.test(above) || above.endsWith('*/')) return undefined;
  const lines = text.split('\n').map((each, index) => (index > 0 && each.startsWith(indent) ? `${target.indent}${each.slice(indent.length)}` : each));
  return [
    { file, start: line, end: lineEnd + newLine.length, text: '' },
    { file: target.file, start: target.lineEnd, end: target.lineEnd, text: `${target.newLine}${target.indent}${lines.join('\n')}` },
  ];
}
