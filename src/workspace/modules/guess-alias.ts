import type { FileTree } from '../files/file-tree.ts';
import type { Manifests } from '../packages/manifests.ts';
import { joinPath, leavesRoot } from '../relative-path.ts';
import { findModule } from './find-module.ts';

const sign = /^(?:[@~#$]\/?|\/)/;
const usualBases = ['src', '', 'app'];

/**
 * An import that looks like an alias which nothing in the project declares (a bundler or a runtime hook does):
 * `~/orders`, `@server/orders`, `src/orders`. Out: the file, where one stands at the place such aliases usually mean.
 */
export function guessAlias(
  tree: FileTree,
  manifests: Manifests,
  folder: string,
  specifier: string,
): string | undefined {
  const isAlias = sign.test(specifier) || specifier.includes('/');
  const isScope = /^@[^/]/.test(specifier);
  if (!isAlias || (isScope && manifests.above(folder).length === 0)) return undefined;
  const way = specifier.replace(sign, '');
  for (const base of baseFolders(manifests, folder)) {
    const found = findModule(tree, manifests, joinPath(base, way));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `src/orders` that is not there: no package is called so where there is a folder `src`. */
export function isUnderSources(tree: FileTree, manifests: Manifests, folder: string, specifier: string): boolean {
  return (
    specifier.startsWith('src/') && baseFolders(manifests, folder).some((base) => tree.hasFolder(joinPath(base, 'src')))
  );
}

function baseFolders(manifests: Manifests, folder: string): readonly string[] {
  const packages = manifests
    .above(folder)
    .map(({ directory }) => directory)
    .filter((directory) => !leavesRoot(directory));
  return [...new Set([...packages, ''])].flatMap((directory) => usualBases.map((base) => joinPath(directory, base)));
}
