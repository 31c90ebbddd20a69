import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const workspaceMarkers = ['pnpm-workspace.yaml', 'nx.json', 'lerna.json', '.git'];

/**
 * The project a file belongs to: the nearest folder above it that is marked as a workspace or repository, else the
 * nearest with a `package.json`, else the file's own. In and out: absolute paths.
 */
export function projectRootOf(file: string): string {
  const own = path.dirname(file);
  const folders = foldersFrom(own);
  return folders.find(isWorkspace) ?? folders.find((folder) => has(folder, 'package.json')) ?? own;
}

function foldersFrom(folder: string): readonly string[] {
  const folders = [folder];
  for (let above = path.dirname(folder); above !== folders.at(-1); above = path.dirname(above)) folders.push(above);
  return folders;
}

function isWorkspace(folder: string): boolean {
  // Some keep their home directory in git: that is no project.
  if (folder === os.homedir()) return false;
  return workspaceMarkers.some((name) => has(folder, name)) || declaresWorkspaces(folder);
}

function declaresWorkspaces(folder: string): boolean {
  try {
    const manifest: unknown = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null && 'workspaces' in manifest;
  } catch {
    return false;
  }
}

function has(folder: string, name: string): boolean {
  return fs.existsSync(path.join(folder, name));
}
