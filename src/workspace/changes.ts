import fs from 'node:fs';
import path from 'node:path';
import type { Seen } from '../model/seen.ts';
import { largestLockfile, largestSource } from './files/disk.ts';
import { digestOfFolder, lookAtText, stampOfFolder, targetOfLink } from './files/look.ts';
import { outerFolders } from './outer-folders.ts';

/** One more look at what an analysis saw. */
export interface SecondLook {
  /** Places that an analysis would now see otherwise, as they were seen before. */
  readonly changed: readonly Seen[];
  /** All places as they look now, so that the next look reads less. */
  readonly now: readonly Seen[];
}

/** In: the absolute path of the root, and what was seen. Files that were merely touched are read and do not count. */
export function lookAgain(root: string, before: readonly Seen[]): SecondLook {
  const now = before.map((seen) => seenNow(root, seen));
  return { now, changed: before.filter(({ digest }, index) => now[index]?.digest !== digest) };
}

/** Like `lookAgain`, but ends at the first difference. */
export function looksTheSame(root: string, before: readonly Seen[]): boolean {
  return before.every((seen) => seenNow(root, seen).digest === seen.digest);
}

function seenNow(root: string, seen: Seen): Seen {
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
