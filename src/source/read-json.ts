import type { FileFacts } from '../model/file-facts.ts';
import { readSource } from './read-source.ts';

/** JSON above this size is data, not configuration. */
const LARGEST = 200_000;

/** Reads a JSON file as the module that `require` and `import` make of it. `undefined`: too large. */
export function readJson(file: string, text: string): FileFacts | undefined {
  if (text.length > LARGEST) return undefined;
  // Every JSON text is an expression.
  const facts = readSource(`${file}.js`, `module.exports = ${text}`);
  return { ...facts, file };
}
