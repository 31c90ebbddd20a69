import fs from 'node:fs';
import path from 'node:path';
import type { FactCache } from '../analyse.ts';
import { type FactsFile, openFactsFile } from '../cache/facts-file.ts';
import { UsageError } from '../model/usage-error.ts';
import { filePattern } from '../settings/file-pattern.ts';

/** The facts that other runs wrote. In: paths and patterns as given, and the folder they are relative to. Throws a `UsageError`. */
export function openFactsFiles(given: readonly string[], folder: string): readonly FactsFile[] {
  return given.flatMap((each) => each.split(',')).filter((each) => each !== '').flatMap((each) => filesOf(each, folder)).map(openFactsFile);
}

/** Takes what other runs found out, and asks `others` for the rest. */
export function givenFirst(given: readonly FactsFile[], others: FactCache): FactCache {
  return {
    factsOf(file, digest, text) {
      for (const each of given) {
        const facts = each.find(file, digest);
        if (facts) return facts;
      }
      return others.factsOf(file, digest, text);
    },
  };
}

function filesOf(pattern: string, folder: string): readonly string[] {
  if (!/[*?{]/.test(pattern)) return [path.resolve(folder, pattern)];
  const steps = path.resolve(folder, pattern).replaceAll(path.sep, '/').split('/');
  const files = steps.slice(1).reduce<readonly string[]>((places, step) => places.flatMap((place) => childrenOf(place, step)), [`${steps[0] ?? ''}/`]);
  if (files.length === 0) throw new UsageError(`There is no file "${pattern}"; write facts with async-patterns facts.`);
  return files;
}

/** In: a folder, and a name or a pattern of names. */
function childrenOf(folder: string, step: string): readonly string[] {
  const form = filePattern(step);
  const names = /[*?{]/.test(step) ? namesIn(folder).filter((name) => form.test(name)) : [step];
  return names.map((name) => path.join(folder, name)).filter((place) => fs.existsSync(place)).toSorted();
}

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}
