import type { ProjectModel } from '../../link/project-model.ts';
import type { Suggestion } from '../../model/finding.ts';
import type { DeadLetterSetting, QueueResource, SubscriptionResource } from '../../model/infrastructure.ts';
import type { DeadLetterFlaw } from './flaw.ts';

/**
 * What is wrong with the redrive policies of queues, and with delivery counts of Service Bus.
 * Source: SQS API `SetQueueAttributes`; AWS on dead-letter queues; `@azure/arm-servicebus` 6.1.0 SBQueue.
 */
export function queueFlaws(model: ProjectModel): readonly DeadLetterFlaw[] {
  return model.infrastructure.resources.flatMap((resource) => {
    if (resource.kind === 'queue' && resource.system === 'aws_sqs') return flawsOf(model, resource);
    return (resource.kind === 'queue' || resource.kind === 'subscription') && resource.system === 'servicebus' ? firstFailure(model, resource) : [];
  });
}

function firstFailure({ infrastructure }: ProjectModel, { deadLetter, name, scope, id, system }: QueueResource | SubscriptionResource): readonly DeadLetterFlaw[] {
  if (!deadLetter || deadLetter === 'unknown' || deadLetter.maxDeliveries !== 1) return [];
  return [{ at: deadLetter.at, name: infrastructure.follow(name, scope).text ?? id, how: 'firstFailure', because: [], detail: { setting: system === 'servicebus' ? 'maxDeliveryCount' : 'maxReceiveCount' }, suggestions: tryingMore(deadLetter) }];
}

function flawsOf(model: ProjectModel, queue: QueueResource): readonly DeadLetterFlaw[] {
  const { infrastructure } = model;
  const { deadLetter } = queue;
  if (!deadLetter || deadLetter === 'unknown') return [];
  const name = infrastructure.follow(queue.name, queue.scope).text ?? queue.id;
  const base = { at: deadLetter.at, name };
  const first = firstFailure(model, queue);
  const { resource: target } = infrastructure.follow(deadLetter.target, queue.scope);
  if (target?.kind !== 'queue' || target === queue) return first;
  const because = [{ at: target.at, note: 'the dead-letter queue' }];
  return [
    ...first,
    ...(isFifo(queue, name) !== isFifo(target, infrastructure.follow(target.name, target.scope).text ?? '') ? [{ ...base, how: 'otherType', because } as const] : []),
    ...(isShorter(queue, target)
      ? [{ ...base, how: 'shorter', because, detail: { own: days(queue.retentionSeconds), dead: days(target.retentionSeconds) } } as const]
      : []),
  ];
}

function isFifo({ fifo }: QueueResource, name: string): boolean {
  return fifo ?? name.endsWith('.fifo');
}

/** A standard queue's messages keep the time they were sent: what failed late is deleted early. */
function isShorter(queue: QueueResource, target: QueueResource): boolean {
  if (queue.fifo || queue.retentionSeconds === undefined || target.retentionSeconds === undefined) return false;
  return target.retentionSeconds < queue.retentionSeconds;
}

function days(seconds = 0): string {
  return seconds % 86_400 === 0 ? `${String(seconds / 86_400)} d` : `${String(Math.round(seconds / 360) / 10)} h`;
}

function tryingMore({ moreTries }: DeadLetterSetting): readonly Suggestion[] {
  return moreTries ? [{ title: 'Try a message five times before it is given up (its work has to bear that).', edits: [moreTries] }] : [];
}
