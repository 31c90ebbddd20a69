import fs from 'node:fs';
import path from 'node:path';

/** Reads the text of an audited project's files, each once. In: paths as in the audit. */
export function sourceReader(root: string): (file: string) => string | undefined {
  const texts = new Map<string, string | undefined>();
  return (file) => {
    if (!texts.has(file)) texts.set(file, read(path.resolve(root, file)));
    return texts.get(file);
  };
}

/** Columns are counted without a byte order mark. */
function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
