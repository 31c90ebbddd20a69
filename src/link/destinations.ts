import type { MessagingSystem } from '../model/broker.ts';
import type { Resource } from '../model/infrastructure.ts';
import type { Location } from '../model/location.ts';
import type { LinkedDeclaration } from './declarations.ts';
import { Groups } from './groups.ts';
import { KnownApart } from './known-apart.ts';
import type { InfrastructureIndex } from './infrastructure-values.ts';
import { type JoinedResources, joinResources, systemOf } from './join-resources.ts';
import { type Name, namesIn } from './name.ts';
import { plainName } from './plain-name.ts';

/** A queue, topic or stream, with everything the project says of it. */
export interface DestinationFacts {
  readonly id: string;
  readonly system: MessagingSystem;
  readonly name?: Name;
  /** What people call it: its name in the code, else what an infrastructure file calls it. */
  readonly shown?: string;
  readonly at?: Location;
  /** Calls that declare it or set its options. */
  readonly declarations: readonly LinkedDeclaration[];
  /** What infrastructure files say of it. */
  readonly resources: readonly Resource[];
  /** It is where other destinations' failed messages go. */
  readonly isDeadLetter: boolean;
}

/** Something in the code that names a destination. */
export interface Naming {
  readonly system: MessagingSystem;
  readonly name?: Name;
  readonly at: Location;
}

export interface DestinationIndex {
  readonly infrastructure: InfrastructureIndex;
  readonly destinations: readonly DestinationFacts[];
  /** The destination a name leads to; `undefined` for one without a name, and for one that may lead to several. */
  destinationOf(naming: Naming): DestinationFacts | undefined;
  /** Each destination a name may lead to. */
  destinationsOf(naming: Naming): readonly DestinationFacts[];
  /** The destination an infrastructure resource declares. */
  ofResource(resource: Resource): DestinationFacts | undefined;
}

/**
 * Puts together what speaks of the same destination: by name, by environment variable, by reference. A sender whose
 * receiver is one of two queues that are known apart makes no one of them.
 */
export function indexDestinations(
  { consumed, sent }: { readonly consumed: readonly Naming[]; readonly sent: readonly Naming[] },
  declarations: readonly LinkedDeclaration[],
  infrastructure: InfrastructureIndex,
): DestinationIndex {
  const groups = new Groups();
  const joined = joinResources(groups, infrastructure);
  const keysOf = (naming: Naming): readonly string[] => keysOfNaming(naming, joined);
  const names = new Map<string, Name>();
  const places = new Map<string, Location>();
  const knownApart = new KnownApart(groups, joined.keys.values());
  const note = (naming: Naming): void => {
    const { name, at } = naming;
    const keys = keysOf(naming);
    const [first] = keys;
    if (!first || !name) return;
    if (knownApart.has(keys)) {
      for (const key of keys) groups.join([key]);
      return;
    }
    groups.join(keys);
    if (!names.has(first)) names.set(first, name);
    if (!places.has(first)) places.set(first, at);
  };
  const declared = declarations.map(({ broker, name, at }): Naming => ({ system: broker.system, at, ...(name && { name }) }));
  const [ofOne, ofSeveral] = sorted([...consumed.flatMap(singly), ...declared], ({ name }) => !hasAlternatives(name));
  for (const naming of ofOne) {
    note(naming);
    knownApart.add(keysOf(naming));
  }
  const [toOne, toSeveral] = sorted(sent.flatMap(singly), ({ name }) => !hasAlternatives(name));
  for (const naming of [...toOne, ...ofSeveral, ...toSeveral]) note(naming);
  const deadLetters = deadLetterKeys(infrastructure);

  const resourcesOf = byRoot(groups, infrastructure.resources, (resource) => {
    const key = joined.keys.get(resource);
    return key === undefined ? [] : [key];
  });
  const declarationsOf = byRoot(groups, declarations, ({ broker, name, at }) => (name ? keysOf({ system: broker.system, name, at }) : []));
  const facts = new Map<string, DestinationFacts>();
  for (const [root, keys] of groups.all()) {
    const named = keys.find((key) => names.has(key));
    const name = named === undefined ? undefined : names.get(named);
    const at = named === undefined ? undefined : places.get(named);
    const resources = resourcesOf.get(root) ?? [];
    const own = declarationsOf.get(root) ?? [];
    const [resource] = resources;
    const place = own[0]?.at ?? resource?.at ?? at;
    const shown = name?.shown ?? (resource && resourceName(resource, infrastructure));
    facts.set(root, {
      id: name ? `${systemOf(root)}:${name.shown}` : `${systemOf(root)}:${resource?.address ?? resource?.id ?? root}`,
      system: systemOf(root),
      ...(name && { name }),
      ...(shown !== undefined && { shown }),
      ...(place && { at: place }),
      declarations: own,
      resources,
      isDeadLetter: keys.some((key) => deadLetters.has(key)),
    });
  }
  const byKey = (key: string | undefined): DestinationFacts | undefined => (key === undefined ? undefined : facts.get(groups.find(key)));
  const destinationsOf = (naming: Naming): readonly DestinationFacts[] => [...new Set(keysOf(naming).flatMap((key) => byKey(key) ?? []))];
  return {
    infrastructure,
    destinations: [...facts.values()],
    destinationOf(naming) {
      const [only, ...others] = destinationsOf(naming);
      return others.length === 0 ? only : undefined;
    },
    destinationsOf,
    ofResource: (resource) => byKey(joined.keys.get(resource)),
  };
}

