import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '../model/usage-error.ts';
import type { Seen } from '../model/seen.ts';
import { openDisk, type SourceText } from './files/disk.ts';
import { rulesAbove } from './files/git-ignore.ts';
import { listFiles } from './files/list-files.ts';
import { isReadableSource } from './files/readable-source.ts';
import { configReader } from './modules/compiler-config.ts';
import { configsByFolder } from './modules/config-files.ts';
import { prismaClients, withClients } from './modules/prisma-clients.ts';
import { createResolver } from './modules/resolver.ts';
import { outerFolders } from './outer-folders.ts';
import { declaredMembers } from './packages/declared-members.ts';
import { openManifests } from './packages/manifests.ts';
import { memberFolders } from './packages/member-folders.ts';
import { projectPackages } from './packages/project-packages.ts';
import { collectProblems, type Problem } from './problems.ts';
import { folderOf, leavesRoot } from './relative-path.ts';
import type { Resolution } from '../model/resolution.ts';
import { versionReader } from './versions/version-of.ts';


export interface WorkspaceOptions {
  /** Absolute path of the folder to analyse. */
  readonly root: string;
  /** Patterns as in `.gitignore`, beside those of the project's own. */
  readonly ignore?: readonly string[];
  /** Test code is left out otherwise: a consumer in a test is not a consumer. */
  readonly includeTests?: boolean;
  /** Unsaved text by absolute path. */
  readonly overlay?: ReadonlyMap<string, string>;
  /** What an earlier analysis saw: files that were not changed since need not be read to be known. */
  readonly before?: readonly Seen[];
}

/** The files of a project. Paths are relative to the root, with `/`. */
export interface Workspace {
  readonly root: string;
  /** TypeScript and JavaScript without declaration files, sorted. */
  readonly sourceFiles: readonly string[];
  /** Files that may be infrastructure: YAML, JSON, Terraform, TOML; sorted. */
  readonly otherFiles: readonly string[];
  /** Out: the text, unsaved before saved; `undefined` where there is none, or it is not text, or too large. */
  read(file: string): string | undefined;
  /** The text of a source file with its digest; `undefined` where `read` gives nothing. */
  source(file: string): SourceText | undefined;
  resolve(fromFile: string, specifier: string): Resolution;
  /** Out: `x.y.z` of the package as installed, or the least that the declared range allows. */
  versionOf(fromFile: string, packageName: string): string | undefined;
  /** Out: the nearest `package.json` inside the root. */
  packageOf(fromFile: string): PackageFolder | undefined;
  /** What could not be read, one sentence each. Grows while the project is read. */
  readonly problems: readonly Problem[];
  /** Everything that was seen of the disk so far. */
  seen(): readonly Seen[];
}

interface PackageFolder {
  /** `''` is the root. */
  readonly directory: string;
  readonly name?: string;
  /** Ranges of all kinds of dependencies. */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Lists the files of the project. Throws a `UsageError` when the root is not a folder. */
export function openWorkspace(options: WorkspaceOptions): Workspace {
  const { ignore = [], includeTests = false, overlay = new Map() } = options;
  const root = path.resolve(options.root);
  requireFolder(root);
  const problems = collectProblems();
  const disk = openDisk(root, overlay, problems, options.before);
  const outer = outerFolders(root);
  disk.ledger.around(outer);
  const { sources, others, tree: listed } = listFiles(disk, rulesAbove(disk, ignore, outer), includeTests, problems);
  const clients = prismaClients(disk, listed);
  const tree = withClients(listed, clients);
  const manifests = openManifests(disk, tree, outer, problems);
  const isMember = memberFolders(declaredMembers(disk, tree, manifests, problems));
  const packages = projectPackages(manifests, isMember, includeTests);
  const readConfig = configReader(disk, problems, (name) => packages.find('', name)?.directory);
  const configsOf = configsByFolder(tree, readConfig, outer);

  return {
    root,
    sourceFiles: sources.filter((file) => isReadableSource(disk, file)),
    otherFiles: others,
    read: (file) => (leavesRoot(file) ? undefined : disk.read(file)),
    source: (file) => disk.source(file),
    resolve: createResolver({ tree, manifests, packages, configsOf, clients }),
    versionOf: versionReader(disk, manifests, outer, problems),
    packageOf: (fromFile) => manifests.above(folderOf(fromFile)).find(({ directory }) => !leavesRoot(directory)),
    problems: problems.list,
    seen: () => disk.ledger.all(),
  };
}

function requireFolder(root: string): void {
  if (!isFolder(root)) throw new UsageError(`There is no folder "${root}"; name the folder of the project to analyse.`);
}

function isFolder(root: string): boolean {
  try {
    return fs.statSync(root).isDirectory();
  } catch {
    return false;
  }
}
