/** Ten minutes: an editor does not say when a file is closed without saving. */
const longest = 600_000;

/** Texts of files that differ from the disk. By absolute path. */
export class UnsavedTexts {
  readonly #texts = new Map<string, { readonly text: string; readonly since: number }>();

  /** As the analysis takes them. */
  get texts(): ReadonlyMap<string, string> {
    return new Map([...this.#texts].map(([file, { text }]) => [file, text]));
  }

  set(file: string, text: string, now: number): void {
    this.#texts.set(file, { text, since: now });
  }

  /** Out: was there one? */
  delete(file: string): boolean {
    return this.#texts.delete(file);
  }

  /** Out: was there one that is too old? */
  forgetOld(now: number): boolean {
    const old = [...this.#texts].filter(([, { since }]) => now - since > longest);
    for (const [file] of old) this.#texts.delete(file);
    return old.length > 0;
  }
}
