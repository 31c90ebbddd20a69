import type { Disk } from '../files/disk.ts';
import type { FileTree } from '../files/file-tree.ts';
import { readJson } from '../formats/json.ts';
import type { Problems } from '../problems.ts';
import { folderOf, joinPath, parentOf } from '../relative-path.ts';
import { type Manifest, readManifest } from './manifest.ts';

/** Every `package.json` of the project, and those above the root. */
export interface Manifests {
  readonly inside: readonly Manifest[];
  at(folder: string): Manifest | undefined;
  /** From the nearest to the outermost; those outside the root come last. */
  above(folder: string): readonly Manifest[];
}

export function openManifests(
  disk: Disk,
  tree: FileTree,
  outerFolders: readonly string[],
  problems: Problems,
): Manifests {
  const inside = tree.named('package.json').flatMap((file) => readFile(disk, folderOf(file), problems));
  const outside = outerFolders.flatMap((folder) => readFile(disk, folder, problems));
  const byFolder = new Map(inside.map((manifest) => [manifest.directory, manifest]));
  const known = new Map<string, readonly Manifest[]>();

  function above(folder: string): readonly Manifest[] {
    const before = known.get(folder);
    if (before) return before;
    const [own, parent] = [byFolder.get(folder), parentOf(folder)];
    const outer = parent === undefined ? outside : above(parent);
    const manifests = own ? [own, ...outer] : outer;
    known.set(folder, manifests);
    return manifests;
  }

  return { inside, at: (folder) => byFolder.get(folder), above };
}

function readFile(disk: Disk, folder: string, problems: Problems): readonly Manifest[] {
  const file = joinPath(folder, 'package.json');
  const text = disk.read(file);
  if (text === undefined) return [];
  const { value, sound } = readJson(text);
  if (!sound) problems.add(file, `The file "${file}" is not valid JSON; what could be read of it is used.`);
  return [readManifest(folder, value)];
}
