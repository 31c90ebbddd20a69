import type { FileFacts, GlobalFact } from '../model/file-facts.ts';
import type { Entity } from './entity.ts';
import type { Linker } from './linker.ts';

/** Names of the platform that programs replace by something that does the same. */
const PLATFORM = new Set(
  'Promise fetch crypto console process Buffer URL URLSearchParams Headers Request Response FormData Blob File WebSocket EventSource AbortController AbortSignal TextEncoder TextDecoder performance navigator window document self location localStorage sessionStorage structuredClone setTimeout setInterval setImmediate clearTimeout clearInterval queueMicrotask require module exports global globalThis'.split(' '),
);

interface Written extends GlobalFact {
  readonly file: FileFacts;
}

/** Reads what is put under global names: `global.producer = producer`, in whatever function that stands. */
export function globalReader(linker: Linker): Linker['globalOf'] {
  const written = new Map<string, Written[]>();
  for (const file of linker.files.values()) {
    for (const fact of file.globals ?? []) {
      if (PLATFORM.has(fact.name)) continue;
      const own = written.get(fact.name);
      if (own) own.push({ ...fact, file });
      else written.set(fact.name, [{ ...fact, file }]);
    }
  }
  return (name) => written.get(name)?.flatMap(({ file, fn, value }): readonly Entity[] => linker.evaluate(value, linker.openFrame(file, fn)));
}
