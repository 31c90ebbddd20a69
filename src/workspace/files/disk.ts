import fs from 'node:fs';
import path from 'node:path';
import type { Seen } from '../../model/seen.ts';
import type { Problems } from '../problems.ts';
import { leavesRoot, relativeTo } from '../relative-path.ts';
import { digestOf } from './digest.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { failureOf, lookAtText, notText, tooLargeToRead, withoutMark } from './look.ts';

export const largestSource = 1_000_000;
export const largestLockfile = 50_000_000;

/** Reads text by path relative to the root. Unsaved text comes before what is on the disk. */
export interface Disk {
  readonly root: string;
  /** Paths of unsaved text inside the root. */
  readonly unsaved: readonly string[];
  /** Out: text without byte order mark; `undefined` for what is not there, not text, or too large. */
  read(file: string): string | undefined;
  readLockfile(file: string): string | undefined;
  /** Tells texts apart, and reads only what may have changed. Out: `undefined` where `read` gives nothing. */
  source(file: string): SourceText | undefined;
  /** Size of a regular file in bytes. */
  size(file: string): number | undefined;
  /** At most the first `length` bytes, as text. */
  head(file: string, length: number): string;
  readonly ledger: Ledger;
}

export interface SourceText {
  readonly digest: string;
  text(): string | undefined;
}

/** In: what an earlier analysis saw, so that files that were not changed since need not be read to be known. */
export function openDisk(root: string, overlay: ReadonlyMap<string, string>, problems: Problems, before: readonly Seen[] = []): Disk {
  const unsaved = new Map([...overlay].map(([file, text]) => [relativeTo(root, file), withoutMark(text)]));
  const known = new Map(before.flatMap((seen) => (seen.kind === 'text' && !seen.digest.startsWith('!') ? [[seen.path, seen] as const] : [])));
  const ledger = openLedger();
  const absolute = (file: string): string => path.resolve(root, file);

  function read(file: string, kind: 'text' | 'lockfile'): string | undefined {
    const text = unsaved.get(file);
    if (text !== undefined) return text;
    const look = lookAtText(absolute(file), kind === 'text' ? largestSource : largestLockfile);
    ledger.text(kind, file, look);
    tell(file, look);
    return look.text;
  }

  function tell(file: string, look: ReturnType<typeof lookAtText>): void {
    const failure = failureOf(look);
    if (failure !== undefined) problems.add(file, `The file "${file}" cannot be read (${failure}).`);
    if (look.digest === tooLargeToRead) problems.add(file, tooLarge(file));
    if (look.digest === notText) problems.add(file, `The file "${file}" is not text and is left out.`);
  }

  return {
    root,
    unsaved: [...unsaved.keys()].filter((file) => !leavesRoot(file)),
    read: (file) => read(file, 'text'),
    readLockfile: (file) => read(file, 'lockfile'),
    source(file) {
      const text = unsaved.get(file);
      if (text !== undefined) return { digest: digestOf(text), text: () => text };
      const look = lookAtText(absolute(file), largestSource, known.get(file));
      ledger.text('text', file, look);
      tell(file, look);
      return look.digest.startsWith('!') ? undefined : { digest: look.digest, text: () => look.text ?? read(file, 'text') };
    },
    size(file) {
      const text = unsaved.get(file);
      if (text !== undefined) return text.length;
      const status = fs.statSync(absolute(file), { throwIfNoEntry: false });
      return status?.isFile() ? status.size : undefined;
    },
    head: (file, length) => unsaved.get(file)?.slice(0, length) ?? firstBytes(absolute(file), length),
    ledger,
  };
}

function tooLarge(file: string): string {
  return `The file "${file}" is larger than 1 MB and is left out.`;
}

function firstBytes(file: string, length: number): string {
  const handle = fs.openSync(file, 'r');
  try {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.toString('utf8', 0, fs.readSync(handle, bytes, 0, length, 0));
  } finally {
    fs.closeSync(handle);
  }
}
