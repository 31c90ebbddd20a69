import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** Writes a project for one test. In: text by path. Out: its folder, which is removed when the test is over. */
export function withProject(files: Readonly<Record<string, string | Buffer>>): string {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'workspace ü ')));
  onTestFinished(() => fs.rmSync(root, { recursive: true, force: true }));
  for (const [file, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), content);
  }
  return root;
}

/** Text by path for files whose content does not matter. */
export function empty(...files: readonly string[]): Record<string, string> {
  return Object.fromEntries(files.map((file) => [file, '']));
}

export function json(value: unknown): string {
  return JSON.stringify(value);
}
