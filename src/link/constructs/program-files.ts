import { callsWhere } from '../../facts/questions.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Linker } from '../linker.ts';
import { appGlobals, isConstructPackage } from './names.ts';

/**
 * The files in which constructs are made or spoken to. Those of an SST v3 app import no library: what they make, and
 * the files that take it from them, is known by the globals of the app.
 */
export function programFiles(linker: Linker): ReadonlySet<FileFacts> {
  const all = [...linker.files.values()];
  const files = new Set(all.filter(({ imports }) => imports.some(isConstructPackage)));
  const apps = all.filter((file) => callsWhere(file, 'made of global', [...appGlobals].join('|')).length > 0);
  if (apps.length === 0) return files;
  for (const app of apps) files.add(app);
  const paths = new Set(apps.map(({ file }) => file));
  for (const file of all) if (!files.has(file) && importsOne(linker, file, paths)) files.add(file);
  return files;
}

function importsOne(linker: Linker, { file, imports }: FileFacts, paths: ReadonlySet<string>): boolean {
  return imports.some((specifier) => {
    const target = linker.resolve(file, specifier);
    return target.kind === 'file' && paths.has(target.file);
  });
}
