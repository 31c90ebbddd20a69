/** Columns of a page. Code and paths may be longer: a broken path cannot be clicked. */
export const width = 96;

/** Text of a project as one harmless line: it may hold line breaks and what a terminal takes for commands. */
export function plain(text: string): string {
  return text.replaceAll('\t', ' ').replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\u00B7');
}

/** Breaks a text at blanks; every line is indented. */
export function wrap(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && indent.length + longer.length > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((each) => `${indent}${each}`.trimEnd());
}

/** Cuts a text, so that it fits a column. */
export function fit(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;
}

/** `1 finding`, `2 findings`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${String(number)} ${number === 1 ? one : many}`;
}

/** The first ones, and a line that says how many are not shown. */
export function firstOf<Item>(items: readonly Item[], most: number, show: (item: Item) => readonly string[], indent = '  '): readonly string[] {
  const lines = items.slice(0, most).flatMap(show);
  const rest = items.length - most;
  return rest > 0 ? [...lines, `${indent}… and ${String(rest)} more; --format json shows all.`] : lines;
}
