import type { FileTree } from '../files/file-tree.ts';
import { isDeclaration } from '../files/left-out.ts';
import { exportTargets } from './export-targets.ts';
import type { Manifest } from './manifest.ts';
import { sourceOfBuild } from './source-of-build.ts';

const usualStarts = [
  'src/index',
  'index',
  'src/main',
  'lib/index',
  'source/index',
  'src/lib/index',
  'src/public-api',
  'src/mod',
  'mod',
];

/** The source behind `name` (subpath `''`) or `name/sub` of a package of the project. */
export function packageSource(tree: FileTree, manifest: Manifest, subpath: string): string | undefined {
  const exported = exportTargets(manifest.exports, subpath === '' ? '.' : `./${subpath}`);
  const targets = subpath === '' ? [...exported, ...manifest.mains, ...usualStarts] : [...exported, subpath];
  return firstSource(tree, manifest.directory, targets);
}

function firstSource(tree: FileTree, folder: string, targets: readonly string[]): string | undefined {
  let declaration: string | undefined;
  for (const target of targets) {
    const found = sourceOfBuild(tree, folder, target);
    if (found === undefined) continue;
    if (!isDeclaration(found)) return found;
    declaration ??= found;
  }
  return declaration;
}
