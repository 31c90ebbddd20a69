/** Names that differ in case, in `-`, `_`, `.` or `:`, or in one letter. */
export function isNear(one: string, other: string): boolean {
  const [a, b] = [plain(one), plain(other)];
  return a === b || (Math.min(a.length, b.length) >= SHORTEST && isOneEditApart(a, b));
}

/** Of shorter names, one letter makes another word. */
const SHORTEST = 5;

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.:]/g, '');
}

function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  let at = 0;
  while (at < short.length && long[at] === short[at]) at += 1;
  return long.slice(at + 1) === short.slice(long.length === short.length ? at + 1 : at);
}
