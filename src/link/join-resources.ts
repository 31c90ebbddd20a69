import type { MessagingSystem } from '../model/broker.ts';
import type { BindingResource, FunctionResource, InfrastructureValue, Resource } from '../model/infrastructure.ts';
import type { Groups } from './groups.ts';
import type { InfrastructureIndex } from './infrastructure-values.ts';
import { entryOf } from './entry-of.ts';
import { plainName } from './plain-name.ts';

/** What infrastructure says of names, as keys. */
export interface JoinedResources {
  readonly keys: ReadonlyMap<Resource, string>;
  /** Where a setting leads that several functions have, each for another destination: in the code of one of them. */
  carriedTo(system: MessagingSystem, setting: string, file: string): string | undefined;
}

/** Names of resources, and the environment variables that carry them. */
export function joinResources(groups: Groups, infrastructure: InfrastructureIndex): JoinedResources {
  const keys = new Map<Resource, string>();
  /** What is declared under a name, which a variable may carry as text. */
  const byName = new Map<string, readonly string[]>();
  for (const resource of infrastructure.resources) {
    if (!isDestination(resource)) continue;
    const own = `${resource.system}|#${resource.scope}#${resource.id}`;
    keys.set(resource, own);
    const { text } = infrastructure.follow(resource.name, resource.scope);
    const isNamed = text !== undefined && text !== '' && !text.includes('…');
    groups.join(isNamed ? [own, `${resource.system}|${text}`] : [own]);
    if (isNamed) byName.set(text, [...(byName.get(text) ?? []), own]);
  }
  const carried = new Map<string, Carried[]>();
  for (const resource of infrastructure.resources) {
    if (resource.kind !== 'function' && resource.kind !== 'binding') continue;
    const entry = entryOf(infrastructure, resource);
    for (const [name, target] of carriedBy(resource, infrastructure, keys, byName)) {
      const key = `${systemOf(target)}|\${${name}}`;
      carried.set(key, [...(carried.get(key) ?? []), { target, entry, address: resource.address ?? resource.id }]);
    }
  }
  // One name for several destinations: each function means its own.
  const own = new Map<string, string>();
  for (const [key, targets] of carried) {
    joinTwins(groups, targets);
    const [first] = targets;
    if (new Set(targets.map(({ target }) => groups.find(target))).size === 1 && first) groups.join([first.target, key]);
    else for (const { target, entry } of targets) if (entry !== undefined) own.set(`${entry} ${key}`, target);
  }
  return { keys, carriedTo: (system, setting, file) => own.get(`${file.replace(/\.[cm]?[jt]sx?$/, '')} ${system}|\${${setting}}`) };
}

/** Where a setting of a function leads. */
interface Carried {
  readonly target: string;
  readonly entry: string | undefined;
  readonly address: string;
}

/** The same function under the same address in another stack is deployed once more: `envs/dev`, `envs/prod`. */
function joinTwins(groups: Groups, targets: readonly Carried[]): void {
  const byPlace = new Map<string, string>();
  for (const { target, entry, address } of targets) {
    if (entry === undefined) continue;
    const place = `${entry} ${address}`;
    const twin = byPlace.get(place);
    if (twin === undefined) byPlace.set(place, target);
    else groups.join([twin, target]);
  }
}

/** In Azure nobody asks for messages by the name of a subscription alone. */
function isDestination(resource: Resource): resource is Extract<Resource, { kind: 'queue' | 'stated queue' | 'topic' | 'subscription' }> {
  if (resource.kind === 'subscription') return resource.system !== 'servicebus' && resource.system !== 'eventgrid';
  return resource.kind === 'queue' || resource.kind === 'stated queue' || resource.kind === 'topic';
}

export function systemOf(key: string): MessagingSystem {
  return key.slice(0, key.indexOf('|')) as MessagingSystem;
}

function carriedBy(
  resource: FunctionResource | BindingResource,
  infrastructure: InfrastructureIndex,
  keys: ReadonlyMap<Resource, string>,
  byName: ReadonlyMap<string, readonly string[]>,
): readonly (readonly [string, string])[] {
  const environment = resource.kind === 'binding' ? ([[resource.name, resource.value]] as const) : Object.entries(resource.environment).flatMap(([name, value]) => (name.startsWith('*') ? spread(value, resource.scope, infrastructure) : [[name, value] as const]));
  return environment.flatMap(([name, value]) => {
    const followed = infrastructure.follow(value, resource.scope);
    const key = followed.resource && keys.get(followed.resource);
    if (key !== undefined) return [[name, key] as const];
    if (resource.kind === 'binding' && resource.system && followed.text !== undefined) return [[name, `${resource.system}|${plainName(followed.text)}`] as const];
    return followed.text === undefined ? [] : (byName.get(plainName(followed.text)) ?? []).map((target) => [name, target] as const);
  });
}

/** The entries of what is merged into an environment as a whole. */
function spread(value: InfrastructureValue, scope: string, infrastructure: InfrastructureIndex): readonly (readonly [string, InfrastructureValue])[] {
  const entries = infrastructure.entriesOf(value, scope);
  return (entries?.keys ?? []).map((key) => [key, { kind: 'reference', to: entries?.to ?? '', attribute: key }]);
}
