import { asObject, asText, type JsonObject, readJson } from '../../formats/json.ts';
import { upwards } from '../../relative-path.ts';
import type { Lockfile } from './lockfile.ts';

/** `package-lock.json` and `npm-shrinkwrap.json`: versions 2 and 3 list folders, version 1 a tree of names. */
export function readNpmLockfile(text: string): Lockfile {
  const { value } = readJson(text);
  const packages = asObject(value['packages']);
  const names = asObject(value['dependencies']);
  return {
    versionOf(folder, name) {
      for (const level of upwards(folder)) {
        const entry = packages[level === '' ? `node_modules/${name}` : `${level}/node_modules/${name}`];
        if (entry !== undefined) return installedVersion(packages, asObject(entry));
      }
      return asText(asObject(names[name])['version']);
    },
  };
}

/** A linked package stands under its own folder. */
function installedVersion(packages: JsonObject, entry: JsonObject): string | undefined {
  const target = entry['link'] === true ? asText(entry['resolved']) : undefined;
  return asText(target === undefined ? entry['version'] : asObject(packages[target])['version']);
}
