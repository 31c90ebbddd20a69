import type { ProjectModel } from '../link/project-model.ts';
import { proposedEffects } from './proposals/effects.ts';
import { proposedCalls } from './proposals/handed-over.ts';
import type { Proposal } from './proposals/proposal.ts';
import { proposedQueues } from './proposals/queues.ts';
import { proposedWrappers } from './proposals/wrappers.ts';

export type { Proposal } from './proposals/proposal.ts';

/** Proposals of one kind, at most. */
const MOST = 12;

/** What a user could declare of what the analysis did not follow, the best supported first. */
export function proposalsFor(model: ProjectModel): readonly Proposal[] {
  const all = [...proposedCalls(model), ...proposedWrappers(model), ...proposedQueues(model), ...proposedEffects(model)];
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => all.filter((proposal) => proposal.kind === kind).slice(0, MOST));
}
