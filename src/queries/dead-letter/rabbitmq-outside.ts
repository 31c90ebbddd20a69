import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { PolicyResource } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import type { DeadLetterVerdict } from './verdict.ts';

type Outside = Extract<DeadLetterVerdict, { readonly status: 'kept' | 'unknown' }> | { readonly status: 'none'; readonly at: Location };

/**
 * What definitions and policies say of a consumer's queue; `none` where they declare it without a dead-letter
 * exchange. Of the policies that pick a queue, the one of the highest priority applies alone.
 * Source: RabbitMQ 4.2, page "Policies"; measured on 3.10.8: a policy takes effect on a queue that exists.
 */
export function outsideDeadLetter(model: ProjectModel, consumer: Consumer): Outside | undefined {
  const queues = consumer.sources.flatMap(({ resources }) => resources.filter((resource) => resource.kind === 'queue'));
  for (const { deadLetter } of queues) {
    if (deadLetter === 'unknown') return unknownOf('the arguments of the queue, which are computed');
    if (deadLetter) return { status: 'kept', at: deadLetter.at };
  }
  const policies = model.infrastructure.resources.filter((resource) => resource.kind === 'policy').filter(({ appliesToQueues }) => appliesToQueues);
  if (policies.length > 0) {
    const names = consumer.destination?.texts ?? [];
    if (names.length === 0 || policies.some(({ pattern }) => pattern === undefined)) return unknownOf('the policies of the broker, which may pick the queue');
    const [policy] = policies.filter((each) => names.some((name) => picks(each, name))).toSorted((one, other) => other.priority - one.priority);
    if (policy?.deadLetter === 'unknown') return unknownOf('the definition of a policy, which is computed');
    if (policy?.deadLetter) return { status: 'kept', at: policy.deadLetter.at };
  }
  const [queue] = queues;
  return queue && { status: 'none', at: queue.at };
}

function unknownOf(wouldDecide: string): Outside {
  return { status: 'unknown', wouldDecide };
}

/** A pattern that is no regular expression here may be one there. */
function picks({ pattern = '' }: PolicyResource, name: string): boolean {
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return true;
  }
}
