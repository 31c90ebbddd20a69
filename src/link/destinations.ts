import type { MessagingSystem } from '../model/broker.ts';
import type { BindingResource, FunctionResource, Resource } from '../model/infrastructure.ts';
import type { Location } from '../model/location.ts';
import type { LinkedDeclaration } from './declarations.ts';
import type { InfrastructureIndex } from './infrastructure-values.ts';
import type { Name } from './name.ts';

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
  readonly destinations: readonly DestinationFacts[];
  /** The destination a name leads to; `undefined` for one without a name. */
  destinationOf(naming: Naming): DestinationFacts | undefined;
  /** The destination an infrastructure resource declares. */
  ofResource(resource: Resource): DestinationFacts | undefined;
}

/** Puts together what speaks of the same destination: by name, by environment variable, by reference. */
export function indexDestinations(
  namings: readonly Naming[],
  declarations: readonly LinkedDeclaration[],
  infrastructure: InfrastructureIndex,
): DestinationIndex {
  const groups = new Groups();
  const names = new Map<string, Name>();
  const places = new Map<string, Location>();
  const note = ({ system, name, at }: Naming): void => {
    const keys = name ? keysOf(system, name) : [];
    groups.join(keys);
    const [first] = keys;
    if (!first || !name) return;
    if (!names.has(first)) names.set(first, name);
    if (!places.has(first)) places.set(first, at);
  };
  for (const naming of namings) note(naming);
  for (const { broker, name, at } of declarations) note({ system: broker.system, at, ...(name && { name }) });
  const resourceKeys = joinResources(groups, infrastructure);
  const deadLetters = deadLetterKeys(infrastructure);

  const facts = new Map<string, DestinationFacts>();
  for (const [root, keys] of groups.all()) {
    const named = keys.find((key) => names.has(key));
    const name = named === undefined ? undefined : names.get(named);
    const at = named === undefined ? undefined : places.get(named);
    const resources = infrastructure.resources.filter((resource) => {
      const key = resourceKeys.get(resource);
      return key !== undefined && groups.find(key) === root;
    });
    const own = declarations.filter((each) => each.name && keysOf(each.broker.system, each.name).some((key) => groups.find(key) === root));
    const [resource] = resources;
    const place = own[0]?.at ?? resource?.at ?? at;
    const shown = name?.shown ?? (resource && resourceName(resource, infrastructure));
    facts.set(root, {
      id: name ? `${systemOf(root)}:${name.shown}` : `${systemOf(root)}:${resource?.id ?? root}`,
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
  return {
    destinations: [...facts.values()],
    destinationOf: ({ system, name }) => (name ? byKey(keysOf(system, name)[0]) : undefined),
    ofResource: (resource) => byKey(resourceKeys.get(resource)),
  };
}

/** A name with parts that only deployment decides says less than what the file itself calls the resource. */
function resourceName(resource: Resource, infrastructure: InfrastructureIndex): string {
  const { text } = 'name' in resource && typeof resource.name === 'object' ? infrastructure.follow(resource.name, resource.scope) : {};
  return text === undefined || text.includes('…') ? resource.id : plainName(text);
}

function systemOf(key: string): MessagingSystem {
  return key.slice(0, key.indexOf('|')) as MessagingSystem;
}

/** The keys under which a name is known: its texts, and the settings that give it. */
function keysOf(system: MessagingSystem, { texts, patterns, settings }: Name): readonly string[] {
  return [
    ...texts.map((text) => `${system}|${plainName(text)}`),
    // A pattern of nothing but holes is no name.
    ...patterns.filter((pattern) => pattern !== '${…}').map((pattern) => `${system}|${plainName(pattern)}`),
    ...settings.map((setting) => `${system}|\${${setting}}`),
  ];
}

/** Of a queue's URL or ARN the last part is its name. */
export function plainName(text: string): string {
  const url = /^https?:\/\/[^/]+\/(?:.*\/)?([^/]+)$/.exec(text);
  const arn = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:.*[:/])?([^:/]+)$/.exec(text);
  return url?.[1] ?? arn?.[1] ?? text;
}

/** Names of resources, and the environment variables that carry them. */
function joinResources(groups: Groups, infrastructure: InfrastructureIndex): Map<Resource, string> {
  const keys = new Map<Resource, string>();
  for (const resource of infrastructure.resources) {
    if (resource.kind !== 'queue' && resource.kind !== 'topic' && resource.kind !== 'subscription') continue;
    const own = `${resource.system}|#${resource.scope}#${resource.id}`;
    keys.set(resource, own);
    const { text } = infrastructure.follow(resource.name, resource.scope);
    groups.join(text === undefined || text.includes('…') ? [own] : [own, `${resource.system}|${text}`]);
  }
  for (const resource of infrastructure.resources) {
    if (resource.kind !== 'function' && resource.kind !== 'binding') continue;
    for (const [name, target] of carriedBy(resource, infrastructure, keys)) groups.join([target, `${systemOf(target)}|\${${name}}`]);
  }
  return keys;
}

function carriedBy(
  resource: FunctionResource | BindingResource,
  infrastructure: InfrastructureIndex,
  keys: ReadonlyMap<Resource, string>,
): readonly (readonly [string, string])[] {
  const environment = resource.kind === 'binding' ? { [resource.name]: resource.value } : resource.environment;
  return Object.entries(environment).flatMap(([name, value]) => {
    const followed = infrastructure.follow(value, resource.scope);
    const key = followed.resource && keys.get(followed.resource);
    return key === undefined ? [] : [[name, key] as const];
  });
}

/** What other queues name as the place for their failed messages. */
function deadLetterKeys(infrastructure: InfrastructureIndex): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const resource of infrastructure.resources) {
    const setting = 'deadLetter' in resource ? resource.deadLetter : 'asynchronousDeadLetter' in resource ? resource.asynchronousDeadLetter : undefined;
    if (setting === undefined || setting === 'unknown') continue;
    const { resource: target, text } = infrastructure.follow(setting.target, resource.scope);
    if (target && 'system' in target) keys.add(`${target.system}|#${target.scope}#${target.id}`);
    if (text === undefined) continue;
    for (const system of ['aws_sqs', 'cloudflare_queues', 'gcp_pubsub', 'rabbitmq']) keys.add(`${system}|${plainName(text)}`);
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

/** Sets of keys that are one: union by the first member. */
class Groups {
  readonly #parent = new Map<string, string>();

  find(key: string): string {
    let at = key;
    for (let up = this.#parent.get(at); up !== undefined && up !== at; up = this.#parent.get(at)) at = up;
    return at;
  }

  join(keys: readonly string[]): void {
    const [first] = keys;
    if (first === undefined) return;
    for (const key of keys) {
      if (!this.#parent.has(key)) this.#parent.set(key, key);
      const [a, b] = [this.find(first), this.find(key)];
      if (a !== b) this.#parent.set(b, a);
    }
  }

  all(): ReadonlyMap<string, readonly string[]> {
    const groups = new Map<string, string[]>();
    for (const key of this.#parent.keys()) {
      const root = this.find(key);
      const list = groups.get(root);
      if (list) list.push(key);
      else groups.set(root, [key]);
    }
    return groups;
  }
}
