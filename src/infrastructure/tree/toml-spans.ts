import type { Span } from '../../model/location.ts';

const header = /^(\[\[?)([^[\]]+)\]\]?\s*(?:#.*)?$/;
const setting = /^((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=/;
/** Headers and keys end before; the regular expressions are not made for more. */
const longestHead = 1000;

const keyPart = /[\w-]+|"[^"]*"|'[^']*'/g;

/**
 * Where tables and settings of a TOML file stand, by their path as JSON (`["queues","consumers","0"]`): a table from
 * its header to its last line, a setting on its line, a table without a header where the first one inside of it does.
 * What stands inside of `{ … }` or in later lines of a list has no entry.
 */
export function tomlSpans(text: string): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  const counts = new Map<string, number>();
  let table: readonly string[] = [];
  let span: Span = [0, 0];
  let isInText = false;
  for (const { start, line } of linesOf(text)) {
    const head = isInText ? '' : line.trimStart().slice(0, longestHead);
    const opened = header.exec(head);
    const key = setting.exec(head)?.[1];
    if (opened) {
      closeTable(table, span, spans);
      table = tablePath(opened[2] ?? '', opened[1] === '[[', counts);
      span = [start + line.search(/\S/), start + line.length];
    } else if (key !== undefined) {
      spans.set(JSON.stringify([...table, ...partsOf(key)]), [start + line.search(/\S/), start + line.length]);
    }
    if (isInText || /^\s*[^\s#]/.test(line)) span = [span[0], start + line.length];
    if ((line.split(/"""|'''/).length - 1) % 2 === 1) isInText = !isInText;
  }
  closeTable(table, span, spans);
  return spans;
}

function closeTable(table: readonly string[], span: Span, spans: Map<string, Span>): void {
  if (table.length > 0) spans.set(JSON.stringify(table), span);
  for (let length = table.length - 1; length > 0; length -= 1) {
    const around = JSON.stringify(table.slice(0, length));
    if (!spans.has(around)) spans.set(around, span);
  }
}

/** The index of an array of tables is part of the path, for the tables inside of it too. */
function tablePath(written: string, isArray: boolean, counts: Map<string, number>): readonly string[] {
  let path: readonly string[] = [];
  const parts = partsOf(written);
  for (const [at, part] of parts.entries()) {
    path = [...path, part];
    const key = JSON.stringify(path);
    if (isArray && at === parts.length - 1) counts.set(key, (counts.get(key) ?? -1) + 1);
    const count = counts.get(key);
    if (count !== undefined) path = [...path, String(count)];
  }
  return path;
}

function partsOf(written: string): readonly string[] {
  return Array.from(written.matchAll(keyPart), ([part]) => part.replace(/^["'](.*)["']$/, '$1'));
}

function* linesOf(text: string): Generator<{ readonly start: number; readonly line: string }> {
  let start = 0;
  while (start <= text.length) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    yield { start, line: text.slice(start, end).replace(/\r$/, '') };
    start = end + 1;
  }
}
