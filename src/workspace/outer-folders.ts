import fs from 'node:fs';
import path from 'node:path';

const workspaceMarks = ['pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'turbo.json'];

/**
 * Folders above the root that belong to the same repository, from the nearest: `..`, `../..`. Their `.gitignore`,
 * `tsconfig.json`, `package.json` and lockfile speak for the root too. The repository ends at `.git`; where there is
 * none, at the mark of a workspace, or at the next `package.json` unless the root has its own.
 */
export function outerFolders(root: string): readonly string[] {
  if (has(root, '.git')) return [];
  const above = foldersAbove(root);
  const ends = [['.git'], workspaceMarks, has(root, 'package.json') ? [] : ['package.json']];
  const end = ends
    .map((names) => above.findIndex((folder) => names.some((name) => has(folder, name))))
    .find((index) => index >= 0);
  return end === undefined ? [] : above.slice(0, end + 1).map(asSteps);
}

function foldersAbove(root: string): string[] {
  const parent = path.dirname(root);
  return parent === root ? [] : [parent, ...foldersAbove(parent)];
}

function has(folder: string, name: string): boolean {
  return fs.existsSync(path.join(folder, name));
}

function asSteps(_: string, index: number): string {
  return Array.from({ length: index + 1 }, () => '..').join('/');
}
