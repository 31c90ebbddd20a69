import type { Resource } from '../../model/infrastructure.ts';
import type { Constructs } from './constructs.ts';
import { destinations } from './pulumi/destinations.ts';
import { eventHandlerNames, readEventHandlers } from './pulumi/event-handlers.ts';
import { feeds } from './pulumi/feeds.ts';

const readers = { ...destinations, ...feeds };

/** Resources of Pulumi's providers, which SST v3 has as globals. */
export const pulumiNames: readonly string[] = [...Object.keys(readers), ...eventHandlerNames];

export function readPulumi(constructs: Constructs): readonly Resource[] {
  const made = constructs.all.flatMap((construct) => readers[construct.name]?.(constructs, construct) ?? []);
  return [...withLooseRedrives(made), ...readEventHandlers(constructs)];
}

/** A redrive policy whose queue is not seen may be that of any. */
function withLooseRedrives(resources: readonly Resource[]): readonly Resource[] {
  const loose = resources.some((resource) => resource.kind === 'redrive' && resource.queue.kind !== 'reference');
  return loose ? resources.map((resource) => (resource.kind === 'queue' ? { ...resource, deadLetter: resource.deadLetter ?? 'unknown' } : resource)) : resources;
}

