import fs, { type Dirent } from 'node:fs';
import path from 'node:path';
import type { Problems } from '../problems.ts';
import { folderOf, leavesRoot, nameOf, relativeTo } from '../relative-path.ts';
import type { Disk } from './disk.ts';
import { type FileTree, plantTree } from './file-tree.ts';
import { type IgnoreRules, isIgnored, rulesWithin } from './git-ignore.ts';
import { isDataFile, isLeftOutFolder, isSourceFile, isTestCode } from './left-out.ts';
import { codeOf, isGone, stampOfFolder, targetOfLink } from './look.ts';

export interface Listing {
  /** Source files of the project, not yet looked into. */
  readonly sources: readonly string[];
  readonly others: readonly string[];
  /** Everything an import may lead to: test code, assets and declarations too. */
  readonly tree: FileTree;
}

interface Walk {
  readonly disk: Disk;
  readonly problems: Problems;
  readonly includeTests: boolean;
  readonly files: Set<string>;
  readonly sources: string[];
  readonly others: string[];
  readonly links: Map<string, string>;
  /** Rules of each folder that was looked into. */
  readonly rules: Map<string, IgnoreRules>;
}

/** Walks the folders once, without following links to folders. */
export function listFiles(disk: Disk, rules: IgnoreRules, includeTests: boolean, problems: Problems): Listing {
  const found = { files: new Set<string>(), sources: [], others: [], links: new Map<string, string>() };
  const walk: Walk = { ...found, disk, problems, includeTests, rules: new Map<string, IgnoreRules>() };
  const pending = [{ folder: '', above: rules }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const folder of lookInto(walk, next.folder, next.above)) {
      pending.push({ folder, above: walk.rules.get(next.folder) ?? rules });
    }
  }
  for (const file of disk.unsaved) addUnsaved(walk, file);
  return {
    sources: walk.sources.filter((file) => !isCompiled(file, walk.files)).sort(),
    others: walk.others.sort(),
    tree: plantTree(walk.files, walk.links, disk.ledger.asked),
  };
}

/** Out: the folders in it to look into. */
function lookInto(walk: Walk, folder: string, above: IgnoreRules): readonly string[] {
  const entries = entriesOf(walk, folder);
  const names = new Set(entries.map(({ name }) => name));
  const rules = names.has('.gitignore') ? rulesWithin(walk.disk, above, folder) : above;
  walk.rules.set(folder, rules);
  const folders: string[] = [];
  for (const entry of entries) {
    const file = joinName(folder, entry.name);
    if (entry.isSymbolicLink()) addLink(walk, file, rules);
    else if (entry.isFile()) addFile(walk, file, rules);
    else if (!entry.isDirectory() || isLeftOutFolder(file, entry.name, names.has('package.json'))) continue;
    else if (!isIgnored(rules, `${file}/`)) folders.push(file);
  }
  return folders;
}

function entriesOf({ disk, problems }: Walk, folder: string): readonly Dirent[] {
  const absolute = path.join(disk.root, folder);
  try {
    // Its stamp first: what changes while it is read is then seen the next time.
    const stamp = stampOfFolder(absolute);
    const entries = fs.readdirSync(absolute, { withFileTypes: true });
    disk.ledger.folder(folder, entries, stamp);
    return entries;
  } catch (error) {
    disk.ledger.folder(folder, [], undefined);
    if (!isGone(error)) problems.add(folder, `The folder "${folder || '.'}" cannot be read (${codeOf(error)}).`);
    return [];
  }
}

function addFile(walk: Walk, file: string, rules: IgnoreRules): void {
  const name = nameOf(file);
  const source = isSourceFile(name);
  if (!source && !isDataFile(name)) {
    walk.files.add(file);
    return;
  }
  if (walk.files.has(file) || isIgnored(rules, file)) return;
  walk.files.add(file);
  if (!walk.includeTests && isTestCode(file)) return;
  (source ? walk.sources : walk.others).push(file);
}

/** A link to a place inside the root is another name for it; a file outside is taken as if it stood here. */
function addLink(walk: Walk, link: string, rules: IgnoreRules): void {
  const target = targetOfLink(path.join(walk.disk.root, link));
  walk.disk.ledger.link(link, target);
  try {
    const inside = relativeTo(fs.realpathSync(walk.disk.root), target);
    if (!leavesRoot(inside) && !path.isAbsolute(inside)) walk.links.set(link, inside);
    else if (fs.statSync(target).isFile()) addFile(walk, link, rules);
  } catch {
    // It leads nowhere, or in a circle.
  }
}

function addUnsaved(walk: Walk, file: string): void {
  const rules = walk.rules.get(folderOf(file));
  if (rules) addFile(walk, file, rules);
}

/** `orders.js` beside `orders.ts` was compiled from it. TypeScript leaves it out too. */
function isCompiled(file: string, files: ReadonlySet<string>): boolean {
  const [, stem, kind = ''] = /^(.*\.[cm]?)js(x?)$/.exec(file) ?? [];
  return stem !== undefined && (files.has(`${stem}ts${kind}`) || files.has(`${stem}tsx`));
}

function joinName(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
