import fs from 'node:fs';
import path from 'node:path';
import { remove } from './atomic.ts';

export interface Lock {
  /** Somebody else had it before: what was to be done may be done. */
  readonly waited: boolean;
  /** May be called more than once. */
  release(): void;
}

/** Who holds it himself and waits for it would wait for ever. */
const mine = new Set<string>();
const shortest = 10;
const longest = 200;

/**
 * Waits until nobody else holds the lock. Who was killed holds it no more; who holds it longer than `patience`, in
 * milliseconds, is not waited for. A lock spares work: where there can be none, everybody works. In: absolute path.
 */
export function takeLock(file: string, patience: number): Lock {
  if (mine.has(file)) return { waited: false, release: () => undefined };
  const until = Date.now() + patience;
  let pause = shortest;
  let waited = false;
  while (Date.now() < until) {
    const outcome = tryLock(file);
    if (outcome === 'taken') return heldLock(file, waited);
    if (outcome === 'impossible') break;
    if (isDead(file)) {
      remove(file);
      continue;
    }
    waited = true;
    sleep(pause);
    pause = Math.min(pause * 2, longest);
  }
  return { waited, release: () => undefined };
}

function heldLock(file: string, waited: boolean): Lock {
  mine.add(file);
  return {
    waited,
    release() {
      if (mine.delete(file)) remove(file);
    },
  };
}

function tryLock(file: string): 'taken' | 'held' | 'impossible' {
  if (!makeFolder(path.dirname(file))) return 'impossible';
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return 'taken';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EEXIST' ? 'held' : 'impossible';
  }
}

function makeFolder(folder: string): boolean {
  try {
    fs.mkdirSync(folder, { recursive: true });
    return true;
  } catch {
    // A file has its name, or the disk is not ours to write on.
    return false;
  }
}

/** A process of another machine cannot be asked: then the time decides. */
function isDead(file: string): boolean {
  try {
    const holder = Number(fs.readFileSync(file, 'utf8'));
    // It is empty for the moment between being made and being written.
    if (holder > 0) process.kill(holder, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
