import type { Broker, MessagingSystem } from '../model/broker.ts';
import type { FunctionResource, MappingResource, Resource, SubscriptionResource } from '../model/infrastructure.ts';
import type { LinkedConsumer } from './linked-consumer.ts';
import { type FunctionEntity, locationOf } from './entity.ts';
import { codeOf, foreignCode } from './function-code.ts';
import { wrappedHandler } from './handler.ts';
import type { Followed, InfrastructureIndex } from './infrastructure-values.ts';
import type { Entry } from './entries/entry.ts';
import { pushedHandlers } from './pushed.ts';
import type { Linker } from './linker.ts';
import { type Name, withSettings } from './name.ts';
import { plainName } from './plain-name.ts';

/** What an infrastructure file says feeds a function, and the function's code. */
export interface Deployed {
  readonly feed: MappingResource | SubscriptionResource;
  readonly function?: FunctionResource;
  /** The queue, stream or topic it takes from. */
  readonly source?: Resource;
  /** Its messages come as requests. */
  readonly pushed?: true;
  /** The exported functions the function's entry may be. */
  readonly handlers: readonly EntryFunction[];
}

/** What a platform calls, and the function behind the project's own wrappers. */
export interface EntryFunction {
  readonly registered: FunctionEntity;
  readonly handler: FunctionEntity;
}

export function entryFunctions(linker: Linker, registered: readonly FunctionEntity[]): readonly EntryFunction[] {
  return registered.map((each) => ({ registered: each, handler: wrappedHandler(linker, each) }));
}

/** Every feed of a function that infrastructure files declare, joined with the code it runs. */
export function deployedFunctions(linker: Linker, infrastructure: InfrastructureIndex, entries: () => readonly Entry[]): readonly Deployed[] {
  return infrastructure.resources.flatMap((resource): readonly Deployed[] => {
    const target = resource.kind === 'mapping' ? resource.function : resource.kind === 'subscription' ? resource.endpoint : undefined;
    if (!target || (resource.kind !== 'mapping' && resource.kind !== 'subscription')) return [];
    const followed = infrastructure.follow(target, resource.scope);
    const fn = followed.resource;
    const { resource: source } = infrastructure.follow(resource.kind === 'mapping' ? resource.source : resource.topic, resource.scope);
    const base = { feed: resource, ...(source && { source }) };
    if (fn?.kind === 'function') return [{ ...base, function: fn, handlers: entryFunctions(linker, codeOf(linker, infrastructure, fn)) }];
    if (fn?.kind === 'foreign') return [{ ...base, handlers: entryFunctions(linker, foreignCode(linker, infrastructure, fn)) }];
    if (resource.kind === 'mapping') return [{ ...base, handlers: [] }];
    // Only Pub/Sub calls a URL of the project's own with its messages in an envelope of its own.
    if (resource.system !== 'gcp_pubsub') return [];
    const handlers = pushedTo(infrastructure, followed, entries);
    return handlers.length === 1 ? [{ ...base, handlers: entryFunctions(linker, handlers), pushed: true }] : [];
  });
}

/** The one function behind an endpoint; where a script takes it from its environment, other files may say what that is. */
function pushedTo({ resources }: InfrastructureIndex, { text, beyond }: Followed, entries: () => readonly Entry[]): readonly FunctionEntity[] {
  if (text !== undefined) return pushedHandlers(entries(), text);
  if (beyond?.kind !== 'parameter') return [];
  const values = resources.flatMap((resource) => (resource.kind === 'binding' && resource.name === beyond.name && resource.value.kind === 'text' ? [resource.value.text] : []));
  const handlers = [...new Set(values)].flatMap((value) => pushedHandlers(entries(), value));
  // The same route on another host is the same.
  return [...new Map(handlers.map((handler) => [handlerKey(handler), handler])).values()];
}

/** Consumers that only infrastructure files know: one a handler, with all the destinations that feed it. */
export function deployedConsumers(
  deployed: readonly Deployed[],
  infrastructure: InfrastructureIndex,
  known: readonly LinkedConsumer[],
  brokers: readonly Broker[],
): readonly LinkedConsumer[] {
  const taken = new Set(known.map(({ handler }) => handler && handlerKey(handler)));
  const found = new Map<string, { entry: EntryFunction; system: MessagingSystem; feeds: Deployed['feed'][]; pushed: boolean }>();
  for (const { feed, handlers, pushed = false } of deployed) {
    const system = systemOf(feed, infrastructure);
    if (!system) continue;
    for (const handler of handlers) {
      const key = handlerKey(handler.handler);
      if (taken.has(key)) continue;
      const entry = found.get(key) ?? { entry: handler, system, feeds: [], pushed };
      entry.feeds.push(feed);
      found.set(key, entry);
    }
  }
  return [...found.values()].flatMap(({ entry: { registered, handler }, system, feeds, pushed }) => {
    const broker = brokers.find(({ feeds }) => feeds?.includes(system));
    const written = joinedName(feeds.map((feed) => sourceName(feed, infrastructure)));
    const name = written && withSettings(written, broker?.settingsInNames);
    const at = locationOf(handler.file, handler.fact.span);
    return broker
      ? [{ broker, system, ...(name && { destination: name }), at, declaredAt: feeds[0]?.at ?? at, registered, handler, options: [], trail: [], enclosing: false, ...(pushed && { ofMessages: false as const }) }]
      : [];
  });
}

export function handlerKey({ file, fn }: FunctionEntity): string {
  return `${file.file}#${String(fn)}`;
}

function systemOf(feed: Deployed['feed'], infrastructure: InfrastructureIndex): MessagingSystem | undefined {
  if (feed.kind === 'subscription') return feed.system;
  if (feed.sourceSystem !== 'unknown') return feed.sourceSystem;
  const { resource } = infrastructure.follow(feed.source, feed.scope);
  return resource && (resource.kind === 'queue' || resource.kind === 'topic') ? resource.system : undefined;
}

/** What its source is called; one whose name is made up is known by what the file calls it, which no code can name. */
function sourceName(feed: Deployed['feed'], infrastructure: InfrastructureIndex): SourceName {
  const value = feed.kind === 'mapping' ? feed.source : (feed.topic ?? feed.name);
  const { text, resource }: Followed = infrastructure.follow(value, feed.scope);
  return { ...(text !== undefined && { text }), shown: text ?? resource?.address ?? resource?.id };
}

/** What feeds call a source that no file of the project declares. */
export function outsideName(deployed: readonly Deployed[], infrastructure: InfrastructureIndex): Name | undefined {
  const texts = deployed.flatMap(({ feed, source }) => {
    if (source) return [];
    const { text, beyond } = infrastructure.follow(feed.kind === 'mapping' ? feed.source : feed.topic, feed.scope);
    return text ?? (beyond?.kind === 'imported' && beyond.name.startsWith('arn:') ? beyond.name : []);
  });
  return joinedName(texts.flatMap((text) => (text.includes('…') ? [] : { text: plainName(text), shown: plainName(text) })));
}

interface SourceName {
  readonly text?: string;
  readonly shown: string | undefined;
}

function joinedName(names: readonly SourceName[]): Name | undefined {
  const texts = [...new Set(names.flatMap(({ text }) => text ?? []))];
  const shown = [...new Set(names.flatMap((name) => name.shown ?? []))];
  return shown.length === 0 ? undefined : { texts, patterns: [], settings: [], shown: shown.join(' | '), ...(texts.length > 1 && { several: true as const }) };
}
