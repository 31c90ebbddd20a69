import type { FunctionResource, InfrastructureValue, QueueResource, Resource } from '../../model/infrastructure.ts';
import { firstOf } from './dead-letter.ts';

/** Puts dead-letter settings that are written apart on their queue or function, where that stands in the same file. */
export function attached(resources: readonly Resource[]): readonly Resource[] {
  const queues = new Map<string, QueueResource>();
  const functions = new Map<string, FunctionResource>();
  for (const resource of resources) {
    if (resource.kind === 'queue') queues.set(resource.id, resource);
    if (resource.kind === 'function') functions.set(resource.id, resource);
  }
  const rest = resources.filter((resource) => !attach(resource, queues, functions));
  return rest.map((resource) => {
    if (resource.kind === 'queue') return queues.get(resource.id) ?? resource;
    return resource.kind === 'function' ? (functions.get(resource.id) ?? resource) : resource;
  });
}

/** Out: whether the resource has found what it belongs to. */
function attach(
  resource: Resource,
  queues: Map<string, QueueResource>,
  functions: Map<string, FunctionResource>,
): boolean {
  if (resource.kind === 'redrive') {
    const queue = named(resource.queue, queues);
    if (queue) queues.set(queue.id, { ...queue, deadLetter: firstOf(queue.deadLetter, resource.deadLetter) });
    return queue !== undefined;
  }
  if (resource.kind !== 'invoke') return false;
  const owner = named(resource.function, functions);
  if (owner === undefined) return false;
  const asynchronousDeadLetter = firstOf(owner.asynchronousDeadLetter, resource.asynchronousDeadLetter);
  functions.set(owner.id, { ...owner, asynchronousDeadLetter });
  return true;
}

function named<Owner>(value: InfrastructureValue, owners: ReadonlyMap<string, Owner>): Owner | undefined {
  return value.kind === 'reference' ? owners.get(value.to) : undefined;
}
