import fs from 'node:fs';
import { readWhole, writeWhole } from './atomic.ts';
import { checkOf } from './entry.ts';

/*
 * A pack keeps many texts in one file: one file each would cost more than reading the sources anew. It is the texts, one
 * behind the other; a list of them as JSON; and a last line of fixed length that says where the list is.
 */

/** One text of a pack. */
export interface Packed {
  readonly key: string;
  /** Place and length in bytes, and the check of those bytes. */
  readonly at: number;
  readonly length: number;
  readonly check: string;
}

export interface Pack {
  readonly file: string;
  /** Bytes of the whole file. */
  readonly size: number;
  readonly texts: readonly Packed[];
}

const last = 'async-patterns pack 1';
const lengthOfLastLine = 64;
const chunk = 1 << 20;

/** In: each text, made when its turn comes. Out: was it written? */
export function writePack(file: string, texts: Iterable<{ readonly key: string; content(): Buffer }>): boolean {
  return writeWhole(file, inChunks(partsOf(texts)));
}

/** Out: what is in a pack; `undefined` where it is none, or a damaged one. The texts are not read yet. */
export function openPack(file: string): Pack | undefined {
  try {
    const handle = fs.openSync(file, 'r');
    try {
      return readList(file, handle);
    } finally {
      fs.closeSync(handle);
    }
  } catch {
    return undefined;
  }
}

/** Reads the texts of a pack: all at once, when the first is asked for. */
export function packReader({ file }: Pack): (text: Packed) => Buffer | undefined {
  let bytes: Buffer | undefined;
  return ({ at, length, check }) => {
    bytes ??= readWhole(file) ?? Buffer.alloc(0);
    const content = bytes.subarray(at, at + length);
    return content.length === length && checkOf(content) === check ? content : undefined;
  };
}

function* partsOf(texts: Iterable<{ readonly key: string; content(): Buffer }>): Iterable<Buffer> {
  const list: [key: string, at: number, length: number, check: string][] = [];
  let at = 0;
  for (const { key, content } of texts) {
    const bytes = content();
    list.push([key, at, bytes.length, checkOf(bytes)]);
    at += bytes.length;
    yield bytes;
  }
  const bytes = Buffer.from(JSON.stringify(list));
  yield bytes;
  yield Buffer.from(`${last} ${String(at)} ${String(bytes.length)} ${checkOf(bytes)}`.padEnd(lengthOfLastLine));
}

function* inChunks(parts: Iterable<Buffer>): Iterable<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for (const part of parts) {
    waiting.push(part);
    length += part.length;
    if (length < chunk) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    length = 0;
  }
  yield Buffer.concat(waiting);
}

function readList(file: string, handle: number): Pack | undefined {
  const { size } = fs.fstatSync(handle);
  const line = bytesAt(handle, size - lengthOfLastLine, lengthOfLastLine).toString('utf8');
  const [, at, length, check] = new RegExp(`^${last} (\\d+) (\\d+) (\\w+) *$`).exec(line) ?? [];
  if (Number(at) + Number(length) + lengthOfLastLine !== size) return undefined;
  const list = bytesAt(handle, Number(at), Number(length));
  if (checkOf(list) !== check) return undefined;
  // As written above: the check tells.
  const texts = JSON.parse(list.toString('utf8')) as readonly (readonly [string, number, number, string])[];
  return { file, size, texts: texts.map(([key, place, bytes, sum]) => ({ key, at: place, length: bytes, check: sum })) };
}

function bytesAt(handle: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  fs.readSync(handle, bytes, 0, length, at);
  return bytes;
}
