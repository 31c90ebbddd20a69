import type { Layout } from '../model/file-facts.ts';

/** How a text is laid out: the first indented line tells how deep one level is, the first line how lines end, the first import the quotes. */
export function layoutOf(text: string): Layout {
  const end = text.indexOf('\n');
  const [, quote] = /\b(?:from |import |require\()(['"])/.exec(text) ?? /[=(:,[] ?(['"])/.exec(text) ?? [];
  return { indent: /\n(\t| {2,8})\S/.exec(text)?.[1] ?? '  ', newLine: text[end - 1] === '\r' ? '\r\n' : '\n', quote: quote === '"' ? '"' : "'" };
}
