/** Sets of keys that are one: union by the first member. */
export class Groups {
  readonly #parent = new Map<string, string>();

  find(key: string): string {
    let at = key;
    for (let up = this.#parent.get(at); up !== undefined && up !== at; up = this.#parent.get(at)) at = up;
    return at;
  }

  join(keys: readonly string[]): void {
    const [first] = keys;
    if (first === undefined) return;
    for (const key of keys) {
      if (!this.#parent.has(key)) this.#parent.set(key, key);
      const [a, b] = [this.find(first), this.find(key)];
      if (a !== b) this.#parent.set(b, a);
    }
  }

  all(): ReadonlyMap<string, readonly string[]> {
    const groups = new Map<string, string[]>();
    for (const key of this.#parent.keys()) {
      const root = this.find(key);
      const list = groups.get(root);
      if (list) list.push(key);
      else groups.set(root, [key]);
    }
    return groups;
  }
}
