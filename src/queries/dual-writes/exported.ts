import { textsOf } from '../../facts/questions.ts';
import type { FunctionEntity } from '../../link/entity.ts';
import type { ProjectModel } from '../../link/project-model.ts';

/**
 * A function that a module exports and that nothing in the project imports or calls: whoever calls it is no consumer
 * of ours. Methods may be called in ways that cannot be seen.
 */
export function isForOthers(model: ProjectModel, target: FunctionEntity): boolean {
  const { fact, file, fn } = target;
  const { name } = fact;
  if (name === undefined || fact.cls !== undefined || fact.passedTo || fact.kind === 'module') return false;
  const isExported = Object.values(file.exports).some((value) => (value.kind === 'function' ? value.fn === fn : value.kind === 'binding' && file.bindings[value.binding]?.name === name));
  return isExported && !importedNames(model).has(name) && model.linker.callersOf(target).length === 0;
}

const known = new WeakMap<ProjectModel, ReadonlySet<string>>();

/** Every name that any file imports from another. */
function importedNames(model: ProjectModel): ReadonlySet<string> {
  let names = known.get(model);
  if (!names) {
    const files = [...model.linker.files.values()];
    names = new Set(files.flatMap((file) => textsOf(file, 'imported names')));
    known.set(model, names);
  }
  return names;
}
