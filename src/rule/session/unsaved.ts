/** Ten minutes: an editor does not say when a file is closed without saving. */
const longest = 600_000;

interface Unsaved {
  readonly text: string;
  /** Of the text on the disk at that time. */
  readonly onDisk: string;
  readonly since: number;
}

/** Texts of files that differ from the disk. By absolute path. */
export class UnsavedTexts {
  readonly #texts = new Map<string, Unsaved>();

  /** As the analysis takes them. */
  get texts(): ReadonlyMap<string, string> {
    return new Map([...this.#texts].map(([file, { text }]) => [file, text]));
  }

  get none(): boolean {
    return this.#texts.size === 0;
  }

  /** In: the digest of what is on the disk, to see when it is saved. */
  set(file: string, text: string, onDisk: string, now: number): void {
    this.#texts.set(file, { text, onDisk, since: now });
  }

  delete(file: string): void {
    this.#texts.delete(file);
  }

  /**
   * Forgets texts that are too old, and those of files that were written since. In: the digest of what is on the disk.
   * Out: the texts it forgot.
   */
  forget(now: number, digestOnDisk: (file: string) => string): readonly { readonly file: string; readonly text: string }[] {
    const gone = [...this.#texts].filter(([file, { since, onDisk }]) => now - since > longest || digestOnDisk(file) !== onDisk);
    for (const [file] of gone) this.#texts.delete(file);
    return gone.map(([file, { text }]) => ({ file, text }));
  }
}
