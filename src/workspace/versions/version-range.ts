import semver from 'semver';
import type { Manifest } from '../packages/manifest.ts';

type Catalogs = Manifest['catalogs'];

/** Out: the least version a declared range allows; `undefined` where it allows any, or says no version. */
export function leastVersion(range: string, name: string, catalogs: readonly Catalogs[]): string | undefined {
  const written = range.startsWith('catalog:') ? fromCatalog(range, name, catalogs) : range;
  const plain = written?.replace(/^npm:(?:.+@)?/, '') ?? '';
  const valid = semver.validRange(plain);
  return valid === null || valid === '*' ? undefined : semver.minVersion(valid)?.version;
}

function fromCatalog(range: string, name: string, catalogs: readonly Catalogs[]): string | undefined {
  const catalog = range.slice('catalog:'.length).trim() || 'default';
  return catalogs.map((named) => named[catalog]?.[name]).find((found) => found !== undefined);
}
