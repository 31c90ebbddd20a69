import type { FactCache } from '../analyse.ts';
import type { FileFacts } from '../model/file-facts.ts';
import { readSource } from '../source/read-source.ts';

/** For analyses of one project in a row: most texts stay as they are from one to the next. */
export function rememberedFacts(): FactCache {
  const known = new Map<string, { readonly digest: string; readonly facts: FileFacts }>();
  return {
    factsOf: (file, digest, text) => {
      const before = known.get(file);
      if (before?.digest === digest) return before.facts;
      const read = text();
      if (read === undefined) return undefined;
      const facts = readSource(file, read);
      known.set(file, { digest, facts });
      return facts;
    },
  };
}
