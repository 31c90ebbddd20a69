/** A pattern of paths as a regular expression: `*` inside of a folder's name, `**` any folders, `?`, `{a,b}`. */
export function filePattern(pattern: string): RegExp {
  const parts = pattern.replace(/^\.?\//, '').match(/\*\*\/?|\{[^{}]*\}|[*?]|[^*?{]+|\{/g) ?? [];
  return new RegExp(`^${parts.map(sourceOf).join('')}$`);
}

const wildcards: Readonly<Record<string, string>> = { '**/': '(?:[^/]+/)*', '**': '.*', '*': '[^/]*', '?': '[^/]' };

function sourceOf(part: string): string {
  const alternatives = /^\{(.*)\}$/.exec(part)?.[1];
  return wildcards[part] ?? (alternatives === undefined ? escaped(part) : `(?:${alternatives.split(',').map(escaped).join('|')})`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
