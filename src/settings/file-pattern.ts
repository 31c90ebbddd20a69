/** A pattern of paths as a regular expression: `*` inside of a folder's name, `**` any folders, `?`, `{a,b}`. */
export function filePattern(pattern: string): RegExp {
  return new RegExp(`^${sourceOf(pattern.replace(/^\.?\//, ''))}$`);
}

const wildcards: Readonly<Record<string, string>> = { '**/': '(?:[^/]+/)*', '**': '.*', '*': '[^/]*', '?': '[^/]' };

function sourceOf(pattern: string): string {
  const parts = pattern.match(/\*\*\/?|\{[^{}]*\}|[*?]|[^*?{]+|\{/g) ?? [];
  return parts.map(partSource).join('');
}

function partSource(part: string): string {
  const alternatives = /^\{(.*)\}$/.exec(part)?.[1];
  if (alternatives !== undefined) return `(?:${alternatives.split(',').map(sourceOf).join('|')})`;
  return wildcards[part] ?? part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
