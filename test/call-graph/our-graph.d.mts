import type { calleesOf } from '../../src/link/callers.ts';
import type { ProjectModel } from '../../src/link/project-model.ts';

export interface CallGraph {
  readonly calls: ReadonlyMap<string, ReadonlySet<string>>;
  readonly handed: ReadonlySet<string>;
}

export function ourGraph(model: ProjectModel, calls: typeof calleesOf): CallGraph;
