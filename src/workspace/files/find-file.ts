import type { FileTree } from './file-tree.ts';

const endings = [
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.json',
  '.d.ts',
  '.d.mts',
  '.d.cts',
  '.vue',
];

/** What an import may name, and what the file is then called: sources come before what was compiled from them. */
const writtenAs: readonly (readonly [ending: string, called: readonly string[]])[] = [
  ['.js', ['.ts', '.tsx', '.js', '.d.ts']],
  ['.jsx', ['.tsx', '.jsx']],
  ['.mjs', ['.mts', '.mjs', '.d.mts']],
  ['.cjs', ['.cts', '.cjs', '.d.cts']],
];

/** The file that a path with, without or with another ending means; or the index of the folder. */
export function findFile(tree: FileTree, path: string): string | undefined {
  return asWritten(tree, tree.real(path)) ?? withEnding(tree, tree.real(path), endings) ?? findIndex(tree, path);
}

export function findIndex(tree: FileTree, folder: string): string | undefined {
  const real = tree.real(folder);
  return tree.hasFolder(real) ? withEnding(tree, real === '' ? 'index' : `${real}/index`, endings) : undefined;
}

function asWritten(tree: FileTree, path: string): string | undefined {
  const [ending, called] = writtenAs.find(([written]) => path.endsWith(written)) ?? [];
  if (ending && called) return withEnding(tree, path.slice(0, -ending.length), called);
  return tree.has(path) ? path : undefined;
}

function withEnding(tree: FileTree, stem: string, candidates: readonly string[]): string | undefined {
  const ending = candidates.find((candidate) => tree.has(stem + candidate));
  return ending === undefined ? undefined : stem + ending;
}
