/** Something that could not be read, said in one sentence. */
export interface Problem {
  readonly file: string;
  readonly message: string;
}

export interface Problems {
  /** Grows while the project is read. */
  readonly list: readonly Problem[];
  add(file: string, message: string): void;
}

export function collectProblems(): Problems {
  const list: Problem[] = [];
  const known = new Set<string>();
  return {
    list,
    add(file, message) {
      const key = `${file}\n${message}`;
      if (known.has(key)) return;
      known.add(key);
      list.push({ file, message });
    },
  };
}
