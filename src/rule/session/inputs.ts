import fs from 'node:fs';
import path from 'node:path';
import type { Settings } from '../../model/settings.ts';
import type { Engine } from './engine.ts';

/** The files an analysis reads. */
export interface Inputs {
  /** Tells listings apart. */
  readonly names: string;
  /** Absolute paths of the files and of the folders they lie in. */
  readonly paths: readonly string[];
}

/** Files that say something about others, and are in no listing. */
const beside = ['.gitignore', 'package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'];

/** Lists the project again. Where there is none, the root alone: it may come. */
export function listInputs(openWorkspace: Engine['openWorkspace'], root: string, { ignore, includeTests }: Settings): Inputs {
  try {
    const { sourceFiles, otherFiles } = openWorkspace({ root, ...(ignore && { ignore }), ...(includeTests && { includeTests }) });
    const files = [...sourceFiles, ...otherFiles];
    const folders = foldersOf(files);
    const more = folders.flatMap((folder) => beside.map((name) => path.join(folder, name))).filter((file) => fs.existsSync(path.join(root, file)));
    return { names: files.join('\n'), paths: [...files, ...folders, ...more].map((file) => path.join(root, file)) };
  } catch {
    return { names: '', paths: [root] };
  }
}

function foldersOf(files: readonly string[]): readonly string[] {
  const folders = new Set(['.']);
  for (const file of files) {
    for (let folder = path.posix.dirname(file); !folders.has(folder); folder = path.posix.dirname(folder)) folders.add(folder);
  }
  return [...folders];
}
