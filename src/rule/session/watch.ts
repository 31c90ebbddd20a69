import fs from 'node:fs';

/** Sees changes of files and folders by their time and size. No watcher of the operating system is involved. */
export class Watch {
  readonly #stamps: Map<string, string>;

  /** In: absolute paths, and when they began to be read: what changed later may have been read before or after. */
  constructor(paths: Iterable<string>, readSince: number) {
    this.#stamps = new Map(Array.from(paths, (path) => [path, stampOf(path, readSince)]));
  }

  /** What changed since it was last asked. Folders change when a file comes or goes. */
  changed(): readonly string[] {
    const changed: string[] = [];
    for (const [path, before] of this.#stamps) {
      const now = stampOf(path);
      if (now === before) continue;
      this.#stamps.set(path, now);
      changed.push(path);
    }
    return changed;
  }
}

const GONE = 'gone';
const UNCERTAIN = 'uncertain';
/** File systems tell the time coarsely: a file may be written a little later than it says. */
const coarseness = 10;

function stampOf(path: string, readSince = Infinity): string {
  try {
    const status = fs.statSync(path, { throwIfNoEntry: false });
    if (!status) return GONE;
    const { mtimeMs, size } = status;
    return mtimeMs >= readSince - coarseness && mtimeMs <= Date.now() ? UNCERTAIN : `${String(mtimeMs)} ${String(size)}`;
  } catch {
    return GONE;
  }
}
