import type { FileTree } from '../files/file-tree.ts';
import { folderOf, joinPath, nameOf, upwards } from '../relative-path.ts';
import type { CompilerConfig, ReadConfig } from './compiler-config.ts';

/** Configurations that may speak for the files of a folder, the likeliest first. */
export interface ConfigsOfFolder {
  readonly nearest: readonly CompilerConfig[];
  readonly further: readonly CompilerConfig[];
}

const configName = /^(?:ts|js)config.*\.json$/;
const outerNames = ['tsconfig.json', 'tsconfig.base.json', 'jsconfig.json'];

/**
 * The nearest `tsconfig.json` decides, with the configurations it refers to and those beside it: in a solution only
 * `tsconfig.app.json` knows the paths. Those further up follow: what the nearest names and is not there, they may know.
 */
export function configsByFolder(
  tree: FileTree,
  readConfig: ReadConfig,
  outerFolders: readonly string[],
): (folder: string) => ConfigsOfFolder {
  const files = new Map<string, string[]>();
  for (const file of tree.named(configName)) files.set(folderOf(file), [...(files.get(folderOf(file)) ?? []), file]);
  const outer = outerFolders.map((folder) => outerNames.map((name) => joinPath(folder, name)));
  const known = new Map<string, ConfigsOfFolder>();

  return (folder) => {
    const before = known.get(folder);
    if (before) return before;
    const levels = [...upwards(folder).map((level) => files.get(level) ?? []), ...outer];
    const [nearest = [], ...further] = levels
      .map((level) => configsAt(level, folder))
      .filter(({ length }) => length > 0);
    const configs = { nearest, further: further.flat() };
    known.set(folder, configs);
    return configs;
  };

  function configsAt(level: readonly string[], folder: string): readonly CompilerConfig[] {
    const beside = readAll([...level].sort((one, other) => rank(one) - rank(other)));
    const referred = readAll(beside.flatMap(({ references }) => references)).filter((config) =>
      isCovered(folder, config),
    );
    const all = [...new Map([...beside, ...referred].map((config) => [config.file, config])).values()];
    return [
      ...all.filter((config) => isCovered(folder, config)),
      ...all.filter((config) => !isCovered(folder, config)),
    ];
  }

  function readAll(paths: readonly string[]): readonly CompilerConfig[] {
    return paths.map(readConfig).filter((config) => config !== undefined);
  }
}

/** Those of tests come last. */
function rank(file: string): number {
  const name = nameOf(file);
  if (/test|spec|jest|e2e/.test(name)) return 3;
  return ['tsconfig.json', 'jsconfig.json'].includes(name) ? 0 : 1;
}

function isCovered(folder: string, { covers }: CompilerConfig): boolean {
  return covers.some((cover) => cover === '' || cover === folder || folder.startsWith(`${cover}/`));
}
