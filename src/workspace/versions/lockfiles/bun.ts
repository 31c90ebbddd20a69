import { asObject, asText, asTexts, readJson } from '../../formats/json.ts';
import { upwards } from '../../relative-path.ts';
import type { Lockfile } from './lockfile.ts';

/** `bun.lock`, the text format. Where several versions are installed, that of a member is listed under its name. */
export function readBunLockfile(text: string): Lockfile {
  const { value } = readJson(text);
  const members = asObject(value['workspaces']);
  const packages = asObject(value['packages']);
  return {
    versionOf(folder, name) {
      const member = upwards(folder).find((level) => Object.hasOwn(members, level));
      const memberName = member === undefined ? undefined : asText(asObject(members[member])['name']);
      const [installed] = asTexts(packages[`${memberName}/${name}`] ?? packages[name]);
      return installed?.slice(installed.lastIndexOf('@') + 1);
    },
  };
}
