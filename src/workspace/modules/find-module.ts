import type { FileTree } from '../files/file-tree.ts';
import { findFile, findIndex } from '../files/find-file.ts';
import type { Manifests } from '../packages/manifests.ts';
import { packageSource } from '../packages/package-source.ts';
import { sourceOfBuild } from '../packages/source-of-build.ts';

/** In: a path as an import means it, with or without ending. Out: the file of the project; of built output its source. */
export function findModule(tree: FileTree, manifests: Manifests, path: string): string | undefined {
  if (path === '' || path.endsWith('/')) return findFolder(tree, manifests, path.replace(/\/$/, ''));
  const file = findFile(tree, path);
  if (file !== undefined && file !== findIndex(tree, path)) return file;
  return findFolder(tree, manifests, path) ?? findBuilt(tree, manifests, path);
}

function findFolder(tree: FileTree, manifests: Manifests, folder: string): string | undefined {
  const manifest = manifests.at(tree.real(folder));
  return (manifest && packageSource(tree, manifest, '')) ?? findIndex(tree, folder);
}

/** `lib` is output only where a package has it at its top. */
function findBuilt(tree: FileTree, manifests: Manifests, path: string): string | undefined {
  const [, folder = '', target] = /^(?:(.*)\/)?((?:dist|build|out|lib)(?:\/.*)?)$/.exec(path) ?? [];
  if (target === undefined || (target.startsWith('lib') && !manifests.at(folder))) return undefined;
  return sourceOfBuild(tree, folder, target);
}
