import fs from 'node:fs';
import path from 'node:path';

/** Text of the project's own config for this analysis, unsaved before saved; `undefined` where there is none. */
export function readConfigText(root: string, overlay: ReadonlyMap<string, string> = new Map()): string | undefined {
  const file = path.join(root, 'async-patterns.config.json');
  try {
    return overlay.get(file) ?? fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
