import type { FileFacts } from '../model/file-facts.ts';
import { UsageError } from '../model/usage-error.ts';
import { buildOf } from './build.ts';
import { openPack, type Packed, packReader, writePack } from './pack.ts';

/** Facts of one text: what the file is called in the project, the digest of its text, and what it says. */
export interface TextFacts {
  readonly file: string;
  readonly digest: string;
  readonly facts: FileFacts;
}

/** The entry that says who wrote the rest. */
const about = 'async-patterns facts';

/**
 * Writes facts to be linked elsewhere, whole or not at all. The same for the same facts, whoever writes them where.
 * In: absolute path. Throws a `UsageError` where it cannot be written.
 */
export function writeFactsFile(file: string, texts: readonly TextFacts[]): void {
  const sorted = texts.toSorted((one, other) => (one.file < other.file ? -1 : 1));
  const entries = sorted.map((each) => ({ key: keyOf(each.file, each.digest), content: () => Buffer.from(JSON.stringify(each.facts)) }));
  const written = writePack(file, [{ key: about, content: () => Buffer.from(buildOf()) }, ...entries]);
  if (!written) throw new UsageError(`"${file}" cannot be written; may you write in its folder?`);
}

/** Finds the facts of a text in a file that `writeFactsFile` wrote. */
export interface FactsFile {
  find(file: string, digest: string): FileFacts | undefined;
}

/** In: absolute path. Throws a `UsageError` where it is not there, damaged, or written by another build of the analyser. */
export function openFactsFile(file: string): FactsFile {
  const pack = openPack(file);
  const read = pack && packReader(pack);
  const contents = new Map(pack?.texts.map((text) => [text.key, intact(file, read?.(text), text)]));
  const build = contents.get(about)?.toString('utf8');
  if (build === undefined) throw new UsageError(`"${file}" is not there, or holds no facts; write it with async-patterns facts.`);
  if (build !== buildOf()) throw new UsageError(`"${file}" was written by another version of async-patterns; write it anew with async-patterns facts.`);
  return {
    find(name, digest) {
      const content = contents.get(keyOf(name, digest));
      // It is what `writeFactsFile` was given: the check tells.
      return content && (JSON.parse(content.toString('utf8')) as FileFacts);
    },
  };
}

function intact(file: string, content: Buffer | undefined, { key }: Packed): Buffer {
  if (content) return content;
  throw new UsageError(`"${file}" is damaged${key === about ? '' : ` (${key.slice(0, key.lastIndexOf(' '))})`}; write it anew with async-patterns facts.`);
}

function keyOf(file: string, digest: string): string {
  return `${file} ${digest}`;
}
