import type { FactCache } from '../../analyse.ts';
import type { KeptFacts } from '../../cache/kept-facts.ts';
import { type FileReads, watched } from '../../facts/watched.ts';
import type { FileFacts } from '../../model/file-facts.ts';

/** One text of a file, read. */
export interface Reading {
  readonly digest: string;
  /** Out: `undefined` where the text cannot be read any more. */
  facts(): FileFacts | undefined;
  /** What the analysis read of them; absent: nobody watched. */
  readonly reads?: FileReads;
}

/** Keeps the facts of the last text of each file, so that an unchanged file is read once, by whomever. */
export class FactStore {
  readonly #read: (file: string, text: string) => FileFacts;
  readonly #kept: KeptFacts | undefined;
  #readings: ReadonlyMap<string, Reading> = new Map();

  /** In: how a text is read, and what earlier runs kept. */
  constructor(read: (file: string, text: string) => FileFacts, kept?: KeptFacts) {
    this.#read = read;
    this.#kept = kept;
  }

  /**
   * Notes in `readings` what is asked for; the store then forgets the files of which nobody asked. `saved`: no text is
   * unsaved. `edited`: files of which it is noted what is read, each time anew, since answers to earlier questions are kept.
   */
  noting(readings: Map<string, Reading>, saved: boolean, edited: ReadonlySet<string> = new Set()): FactCache {
    const before = this.#readings;
    this.#readings = readings;
    return {
      factsOf: (file, digest, text) => {
        const known = before.get(file);
        const facts = known?.digest === digest ? known.facts() : this.factsOf(file, digest, text, saved);
        if (!facts) return undefined;
        const twin = edited.has(file) ? watched(facts) : undefined;
        readings.set(file, { digest, facts: () => facts, ...(twin && { reads: twin.reads }) });
        return twin?.facts ?? facts;
      },
    };
  }

  /** Facts of one text, which is only read where nobody has kept them. */
  factsOf(file: string, digest: string, text: () => string | undefined, saved = true): FileFacts | undefined {
    const kept = this.#kept?.find(file, digest);
    if (kept) return kept;
    const read = text();
    const facts = read === undefined ? undefined : this.#read(file, read);
    if (facts && saved) this.#kept?.add(file, digest, facts);
    return facts;
  }
}
