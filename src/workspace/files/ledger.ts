import type { Dirent } from 'node:fs';
import type { Seen } from '../../model/seen.ts';
import { folderOf, leavesRoot, nameOf } from '../relative-path.ts';
import { digestOfFolder, isNameThatCounts, type Look } from './look.ts';

/** Remembers all that an analysis saw of the disk. What was seen first counts: a later look may see a later text. */
export interface Ledger {
  /** What was seen so far. Grows as long as the analysis is asked. */
  all(): readonly Seen[];
  text(kind: 'text' | 'lockfile', path: string, look: Look): void;
  folder(path: string, entries: readonly Dirent[], stamp: string | undefined): void;
  link(path: string, target: string): void;
  around(folders: readonly string[]): void;
  /** Somebody wanted to know whether this file is there. */
  asked(path: string): void;
}

export function openLedger(): Ledger {
  const seen = new Map<string, Seen>();
  const folders = new Map<string, { readonly entries: readonly Dirent[]; readonly stamp?: string }>();
  const asked = new Map<string, Set<string>>();
  let known: readonly Seen[] | undefined;
  const note = (one: Seen): void => {
    const key = `${one.kind} ${one.path}`;
    if (seen.has(key)) return;
    seen.set(key, one);
    known = undefined;
  };

  return {
    all: () => (known ??= [...seen.values(), ...Array.from(folders, ([path, folder]) => seenFolder(path, folder, [...(asked.get(path) ?? [])].sort()))]),
    text: (kind, path, { digest, stamp }) => note({ path, kind, digest, ...(stamp !== undefined && { stamp }) }),
    folder(path, entries, stamp) {
      folders.set(path, { entries, ...(stamp !== undefined && { stamp }) });
      known = undefined;
    },
    link: (path, target) => note({ path, kind: 'link', digest: target }),
    around: (outer) => note({ path: '', kind: 'around', digest: outer.join(' ') }),
    asked(path) {
      if (isNameThatCounts(path) || leavesRoot(path)) return;
      const names = asked.get(folderOf(path));
      if (names?.has(nameOf(path))) return;
      asked.set(folderOf(path), (names ?? new Set()).add(nameOf(path)));
      known = undefined;
    },
  };
}

function seenFolder(path: string, { entries, stamp }: { readonly entries: readonly Dirent[]; readonly stamp?: string }, asked: readonly string[]): Seen {
  return { path, kind: 'folder', digest: digestOfFolder(entries, asked), ...(stamp !== undefined && { stamp }), ...(asked.length > 0 && { asked }) };
}
