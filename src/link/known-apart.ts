import type { Groups } from './groups.ts';

/** Destinations of which each is declared or consumed on its own. */
export class KnownApart {
  readonly #groups: Groups;
  readonly #keys: Set<string>;

  constructor(groups: Groups, keys: Iterable<string>) {
    this.#groups = groups;
    this.#keys = new Set(keys);
  }

  add(keys: readonly string[]): void {
    const [first] = keys;
    if (first !== undefined) this.#keys.add(first);
  }

  /** Do keys belong to more than one of them? */
  has(keys: readonly string[]): boolean {
    const roots = new Set(keys.map((key) => this.#groups.find(key)));
    if (roots.size < 2) return false;
    return new Set([...this.#keys].map((key) => this.#groups.find(key)).filter((root) => roots.has(root))).size > 1;
  }
}
