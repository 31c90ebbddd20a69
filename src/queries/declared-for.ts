import type { DestinationFacts } from '../link/destinations.ts';
import type { Consumer } from '../link/project-model.ts';
import type { QueueResource, SubscriptionResource } from '../model/infrastructure.ts';

type Declaring = QueueResource | SubscriptionResource;

/** One declaration of a destination. */
export interface Declared<Resource extends Declaring = Declaring> {
  readonly source: DestinationFacts;
  readonly resource: Resource;
}

/**
 * What declares the queues a consumer takes from, and for each queue the declarations of which any may be the one that
 * is deployed. A name may be declared by several stacks, for each environment, and once more by an example: what the
 * consumer is fed from by reference counts alone, else what lies nearest to it.
 */
export function declaredQueues(consumer: Consumer): readonly (readonly Declared<QueueResource>[])[] {
  return declaredFor(consumer, (source) => source.resources.filter((resource) => resource.kind === 'queue'));
}

export function declaredSubscriptions(consumer: Consumer): readonly (readonly Declared<SubscriptionResource>[])[] {
  return declaredFor(consumer, (source) => source.resources.filter((resource) => resource.kind === 'subscription'));
}

function declaredFor<Resource extends Declaring>(consumer: Consumer, of: (source: DestinationFacts) => readonly Resource[]): readonly (readonly Declared<Resource>[])[] {
  const found = consumer.sources.map((source) => relevant(consumer, of(source)).map((resource) => ({ source, resource })));
  return withCopies(found.filter(({ length }) => length > 0));
}

function relevant<Resource extends Declaring>(consumer: Consumer, all: readonly Resource[]): readonly Resource[] {
  if (all.length < 2) return all;
  const fed = all.filter((resource) => consumer.fedBy.includes(resource));
  if (fed.length > 0) return fed;
  const deployed = all.filter((resource) => resource.kind !== 'queue' || !resource.emulated);
  return nearest(consumer, deployed.length > 0 ? deployed : all);
}

function nearest<Resource extends Declaring>({ mappings, subscriptions, at }: Consumer, all: readonly Resource[]): readonly Resource[] {
  const feeds = [...mappings, ...subscriptions];
  const folders = (feeds.length > 0 ? feeds.map((feed) => feed.at.file) : [at.file]).map(foldersOf);
  const near = all.map((resource) => Math.max(...folders.map((folder) => sharedDepth(folder, foldersOf(resource.at.file)))));
  const best = Math.max(...near);
  return all.filter((_, index) => near[index] === best);
}

/** How many folders two files have in common, from the root. */
function sharedDepth(own: readonly string[], theirs: readonly string[]): number {
  const end = own.findIndex((part, index) => part !== theirs[index]);
  return end < 0 ? own.length : end;
}

function foldersOf(file: string): readonly string[] {
  return file.split('/').slice(0, -1);
}

/** The same address in another stack is the same queue, deployed once more: `envs/dev`, `envs/prod`. */
function withCopies<Resource extends Declaring>(found: readonly (readonly Declared<Resource>[])[]): readonly (readonly Declared<Resource>[])[] {
  const joined: (readonly Declared<Resource>[])[] = [];
  for (const declared of found) {
    const index = joined.findIndex((known) => areCopies(known, declared));
    const known = joined[index];
    if (known) joined[index] = [...known, ...declared];
    else joined.push(declared);
  }
  return joined;
}

function areCopies(some: readonly Declared[], others: readonly Declared[]): boolean {
  return others.every((other) => some.some((one) => addressOf(one) === addressOf(other)) && some.every(({ resource: { scope } }) => scope !== other.resource.scope));
}

function addressOf({ resource: { address, id } }: Declared): string {
  return address ?? id;
}
