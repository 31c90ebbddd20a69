import type { Lockfile } from './lockfile.ts';

/** `yarn.lock` of yarn 1 and of yarn 2 and later: entries named by package and range. */
export function readYarnLockfile(text: string): Lockfile {
  const byRange = new Map<string, string>();
  const byName = new Map<string, Set<string>>();
  let keys: readonly string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^[^\s#].*:$/.test(line)) keys = line.slice(0, -1).replaceAll('"', '').split(/,\s*/);
    const [, version] = /^ {2}version:? "?([^"\s]+)"?$/.exec(line) ?? [];
    if (version === undefined || version.endsWith('-use.local')) continue;
    for (const key of keys) {
      byRange.set(key, version);
      const name = key.slice(0, key.indexOf('@', 1));
      byName.set(name, (byName.get(name) ?? new Set()).add(version));
    }
  }
  return {
    versionOf(_, name, range = '') {
      const [only, another] = byName.get(name) ?? [];
      return (
        byRange.get(`${name}@${range}`) ??
        byRange.get(`${name}@npm:${range}`) ??
        (another === undefined ? only : undefined)
      );
    },
  };
}
