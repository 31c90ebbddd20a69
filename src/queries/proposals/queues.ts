import { plainName } from '../../link/plain-name.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import { deadLetterOf } from '../dead-letter-of.ts';
import { merged, type Proposal } from './proposal.ts';

/** Queues that the project consumes and nobody in it declares. */
export function proposedQueues(model: ProjectModel): readonly Proposal[] {
  return merged(
    model.consumers.flatMap((consumer): readonly Proposal[] => {
      const { destination, system, sources } = consumer;
      const isDeclared = sources.some(({ resources, declarations }) => resources.length > 0 || declarations.length > 0);
      const [name] = destination?.texts ?? [];
      if (name === undefined || isDeclared || system === 'unknown' || deadLetterOf(model, consumer).status !== 'unknown') return [];
      const because = [{ at: consumer.at, note: 'consumes it, and no file here says where failed messages go' }];
      return [{ kind: 'queues', declaration: { system, name: plainName(name), deadLetter: '?' }, because }];
    }),
  );
}
