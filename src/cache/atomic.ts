import fs from 'node:fs';
import path from 'node:path';

const unfinished = '.unfinished';
const day = 86_400_000;

/**
 * Writes a file whole or not at all. In: parts of its content, in order. Out: was it written? It may not be: the disk is
 * full, or the folder not ours to write in. A cache that cannot be kept is none, and no fault.
 */
export function writeWhole(file: string, parts: Iterable<Buffer>): boolean {
  const draft = `${file}.${String(process.pid)}.${Math.random().toString(36).slice(2)}${unfinished}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const handle = fs.openSync(draft, 'wx');
    try {
      for (const part of parts) writeAll(handle, part);
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(draft, file);
    return true;
  } catch {
    remove(draft);
    return false;
  }
}

/** Out: the content; `undefined` where there is none, or it cannot be read. */
export function readWhole(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Names in a folder, the newest first. What a process that was killed left unfinished is removed after a day. */
export function newestFirst(folder: string): readonly string[] {
  const names = namesIn(folder).map((name) => ({ name, time: timeOf(path.join(folder, name)) }));
  for (const { name, time } of names) if (name.endsWith(unfinished) && time < Date.now() - day) remove(path.join(folder, name));
  return names.filter(({ name }) => !name.endsWith(unfinished)).sort((one, other) => other.time - one.time).map(({ name }) => name);
}

export function remove(file: string): void {
  try {
    fs.rmSync(file, { recursive: true, force: true });
  } catch {
    // It stays, and is of no use to anybody.
  }
}

export function touch(file: string): void {
  try {
    fs.utimesSync(file, new Date(), new Date());
  } catch {
    // It is not there, or not ours.
  }
}

function writeAll(handle: number, part: Buffer): void {
  for (let done = 0; done < part.length; ) done += fs.writeSync(handle, part, done);
}

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

/** When it was last written, in milliseconds. */
export function timeOf(file: string): number {
  try {
    return fs.statSync(file).mtimeMs;
  } catch {
    // Another process has removed it meanwhile.
    return 0;
  }
}
