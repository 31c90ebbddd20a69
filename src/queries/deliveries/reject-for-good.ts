import type { SettleNode } from '../../link/flow.ts';
import { nodesOf } from '../../link/flow.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { Suggestion } from '../../model/finding.ts';
import { deadLetterOf } from '../dead-letter-of.ts';
import { requeues } from '../requeues.ts';

/** `nack(message)` → `nack(message, false, false)`, where the queue has a dead-letter exchange that keeps the message. */
export function rejectsForGood(model: ProjectModel, consumer: Consumer): readonly Suggestion[] {
  if (deadLetterOf(model, consumer).status !== 'kept') return [];
  return Array.from(nodesOf(consumer.flow)).flatMap((node) => (node.do === 'settle' && requeues(node) === true ? suggestionFor(node) : []));
}

function suggestionFor({ pattern, call: { file, call } }: SettleNode): readonly Suggestion[] {
  const fact = file.calls[call];
  const slot = Number(pattern.requeue?.[0]);
  const missing = slot + 1 - (fact?.arguments.length ?? 0);
  if (!fact || missing < 1 || fact.arguments.length === 0) return [];
  const end = fact.span[1] - 1;
  return [
    {
      title: 'Reject the message for good: the dead-letter exchange keeps it. Without a consumer there nobody tries it again.',
      edits: [{ file: file.file, start: end, end, text: ', false'.repeat(missing) }],
    },
  ];
}
