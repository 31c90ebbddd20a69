import type { FileTree } from '../files/file-tree.ts';
import { mappedTargets } from '../packages/export-targets.ts';
import type { Manifests } from '../packages/manifests.ts';
import { packageSource } from '../packages/package-source.ts';
import { declaredRange, isLocalRange, type ProjectPackages } from '../packages/project-packages.ts';
import { sourceOfBuild } from '../packages/source-of-build.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { ConfigsOfFolder } from './config-files.ts';
import { findModule } from './find-module.ts';
import { guessAlias, isUnderSources } from './guess-alias.ts';
import { byBaseUrl, byModuleAlias, byPaths, isClaimed } from './path-alias.ts';
import { platformModule, splitPackage } from './specifier.ts';

/** What the project says about imports. */
export interface Surroundings {
  readonly tree: FileTree;
  readonly manifests: Manifests;
  readonly packages: ProjectPackages;
  readonly configsOf: (folder: string) => ConfigsOfFolder;
  /** Folders of generated clients of Prisma. */
  readonly clients: ReadonlySet<string>;
}

/** Where an import leads that is not relative. Out: `undefined` where it means something of the project that is not there. */
export function resolveName(project: Surroundings, folder: string, specifier: string): Resolution | undefined {
  const { tree, manifests } = project;
  const configs = project.configsOf(folder);
  const find = (path: string): string | undefined => findModule(tree, manifests, path);

  const alias = byPaths(configs, specifier, find) ?? byModuleAlias(manifests.above(folder), specifier, find);
  if (alias !== undefined) return asFile(alias);
  const platform = platformModule(specifier);
  if (platform) return { kind: 'package', ...platform };
  if (specifier.startsWith('#'))
    return byImports(project, folder, specifier) ?? asFile(guessAlias(tree, manifests, folder, specifier));
  return byPackage(project, folder, specifier, byBaseUrl(configs, specifier, find));
}

export function asFile(file: string | undefined): Resolution | undefined {
  return file === undefined ? undefined : { kind: 'file', file };
}

/** `imports` of the nearest `package.json`. */
function byImports(project: Surroundings, folder: string, specifier: string): Resolution | undefined {
  const [nearest] = project.manifests.above(folder);
  for (const target of mappedTargets(nearest?.imports ?? {}, specifier)) {
    if (target.startsWith('#')) continue;
    const found = target.startsWith('.')
      ? asFile(sourceOfBuild(project.tree, nearest?.directory ?? '', target))
      : resolveName(project, folder, target);
    if (found) return found;
  }
  return undefined;
}

/** In: the file that `baseUrl` means by it. At run time `newrelic` is the package all the same, if there is one. */
function byPackage(
  project: Surroundings,
  folder: string,
  specifier: string,
  local: string | undefined,
): Resolution | undefined {
  const { tree, manifests, packages } = project;
  const split = splitPackage(specifier);
  const range = split && declaredRange(manifests.above(folder), split.name);
  if (local !== undefined && (range === undefined || split?.subpath !== '')) return asFile(local);

  const own = split && packages.find(folder, split.name);
  if (own) return asFile(packageSource(tree, own, split.subpath));
  if (split && range !== undefined) return isLocalRange(range) ? undefined : { kind: 'package', ...split };
  const guess = guessAlias(tree, manifests, folder, specifier);
  return guess === undefined ? foreign(project, folder, specifier) : asFile(guess);
}

function foreign(project: Surroundings, folder: string, specifier: string): Resolution | undefined {
  const { tree, manifests, configsOf } = project;
  const split = splitPackage(specifier);
  if (!split || isClaimed(configsOf(folder), specifier)) return undefined;
  return isUnderSources(tree, manifests, folder, specifier) ? undefined : { kind: 'package', ...split };
}
