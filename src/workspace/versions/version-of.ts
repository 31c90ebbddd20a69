import path from 'node:path';
import semver from 'semver';
import type { Disk } from '../files/disk.ts';
import { asText, readJson } from '../formats/json.ts';
import type { Manifest } from '../packages/manifest.ts';
import type { Manifests } from '../packages/manifests.ts';
import { readPnpmWorkspace } from '../packages/pnpm-workspace.ts';
import { declaredRange } from '../packages/project-packages.ts';
import type { Problems } from '../problems.ts';
import { folderOf, joinPath, upwards } from '../relative-path.ts';
import { readBunLockfile } from './lockfiles/bun.ts';
import type { Lockfile } from './lockfiles/lockfile.ts';
import { readNpmLockfile } from './lockfiles/npm.ts';
import { readPnpmLockfile } from './lockfiles/pnpm.ts';
import { readYarnLockfile } from './lockfiles/yarn.ts';
import { leastVersion } from './version-range.ts';

type Ask = (folder: string, name: string) => string | undefined;

const formats: readonly (readonly [file: string, read: (text: string) => Lockfile])[] = [
  ['package-lock.json', readNpmLockfile],
  ['npm-shrinkwrap.json', readNpmLockfile],
  ['yarn.lock', readYarnLockfile],
  ['pnpm-lock.yaml', readPnpmLockfile],
  ['bun.lock', readBunLockfile],
];

/** Out: the version of a package as a file gets it: from a lockfile, from `node_modules`, from the declared range. */
export function versionReader(
  disk: Disk,
  manifests: Manifests,
  outerFolders: readonly string[],
  problems: Problems,
): Ask {
  const levelsOf = (folder: string): readonly string[] => [...upwards(folder), ...outerFolders];
  const fromLockfiles = lockedVersion(disk, manifests, levelsOf);
  const fromRange = rangeVersion(disk, manifests, levelsOf, problems);
  const known = new Map<string, string | undefined>();
  return (fromFile, name) => {
    const folder = folderOf(fromFile);
    const key = `${folder}\n${name}`;
    if (known.has(key)) return known.get(key);
    const installed = fromLockfiles(folder, name) ?? installedVersion(disk, levelsOf(folder), name);
    const version = installed ?? fromRange(folder, name);
    known.set(key, version);
    return version;
  };
}

/** The nearest lockfile that knows the package. */
function lockedVersion(disk: Disk, manifests: Manifests, levelsOf: (folder: string) => readonly string[]): Ask {
  const known = new Map<string, readonly Lockfile[]>();
  function lockfilesAt(level: string): readonly Lockfile[] {
    const before = known.get(level);
    if (before) return before;
    const lockfiles = formats.flatMap(([file, read]) => {
      const text = disk.readLockfile(joinPath(level, file));
      return text === undefined ? [] : [read(text)];
    });
    known.set(level, lockfiles);
    return lockfiles;
  }

  return (folder, name) => {
    const range = declaredRange(manifests.above(folder), name);
    for (const level of levelsOf(folder)) {
      const seen = path
        .relative(path.resolve(disk.root, level), path.resolve(disk.root, folder))
        .replaceAll(path.sep, '/');
      const version = lockfilesAt(level)
        .map((lockfile) => semver.valid(lockfile.versionOf(seen, name, range)))
        .find((found) => found !== null);
      if (version !== undefined) return version;
    }
    return undefined;
  };
}

function installedVersion(disk: Disk, levels: readonly string[], name: string): string | undefined {
  for (const level of levels) {
    const text = disk.read(joinPath(level, 'node_modules', name, 'package.json'));
    if (text !== undefined) return asText(readJson(text).value['version']);
  }
  return undefined;
}

function rangeVersion(
  disk: Disk,
  manifests: Manifests,
  levelsOf: (folder: string) => readonly string[],
  problems: Problems,
): Ask {
  const known = new Map<string, Manifest['catalogs']>();
  function catalogsAt(level: string): Manifest['catalogs'] {
    const catalogs = known.get(level) ?? readPnpmWorkspace(disk, level, problems)?.catalogs ?? {};
    known.set(level, catalogs);
    return catalogs;
  }

  return (folder, name) => {
    const above = manifests.above(folder);
    const range = declaredRange(above, name);
    const catalogs = [...levelsOf(folder).map(catalogsAt), ...above.map((manifest) => manifest.catalogs)];
    return range === undefined ? undefined : leastVersion(range, name, catalogs);
  };
}
