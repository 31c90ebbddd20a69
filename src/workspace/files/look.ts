import fs, { type Dirent } from 'node:fs';
import { digestOf } from './digest.ts';
import { isDataFile, isSourceFile, isToolFolder } from './left-out.ts';

/** What stands at a path, as an analysis sees it. */
export interface Look {
  /** Of the text; of what is no text, the reason. */
  readonly digest: string;
  readonly text?: string;
  readonly stamp?: string;
}

/** Digests of what is no text. None of them can be the digest of one, which has no exclamation mark. */
const gone = '!';
export const tooLargeToRead = '!large';
export const notText = '!binary';
const failed = '!error ';

const beginning = 8_192;
/** File systems tell the time coarsely, in milliseconds: a file may be written a little later than it says. */
const coarseness = 10;

/** In: an absolute path, the largest size in bytes, and the stamp with which a digest is known: then nothing is read. */
export function lookAtText(file: string, limit: number, known?: { readonly stamp?: string; readonly digest: string }): Look {
  try {
    const status = fs.statSync(file, { throwIfNoEntry: false });
    if (!status?.isFile()) return { digest: gone };
    const stamp = stampOf(status);
    const stamped = stamp === undefined ? {} : { stamp };
    if (known && stamp !== undefined && stamp === known.stamp) return { digest: known.digest, stamp };
    if (status.size > limit) return { digest: tooLargeToRead, ...stamped };
    const bytes = fs.readFileSync(file);
    if (bytes.subarray(0, beginning).includes(0)) return { digest: notText, ...stamped };
    const text = withoutMark(bytes.toString('utf8'));
    return { digest: digestOf(text), text, ...stamped };
  } catch (error) {
    return { digest: isGone(error) ? gone : failed + codeOf(error) };
  }
}

/** Out: the code of the error that kept a file from being read. */
export function failureOf({ digest }: Look): string | undefined {
  return digest.startsWith(failed) ? digest.slice(failed.length) : undefined;
}

/** What of a folder's entries an analysis goes by. In: names that were asked for beside those that always count. */
export function digestOfFolder(entries: readonly Dirent[], asked: readonly string[]): string {
  const counted = entries.filter((entry) => counts(entry, asked)).map((entry) => `${entry.isDirectory() ? 'd' : entry.isFile() ? 'f' : 'l'}${entry.name}`);
  return digestOf(counted.sort().join('\n'));
}

/** Out: the stamp of a folder, taken before it is read. */
export function stampOfFolder(folder: string): string | undefined {
  try {
    return stampOf(fs.statSync(folder));
  } catch {
    return undefined;
  }
}

export function targetOfLink(link: string): string {
  try {
    return fs.realpathSync(link);
  } catch {
    return gone;
  }
}

/** Whether an import or a reader may mean a file of that name. Editors and tools come and go with others. */
export function isNameThatCounts(name: string): boolean {
  return isSourceFile(name) || isDataFile(name) || /\.(?:[cm]?[jt]sx?|json|vue|prisma)$/.test(name) || name === '.gitignore';
}

/** It vanished, or a folder took its place: not worth a word. */
export function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error));
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function counts(entry: Dirent, asked: readonly string[]): boolean {
  if (entry.isDirectory()) return !isToolFolder(entry.name);
  return entry.isSymbolicLink() || (entry.isFile() && (isNameThatCounts(entry.name) || asked.includes(entry.name)));
}

/** `undefined`: it was changed just now, so that it may be changed again without looking different. */
function stampOf({ size, mtimeMs, ctimeMs, ino }: fs.Stats): string | undefined {
  if (Math.max(mtimeMs, ctimeMs) >= Date.now() - coarseness) return undefined;
  return [size, mtimeMs, ctimeMs, ino].map((each) => each.toString(36)).join(' ');
}
