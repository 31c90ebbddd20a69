/**
 * Matches a pattern with at most one `*`, as in `paths` of a tsconfig and `exports` of a package.
 * Out: the text that `*` stands for, `''` where there is no `*`; `undefined` when it does not match.
 */
export function matchPattern(pattern: string, text: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text ? '' : undefined;
  const [prefix, suffix] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const fits = text.length >= prefix.length + suffix.length && text.startsWith(prefix) && text.endsWith(suffix);
  return fits ? text.slice(prefix.length, text.length - suffix.length) : undefined;
}

/** For sorting: a pattern without `*` first, then the one with the longest text before it. */
export function bySpecificity(one: string, other: string): number {
  return weight(other) - weight(one);
}

export function fillPattern(target: string, star: string): string {
  return target.replaceAll('*', () => star);
}

function weight(pattern: string): number {
  const star = pattern.indexOf('*');
  return star < 0 ? Number.POSITIVE_INFINITY : star;
}
