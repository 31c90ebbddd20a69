import { folderOf, joinPath, nameOf } from '../relative-path.ts';

/** Which files and folders there are, as they were when the project was opened: asking it costs no disk access. */
export interface FileTree {
  has(file: string): boolean;
  hasFolder(folder: string): boolean;
  /** Files of that name, or of names that match, with their folders. */
  named(name: string | RegExp): readonly string[];
  /** Where a path leads that goes through a symbolic link inside the root. */
  real(path: string): string;
}

const mostLinks = 10;

/** In: all files, for each symbolic link into the root where it leads, and who wants to know what is asked for. */
export function plantTree(files: ReadonlySet<string>, links: ReadonlyMap<string, string>, asked: (file: string) => void): FileTree {
  const folders = foldersOf(files);
  return {
    has(file) {
      asked(file);
      return files.has(file);
    },
    hasFolder: (folder) => folders.has(folder),
    named: (name) => [...files].filter((file) => isNamed(nameOf(file), name)),
    real(path) {
      let real = path;
      for (let steps = 0; links.size > 0 && steps < mostLinks; steps++) {
        const next = throughLink(real, links);
        if (next === undefined) break;
        real = next;
      }
      return real;
    },
  };
}

function foldersOf(files: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set(['']);
  for (const file of files) {
    for (let folder = folderOf(file); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  return folders;
}

function isNamed(name: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? name === wanted : wanted.test(name);
}

function throughLink(path: string, links: ReadonlyMap<string, string>): string | undefined {
  for (let link = path; link !== ''; link = folderOf(link)) {
    const target = links.get(link);
    if (target !== undefined) return joinPath(target, path.slice(link.length + 1));
  }
  return undefined;
}
