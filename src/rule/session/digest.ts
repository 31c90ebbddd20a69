import { createHash } from 'node:crypto';

/** Tells whether a text is the one that was read before. */
export function digestOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
