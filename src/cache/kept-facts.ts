import path from 'node:path';
import type { FileFacts } from '../model/file-facts.ts';
import { newestFirst, remove } from './atomic.ts';
import { openPack, type Pack, type Packed, packReader, writePack } from './pack.ts';

/** Facts of files on the disk, by path and digest of the text. */
export interface KeptFacts {
  find(file: string, digest: string): FileFacts | undefined;
  /** Out: the facts, to be written with `save`. */
  add(file: string, digest: string, facts: FileFacts): void;
  /** Writes what was added. What nobody asked for is forgotten when it is more than what somebody asked for. */
  save(): void;
}

const mostPacks = 8;
/** Bytes that may lie idle. */
const idle = 16 << 20;

/** In: the folder of the packs. Nothing is read before it is asked for. */
export function openKeptFacts(folder: string): KeptFacts {
  let packs: readonly Pack[] | undefined;
  let places = new Map<string, () => Buffer | undefined>();
  const used = new Set<string>();
  const added = new Map<string, FileFacts>();

  function open(): void {
    if (packs) return;
    packs = openPacks(folder);
    places = placesOf(packs);
  }

  return {
    find(file, digest) {
      open();
      const key = keyOf(file, digest);
      const content = places.get(key)?.();
      if (!content) return undefined;
      used.add(key);
      // It is what `add` was given: the check tells.
      return JSON.parse(content.toString('utf8')) as FileFacts;
    },
    add(file, digest, facts) {
      added.set(keyOf(file, digest), facts);
    },
    save() {
      open();
      const old = packs ?? [];
      const size = old.reduce((sum, pack) => sum + pack.size, 0);
      const wanted = old.flatMap(({ texts }) => texts).filter(({ key }) => used.has(key)).reduce((sum, { length }) => sum + length, 0);
      const tidy = old.length >= mostPacks || size > 2 * wanted + idle;
      const fresh = Array.from(added, ([key, facts]) => ({ key, content: () => Buffer.from(JSON.stringify(facts)) }));
      const kept = tidy ? [...used].flatMap((key) => contentAt(key, places)) : [];
      const file = path.join(folder, `${String(Date.now())}-${String(process.pid)}.pack`);
      const written = fresh.length + kept.length === 0 || writePack(file, [...kept, ...fresh]);
      if (tidy && written) for (const pack of old) remove(pack.file);
      packs = undefined;
      places.clear();
      added.clear();
    },
  };
}

/** A damaged one is removed. */
function openPacks(folder: string): readonly Pack[] {
  const files = newestFirst(folder).filter((name) => name.endsWith('.pack')).map((name) => path.join(folder, name));
  return files.flatMap((file) => {
    const pack = openPack(file);
    if (!pack) remove(file);
    return pack ?? [];
  });
}

function keyOf(file: string, digest: string): string {
  return `${file} ${digest}`;
}

function placesOf(packs: readonly Pack[]): Map<string, () => Buffer | undefined> {
  const places = new Map<string, () => Buffer | undefined>();
  for (const pack of packs) {
    const read = packReader(pack);
    for (const text of pack.texts) if (!places.has(text.key)) places.set(text.key, () => read(text));
  }
  return places;
}

function contentAt(key: string, places: ReadonlyMap<string, () => Buffer | undefined>): readonly (Pick<Packed, 'key'> & { content(): Buffer })[] {
  const content = places.get(key)?.();
  return content ? [{ key, content: () => content }] : [];
}
