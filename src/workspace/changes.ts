import fs from 'node:fs';
import path from 'node:path';
import type { Seen } from '../model/seen.ts';
import { largestLockfile, largestSource } from './files/disk.ts';
import { digestOfFolder, lookAtText, stampOfFolder, targetOfLink } from './files/look.ts';
import { outerFolders } from './outer-folders.ts';

/** Goes round the places that an analysis saw, a part of them at a time. */
export interface Patrol {
  /**
   * In: milliseconds to spend. Out: the places that look different from when they were looked at last, as they look now;
   * `done`: all have been looked at since the round began. Files that were merely touched are read and do not count.
   */
  walk(time: number): { readonly changed: readonly Seen[]; readonly done: boolean };
}

/** Two thousandths of a second: a small project is looked at as a whole. */
const looksAtOnce = 256;

/** In: the absolute path of the root, and what was seen, which may become more. */
export function patrolOf(root: string, seen: () => readonly Seen[]): Patrol {
  const places: Seen[] = [];
  const known = new Set<Seen>();
  let next = 0;
  return {
    walk(time) {
      const until = performance.now() + time;
      const changed: Seen[] = [];
      places.push(...seen().filter((each) => !known.has(each)));
      for (const each of places) known.add(each);
      do {
        for (const before of places.slice(next, next + looksAtOnce)) {
          const now = seenNow(root, before);
          if (now.digest !== before.digest) changed.push(now);
          places[next++] = now;
        }
      } while (next < places.length && performance.now() < until);
      const done = next >= places.length;
      if (done) next = 0;
      return { changed, done };
    },
  };
}

/** Whether an analysis would see the same again. In: the absolute path of the root, and what was seen. */
export function looksTheSame(root: string, before: readonly Seen[]): boolean {
  return before.every((seen) => seenNow(root, seen).digest === seen.digest);
}

/** The same place as it looks now. */
export function seenNow(root: string, seen: Seen): Seen {
  const place = path.resolve(root, seen.path);
  switch (seen.kind) {
    case 'text':
    case 'lockfile':
      return textNow(seen, place);
    case 'folder':
      return folderNow(seen, place);
    case 'link':
      return { ...seen, digest: targetOfLink(place) };
    case 'around':
      return { ...seen, digest: outerFolders(root).join(' ') };
  }
}

function textNow(seen: Seen, place: string): Seen {
  const { digest, stamp } = lookAtText(place, seen.kind === 'text' ? largestSource : largestLockfile, seen);
  return lookingLike(seen, digest, stamp);
}

function folderNow(seen: Seen, place: string): Seen {
  try {
    const stamp = stampOfFolder(place);
    if (stamp !== undefined && stamp === seen.stamp) return seen;
    const entries = fs.readdirSync(place, { withFileTypes: true });
    return lookingLike(seen, digestOfFolder(entries, seen.asked ?? []), stamp);
  } catch {
    return lookingLike(seen, digestOfFolder([], []), undefined);
  }
}

function lookingLike({ stamp: _, ...seen }: Seen, digest: string, stamp: string | undefined): Seen {
  return { ...seen, digest, ...(stamp !== undefined && { stamp }) };
}
