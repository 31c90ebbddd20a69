import type { ProjectModel } from '../link/project-model.ts';

type Importers = ReadonlyMap<string, readonly string[]>;

const known = new WeakMap<ProjectModel, Importers>();

/**
 * Do two files certainly run in one process? They do where every program that holds the one holds the other: the
 * files nobody imports are the programs.
 */
export function runTogether(model: ProjectModel, one: string, other: string): boolean {
  if (one === other) return true;
  let importers = known.get(model);
  if (!importers) known.set(model, (importers = findImporters(model)));
  const [first, second] = [programsWith(importers, one), programsWith(importers, other)];
  return first.size > 0 && first.size === second.size && [...first].every((program) => second.has(program));
}

function findImporters({ linker }: ProjectModel): Importers {
  const importers = new Map<string, string[]>();
  for (const { file, imports } of linker.files.values()) {
    for (const specifier of imports) {
      const target = linker.resolve(file, specifier);
      if (target.kind !== 'file') continue;
      const list = importers.get(target.file);
      if (list) list.push(file);
      else importers.set(target.file, [file]);
    }
  }
  return importers;
}

function programsWith(importers: Importers, start: string): ReadonlySet<string> {
  const seen = new Set([start]);
  const programs = new Set<string>();
  for (const file of seen) {
    const above = importers.get(file) ?? [];
    if (above.length === 0) programs.add(file);
    for (const each of above) seen.add(each);
  }
  return programs;
}
