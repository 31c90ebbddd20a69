import type { Layout } from '../model/file-facts.ts';

/** How a text is laid out: the first indented line tells how deep one level is, the first line how lines end. */
export function layoutOf(text: string): Layout {
  const end = text.indexOf('\n');
  return { indent: /\n(\t| {2,8})\S/.exec(text)?.[1] ?? '  ', newLine: text[end - 1] === '\r' ? '\r\n' : '\n' };
}
