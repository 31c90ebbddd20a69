import { posix } from 'node:path';

/** The folder of a file, `.` for the root. */
export function folderOf(file: string): string {
  return posix.dirname(file);
}

/** A path written in `file`, relative to the project root. Undefined where it is no local path. */
export function fromFolderOf(file: string, path: string): string | undefined {
  if (path === '' || posix.isAbsolute(path) || path.includes('://') || path.includes('${')) return undefined;
  return posix.join(posix.dirname(file), path.replaceAll('\\', '/')).replace(/(?<=.)\/$/, '');
}
