import type { FactCache } from '../../analyse.ts';
import type { FileFacts } from '../../model/file-facts.ts';

/** One text of a file, read. */
export interface Reading {
  readonly digest: string;
  readonly facts: FileFacts;
}

/** Keeps the facts of the last text of each file, so that an unchanged file is read once. */
export class FactStore {
  readonly #read: (file: string, text: string) => FileFacts;
  #readings: ReadonlyMap<string, Reading> = new Map();

  constructor(read: (file: string, text: string) => FileFacts) {
    this.#read = read;
  }

  /** Notes in `readings` what is asked for; the store then forgets the files of which nobody asked. */
  noting(readings: Map<string, Reading>): FactCache {
    const before = this.#readings;
    this.#readings = readings;
    return {
      factsOf: (file, digest, text) => {
        const known = before.get(file);
        const read = known?.digest === digest ? undefined : text();
        const reading = read === undefined ? known : { digest, facts: this.#read(file, read) };
        if (reading) readings.set(file, reading);
        return reading?.facts;
      },
    };
  }
}
