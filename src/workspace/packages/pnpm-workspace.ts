import type { Disk } from '../files/disk.ts';
import { asTexts } from '../formats/json.ts';
import { readYaml } from '../formats/yaml.ts';
import type { Problems } from '../problems.ts';
import { joinPath } from '../relative-path.ts';
import { type Manifest, readCatalogs } from './manifest.ts';

/** What a `pnpm-workspace.yaml` says. */
export interface PnpmWorkspace {
  readonly packages: readonly string[];
  readonly catalogs: Manifest['catalogs'];
}

/** Out: `undefined` where the folder has none. */
export function readPnpmWorkspace(disk: Disk, folder: string, problems: Problems): PnpmWorkspace | undefined {
  const file = joinPath(folder, 'pnpm-workspace.yaml');
  const text = disk.read(file);
  if (text === undefined) return undefined;
  const { value, sound } = readYaml(text);
  if (!sound) problems.add(file, `The file "${file}" is not valid YAML; what could be read of it is used.`);
  return { packages: asTexts(value['packages']), catalogs: readCatalogs(value) };
}
