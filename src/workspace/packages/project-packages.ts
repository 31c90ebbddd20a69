import semver from 'semver';
import { isTestCode } from '../files/left-out.ts';
import { joinPath } from '../relative-path.ts';
import type { Manifest } from './manifest.ts';
import type { Manifests } from './manifests.ts';

/** Packages whose sources are in the project: members of a workspace, and whatever else has a name. */
export interface ProjectPackages {
  /** In: the folder that imports it. Out: `undefined` also where that folder means the package of the registry. */
  find(folder: string, name: string): Manifest | undefined;
}

export function projectPackages(
  manifests: Manifests,
  isMember: (folder: string) => boolean,
  includeTests: boolean,
): ProjectPackages {
  const byName = new Map<string, Manifest[]>();
  for (const manifest of manifests.inside) {
    if (manifest.name === undefined) continue;
    if (!includeTests && isTestCode(joinPath(manifest.directory, 'package.json'))) continue;
    byName.set(manifest.name, [...(byName.get(manifest.name) ?? []), manifest]);
  }

  return {
    find(folder, name) {
      const range = declaredRange(manifests.above(folder), name);
      const candidates = byName.get(name)?.toSorted((one, other) => shared(other, folder) - shared(one, folder));
      return (
        candidates?.find(({ directory }) => isMember(directory)) ??
        candidates?.find((manifest) => isLinked(range, manifest))
      );
    },
  };
}

/** The range under which the nearest package that knows it depends on it. */
export function declaredRange(manifests: readonly Manifest[], name: string): string | undefined {
  return manifests.find(({ dependencies }) => Object.hasOwn(dependencies, name))?.dependencies[name];
}

/** Such a package comes from the repository, never from a registry. */
export function isLocalRange(range: string): boolean {
  return /^(?:workspace|link|portal|file):/.test(range) && !/\.t(?:ar\.)?gz$/.test(range);
}

/**
 * An example folder may be called `bullmq`. It is what `bullmq` means where nobody asks the registry for it,
 * or where it has a version that would be taken.
 */
function isLinked(range: string | undefined, { version }: Manifest): boolean {
  if (range === undefined || semver.validRange(range) === null || range === '*') return true;
  return version !== undefined && semver.satisfies(version, range, { includePrerelease: true });
}

/** How many folders a package and the importing folder have in common. */
function shared({ directory }: Manifest, folder: string): number {
  const [one, other] = [directory.split('/'), folder.split('/')];
  const end = one.findIndex((segment, index) => segment !== other[index]);
  return end < 0 ? one.length : end;
}