/** Each name of several on its own. */
function singly(naming: Naming): readonly Naming[] {
  return naming.name ? namesIn(naming.name).map((name) => ({ ...naming, name })) : [];
}

/** More than a name and the setting whose default it is. */
function hasAlternatives(name: Name | undefined): boolean {
  return name !== undefined && (name.texts.length + name.patterns.length > 1 || name.settings.length > 1);
}

function sorted<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): readonly [readonly Item[], readonly Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

/** What speaks of each group of keys. */
function byRoot<Item>(groups: Groups, items: readonly Item[], keysOf: (item: Item) => readonly string[]): ReadonlyMap<string, readonly Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    for (const root of new Set(keysOf(item).map((key) => groups.find(key)))) {
      const list = found.get(root);
      if (list) list.push(item);
      else found.set(root, [item]);
    }
  }
  return found;
}

/** A name with parts that only deployment decides says less than what the file itself calls the resource. */
function resourceName(resource: Resource, infrastructure: InfrastructureIndex): string {
  const { text } = 'name' in resource && typeof resource.name === 'object' ? infrastructure.follow(resource.name, resource.scope) : {};
  return text === undefined || text.includes('…') ? (resource.address ?? resource.id) : plainName(text);
}

/** The keys under which a name is known: its texts, and the settings that give it. */
function keysOfNaming({ system, name, at }: Naming, { carriedTo }: JoinedResources): readonly string[] {
  if (!name) return [];
  const { texts, patterns, settings } = name;
  return [
    ...texts.map((text) => `${system}|${plainName(text)}`),
    // A pattern of nothing but holes is no name.
    ...patterns.filter((pattern) => pattern !== '${…}').map((pattern) => `${system}|${plainName(pattern)}`),
    ...settings.map((setting) => carriedTo(system, setting, at.file) ?? `${system}|\${${setting}}`),
  ];
}

/** What other queues name as the place for their failed messages. */
function deadLetterKeys(infrastructure: InfrastructureIndex): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const resource of infrastructure.resources) {
    if (resource.kind === 'stated queue' && resource.keeps?.to !== undefined) keys.add(`${resource.system}|${plainName(resource.keeps.to)}`);
    const setting = 'deadLetter' in resource ? resource.deadLetter : 'asynchronousDeadLetter' in resource ? resource.asynchronousDeadLetter : undefined;
    if (setting === undefined || setting === 'unknown') continue;
    const { resource: target, text } = infrastructure.follow(setting.target, resource.scope);
    if (target && 'system' in target) keys.add(`${target.system}|#${target.scope}#${target.id}`);
    if (text === undefined) continue;
    for (const system of ['aws_sqs', 'cloudflare_queues', 'gcp_pubsub', 'rabbitmq', 'servicebus']) keys.add(`${system}|${plainName(text)}`);
  }
  // Of a topic of dead letters, every subscription is one.
  for (const resource of infrastructure.resources) {
    if (resource.kind !== 'subscription' || resource.system !== 'gcp_pubsub') continue;
    const { resource: topic, text } = infrastructure.follow(resource.topic, resource.scope);
    if (resource.drainsDeadLetters) keys.add(`gcp_pubsub|#${resource.scope}#${resource.id}`);
    const keysOfTopic = [topic && `gcp_pubsub|#${topic.scope}#${topic.id}`, text === undefined ? undefined : `gcp_pubsub|${plainName(text)}`];
    if (keysOfTopic.some((key) => key !== undefined && keys.has(key))) keys.add(`gcp_pubsub|#${resource.scope}#${resource.id}`);
  }
  return keys;
}
