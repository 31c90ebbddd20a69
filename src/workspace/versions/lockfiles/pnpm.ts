import { asObject, asText, type JsonObject } from '../../formats/json.ts';
import { readYaml } from '../../formats/yaml.ts';
import { upwards } from '../../relative-path.ts';
import type { Lockfile } from './lockfile.ts';

/**
 * `pnpm-lock.yaml` of versions 5, 6 and 9. Such a file may have 3 MB, most of it about packages of packages; only the
 * block of the importing package is parsed.
 */
export function readPnpmLockfile(text: string): Lockfile {
  const blocks = importerBlocks(text.replaceAll('\r\n', '\n'));
  const parsed = new Map<string, JsonObject>();

  function dependenciesOf(folder: string): JsonObject {
    const before = parsed.get(folder);
    if (before) return before;
    const block = readYaml(blocks.get(folder) ?? '').value;
    const groups = ['devDependencies', 'optionalDependencies', 'dependencies'];
    const dependencies = groups.reduce<JsonObject>((all, group) => ({ ...all, ...asObject(block[group]) }), {});
    parsed.set(folder, dependencies);
    return dependencies;
  }

  return {
    versionOf(folder, name) {
      for (const level of upwards(folder)) {
        const entry = dependenciesOf(level)[name];
        if (entry !== undefined) return plainVersion(asText(entry) ?? asText(asObject(entry)['version']) ?? '');
      }
      return undefined;
    },
  };
}

/** By folder of the importing package. A repository of one package may have no section `importers`. */
function importerBlocks(text: string): ReadonlyMap<string, string> {
  const [, importers] = /^importers:\n([\s\S]*?)(?=^\S|$(?![\s\S]))/m.exec(text) ?? [];
  if (importers === undefined) return new Map([['', text.split(/^packages:/m, 1)[0] ?? '']]);
  const parts = importers.split(/^ {2}(\S.*):[ \t]*(?:\{\})?[ \t]*$/m).slice(1);
  const blocks = new Map<string, string>();
  for (let index = 0; index < parts.length; index += 2)
    blocks.set(folderName(parts[index] ?? ''), parts[index + 1] ?? '');
  return blocks;
}

function folderName(key: string): string {
  const name = key.replace(/^(['"])(.*)\1$/, '$2');
  return name === '.' ? '' : name;
}

/** `1.2.3(peer@4.0.0)`, `1.2.3_peer@4.0.0`, `/@acme/orders@1.2.3`, `orders@1.2.3` → `1.2.3`. */
function plainVersion(version: string): string | undefined {
  if (/^(?:link|file|workspace|https?|git\S*):/.test(version)) return undefined;
  return /(?:^|[@/])(\d+\.\d+\.\d+[\w.+-]*?)(?:_.*)?$/.exec(version.replace(/\(.*$/s, ''))?.[1];
}
