import zlib from 'node:zlib';
import { readWhole, writeWhole } from './atomic.ts';

const first = 'async-patterns cache 1';

/** Keeps plain data in a file of its own. Out: was it written? */
export function writeEntry(file: string, value: object): boolean {
  const content = Buffer.from(JSON.stringify(value));
  return writeWhole(file, [Buffer.from(`${first} ${checkOf(content)}\n`), content]);
}

/** Out: what was kept; `undefined` where it is not there or was damaged. It is data: nothing of it is ever run. */
export function readEntry(file: string): unknown {
  const bytes = readWhole(file);
  const end = bytes?.indexOf(0x0a) ?? -1;
  if (!bytes || end < 0) return undefined;
  const content = bytes.subarray(end + 1);
  return bytes.toString('utf8', 0, end) === `${first} ${checkOf(content)}` ? JSON.parse(content.toString('utf8')) : undefined;
}

/** Finds damage, not malice: who can write here can write the sources as well. */
export function checkOf(content: Buffer): string {
  return zlib.crc32(content).toString(36);
}
