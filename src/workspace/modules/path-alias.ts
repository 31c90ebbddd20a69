import { isSourceFile } from '../files/left-out.ts';
import type { Manifest } from '../packages/manifest.ts';
import { bySpecificity, fillPattern, matchPattern } from '../packages/match-pattern.ts';
import { joinPath, nameOf } from '../relative-path.ts';
import type { CompilerConfig } from './compiler-config.ts';
import type { ConfigsOfFolder } from './config-files.ts';

export type FindModule = (path: string) => string | undefined;

/** In: a specifier. Out: the first target of a matching pattern of `paths` that exists. */
export function byPaths(
  { nearest, further }: ConfigsOfFolder,
  specifier: string,
  find: FindModule,
): string | undefined {
  for (const { paths } of [...nearest, ...further]) {
    for (const target of targetsOf(paths, specifier)) {
      const found = find(target);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Whether a pattern claims it for the project, although no target exists. */
export function isClaimed({ nearest }: ConfigsOfFolder, specifier: string): boolean {
  return nearest.some(({ paths }) => targetsOf(paths, specifier).some((target) => !target.includes('node_modules/')));
}

/** `baseUrl`, and the pattern `*`: any name may be a path, so only a source counts. */
export function byBaseUrl({ nearest }: ConfigsOfFolder, specifier: string, find: FindModule): string | undefined {
  for (const config of nearest) {
    for (const target of openTargets(config, specifier)) {
      const found = find(target);
      if (found !== undefined && (isSourceFile(nameOf(found)) || found === target)) return found;
    }
  }
  return undefined;
}

/** `_moduleAliases` of a `package.json`, for the package `module-alias`. */
export function byModuleAlias(manifests: readonly Manifest[], specifier: string, find: FindModule): string | undefined {
  for (const { aliases, directory } of manifests) {
    for (const [alias, target] of Object.entries(aliases)) {
      const star = specifier === alias ? '' : matchPattern(`${alias}/*`, specifier);
      const found = star === undefined ? undefined : find(joinPath(directory, target, star));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function targetsOf(paths: CompilerConfig['paths'], specifier: string): readonly string[] {
  const patterns = Object.keys(paths)
    .filter((pattern) => pattern !== '*')
    .sort(bySpecificity);
  return patterns.flatMap((pattern) => {
    const star = matchPattern(pattern, specifier);
    return star === undefined ? [] : (paths[pattern] ?? []).map((target) => fillPattern(target, star));
  });
}

function openTargets({ paths, baseUrl }: CompilerConfig, specifier: string): readonly string[] {
  const targets = (paths['*'] ?? []).map((target) => fillPattern(target, specifier));
  return baseUrl === undefined ? targets : [...targets, joinPath(baseUrl, specifier)];
}
