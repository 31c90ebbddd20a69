import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '../model/usage-error.ts';

/** Writes a file whole or not at all: nobody reads half a file. Throws a `UsageError` where it cannot be written. */
export function writeFile(file: string, text: string): void {
  const unfinished = path.join(path.dirname(file), `.${path.basename(file)}.${String(process.pid)}`);
  try {
    fs.writeFileSync(unfinished, text);
    fs.renameSync(unfinished, file);
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`"${file}" cannot be written (${reason}); is its folder there, and may you write in it?`);
  }
}
