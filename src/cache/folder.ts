import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { digestOf } from '../workspace/files/digest.ts';
import { newestFirst, remove, timeOf, touch } from './atomic.ts';

const name = 'eslint-plugin-async-patterns';
const month = 30 * 86_400_000;

/**
 * Where what is known of a project is kept: in its `node_modules/.cache` where it has a `node_modules`, else in the
 * user's folder for caches. In: absolute path of the project, and the environment. Out: absolute; it may not be there yet.
 */
export function cacheFolder(root: string, environment: Readonly<Partial<Record<string, string>>> = process.env): string {
  const modules = path.join(root, 'node_modules');
  if (isFolder(modules)) return path.join(modules, '.cache', name);
  return path.join(userFolder(environment), name, `${path.basename(root)}-${digestOf(root).slice(0, 12)}`);
}

/** In: a project's folder among those of other projects, which are removed when nobody kept anything in them for a month. */
export function forgetOthers(folder: string): void {
  const all = path.dirname(folder);
  if (path.basename(all) !== name) return;
  touch(folder);
  for (const other of newestFirst(all)) if (timeOf(path.join(all, other)) < Date.now() - month) remove(path.join(all, other));
}

function isFolder(place: string): boolean {
  try {
    return fs.statSync(place).isDirectory();
  } catch {
    return false;
  }
}

/** Source: XDG Base Directory Specification; Apple's File System Programming Guide; Microsoft's "Known folders". */
function userFolder(environment: Readonly<Partial<Record<string, string>>>): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = environment;
  if (xdg !== undefined && path.isAbsolute(xdg)) return xdg;
  if (process.platform === 'win32') return local ?? path.join(os.homedir(), 'AppData', 'Local');
  return path.join(os.homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}
