import type { Disk } from '../files/disk.ts';
import type { FileTree } from '../files/file-tree.ts';
import { asTexts, readJson } from '../formats/json.ts';
import type { Problems } from '../problems.ts';
import { folderOf } from '../relative-path.ts';
import type { Manifests } from './manifests.ts';
import type { MemberPatterns } from './member-folders.ts';
import { readPnpmWorkspace } from './pnpm-workspace.ts';

/** What npm and yarn `workspaces`, `pnpm-workspace.yaml` and `lerna.json` name as members. */
export function declaredMembers(
  disk: Disk,
  tree: FileTree,
  manifests: Manifests,
  problems: Problems,
): readonly MemberPatterns[] {
  return [
    ...manifests.inside.map(({ directory, workspaces }) => ({ folder: directory, patterns: workspaces })),
    ...tree.named('pnpm-workspace.yaml').map((file) => {
      return { folder: folderOf(file), patterns: readPnpmWorkspace(disk, folderOf(file), problems)?.packages ?? [] };
    }),
    ...tree.named('lerna.json').map((file) => {
      return { folder: folderOf(file), patterns: asTexts(readJson(disk.read(file) ?? '').value['packages']) };
    }),
  ];
}
