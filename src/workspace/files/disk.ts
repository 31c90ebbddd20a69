import fs from 'node:fs';
import path from 'node:path';
import type { Problems } from '../problems.ts';
import { leavesRoot, relativeTo } from '../relative-path.ts';

export const largestSource = 1_000_000;
const largestLockfile = 50_000_000;
const start = 8_192;

/** Reads text by path relative to the root. Unsaved text comes before what is on the disk. */
export interface Disk {
  readonly root: string;
  /** Paths of unsaved text inside the root. */
  readonly unsaved: readonly string[];
  /** Out: text without byte order mark; `undefined` for what is not there, not text, or too large. */
  read(file: string): string | undefined;
  readLockfile(file: string): string | undefined;
  /** Size of a regular file in bytes. */
  size(file: string): number | undefined;
  /** At most the first `length` bytes, as text. */
  head(file: string, length: number): string;
}

export function openDisk(root: string, overlay: ReadonlyMap<string, string>, problems: Problems): Disk {
  const unsaved = new Map([...overlay].map(([file, text]) => [relativeTo(root, file), text]));
  const absolute = (file: string): string => path.resolve(root, file);

  function read(file: string, limit: number): string | undefined {
    const text = unsaved.get(file);
    if (text !== undefined) return withoutMark(text);
    try {
      const status = fs.statSync(absolute(file), { throwIfNoEntry: false });
      if (!status?.isFile()) return undefined;
      if (status.size <= limit) return decode(file, fs.readFileSync(absolute(file)));
      problems.add(file, tooLarge(file));
    } catch (error) {
      if (!isGone(error)) problems.add(file, `The file "${file}" cannot be read (${codeOf(error)}).`);
    }
    return undefined;
  }

  function decode(file: string, bytes: Buffer): string | undefined {
    if (!bytes.subarray(0, start).includes(0)) return withoutMark(bytes.toString('utf8'));
    problems.add(file, `The file "${file}" is not text and is left out.`);
    return undefined;
  }

  return {
    root,
    unsaved: [...unsaved.keys()].filter((file) => !leavesRoot(file)),
    read: (file) => read(file, largestSource),
    readLockfile: (file) => read(file, largestLockfile),
    size(file) {
      const text = unsaved.get(file);
      if (text !== undefined) return text.length;
      const status = fs.statSync(absolute(file), { throwIfNoEntry: false });
      return status?.isFile() ? status.size : undefined;
    },
    head: (file, length) => unsaved.get(file)?.slice(0, length) ?? firstBytes(absolute(file), length),
  };
}

export function tooLarge(file: string): string {
  return `The file "${file}" is larger than 1 MB and is left out.`;
}

/** It vanished, or a folder took its place: not worth a word. */
export function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error));
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
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

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
