import path from 'node:path';

/*
 * Paths of this folder are relative to the root and have `/`. `''` is the root itself; `..` leads out of it,
 * to the settings of a surrounding repository.
 */

export function joinPath(...parts: readonly string[]): string {
  const joined = path.posix.join(...parts);
  if (joined === '.' || joined === './') return '';
  return joined.endsWith('/') ? joined.slice(0, -1) : joined;
}

/** In: `a/b.ts`. Out: `a`; for a file in the root `''`. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '' : file.slice(0, slash);
}

export function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** `undefined` for the root and for folders outside it. */
export function parentOf(folder: string): string | undefined {
  return folder === '' || leavesRoot(folder) ? undefined : folderOf(folder);
}

/** The folder and those it lies in, the nearest first, down to the root. */
export function upwards(folder: string): readonly string[] {
  const parent = parentOf(folder);
  return parent === undefined ? [folder] : [folder, ...upwards(parent)];
}

export function leavesRoot(file: string): boolean {
  return file === '..' || file.startsWith('../');
}

export function relativeTo(root: string, absolute: string): string {
  return path.relative(root, absolute).replaceAll(path.sep, '/');
}
