import type { ProjectModel } from '../link/project-model.ts';
import type { MappingResource, SubscriptionResource } from '../model/infrastructure.ts';
import type { Evidence } from '../model/finding.ts';
import type { Location } from '../model/location.ts';

/** Dead letters that nobody can run again. */
export interface DeadEnd {
  readonly how:
    /** Nobody takes from the queue, and the system deletes what lies there. */
    | 'unread'
    /** What is sent to the topic reaches nobody. */
    | 'unsubscribed';
  readonly at: Location;
  readonly name: string;
  readonly of: string;
  readonly because: readonly Evidence[];
}

export function deadEnds(model: ProjectModel): readonly DeadEnd[] {
  const { resources } = model.infrastructure;
  const ends = [
    ...resources.flatMap((resource) => (resource.kind === 'mapping' ? unread(model, resource) : [])),
    ...resources.flatMap((resource) => (resource.kind === 'subscription' ? unsubscribed(model, resource) : [])),
  ];
  return [...new Map(ends.map((end) => [`${end.how} ${end.name}`, end])).values()];
}

/** Source: Cloudflare's page on dead letter queues: without a consumer their messages are deleted after 4 days. */
function unread({ infrastructure }: ProjectModel, { deadLetter, sourceSystem, source, scope }: MappingResource): readonly DeadEnd[] {
  if (sourceSystem !== 'cloudflare_queues' || !deadLetter || deadLetter === 'unknown') return [];
  const name = infrastructure.follow(deadLetter.target, scope).text;
  const of = infrastructure.follow(source, scope).text;
  if (name === undefined || of === undefined || name.includes('…')) return [];
  const isTaken = infrastructure.resources.some((each) => {
    if (each.kind !== 'mapping' || each.sourceSystem !== 'cloudflare_queues') return false;
    const taken = infrastructure.follow(each.source, each.scope).text;
    return taken === undefined || taken === name;
  });
  return isTaken ? [] : [{ how: 'unread', at: deadLetter.at, name, of, because: [] }];
}

/** Source: `pubsub.proto` DeadLetterPolicy: messages to a topic without subscriptions are lost. */
function unsubscribed({ infrastructure }: ProjectModel, { deadLetter, system, name, id, scope }: SubscriptionResource): readonly DeadEnd[] {
  if (system !== 'gcp_pubsub' || !deadLetter || deadLetter === 'unknown') return [];
  const { resource: topic } = infrastructure.follow(deadLetter.target, scope);
  if (topic?.kind !== 'topic') return [];
  const isTaken = infrastructure.resources.some((each) => {
    if (each.kind !== 'subscription' || each.system !== 'gcp_pubsub') return false;
    const target = each.topic && infrastructure.follow(each.topic, each.scope).resource;
    return target === undefined || target === topic;
  });
  if (isTaken) return [];
  const shown = infrastructure.follow(topic.name, topic.scope).text ?? topic.id;
  return [{ how: 'unsubscribed', at: deadLetter.at, name: shown, of: infrastructure.follow(name, scope).text ?? id, because: [{ at: topic.at, note: 'the topic, without a subscription' }] }];
}
