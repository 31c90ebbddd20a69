import { createHash } from 'node:crypto';

/** Tells texts apart. In: a text without byte order mark, or several. */
export function digestOf(...texts: readonly string[]): string {
  const hash = createHash('sha1');
  for (const text of texts) hash.update(text);
  return hash.digest('base64url');
}
