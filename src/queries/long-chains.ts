import type { Entry } from '../link/entries/entry.ts';
import type { EffectNode } from '../link/flow.ts';
import { cutAt, nameOf } from '../link/cuts.ts';
import type { ProjectModel } from '../link/project-model.ts';
import { SAFE_METHODS } from '../model/framework.ts';
import { type Location, placeKey } from '../model/location.ts';
import { type Hop, hopOf } from './hop.ts';
import type { Occurrence } from './occurrence.ts';
import { isConsumer, isInChain, isUnsafe, isWaitedForByName } from './sync-chain/gates.ts';
import { asksForQueue, type Score, scoreOf } from './sync-chain/score.ts';
import { seedKind, seedsIn } from './sync-chain/seeds.ts';
import { unneeded } from './sync-chain/unneeded.ts';

/** Work of a request that should leave it. */
export interface Queueable {
  readonly effect: EffectNode['effect'];
  readonly score: Score;
  readonly swallowedAt?: Location;
  /** From the request's handler to the effect. */
  readonly chain: readonly Hop[];
}

/** A request with such work, strongest first. */
export interface LongChain {
  readonly entry: Entry;
  readonly work: readonly [Queueable, ...Queueable[]];
}

/** One function that many requests wait for: it is to be mended there, once. */
export interface SharedWork {
  readonly swallowedAt: Location;
  readonly waits: readonly { readonly entry: Entry; readonly work: Queueable }[];
}

/** More requests than this with the same work are one thing. */
const FEW = 2;

/** Splits off what many requests share. */
export function shared(chains: readonly LongChain[]): { readonly shared: readonly SharedWork[]; readonly own: readonly LongChain[] } {
  const groups = new Map<string, { readonly swallowedAt: Location; readonly waits: Map<string, { readonly entry: Entry; readonly work: Queueable }> }>();
  for (const { entry, work } of chains) {
    for (const each of work) {
      if (!each.swallowedAt) continue;
      const key = placeKey(each.swallowedAt);
      const group = groups.get(key) ?? { swallowedAt: each.swallowedAt, waits: new Map() };
      if (!group.waits.has(entry.id)) group.waits.set(entry.id, { entry, work: each });
      groups.set(key, group);
    }
  }
  const many = new Map([...groups].filter(([, { waits }]) => waits.size > FEW));
  const own = chains.flatMap(({ entry, work }): readonly LongChain[] => {
    const [first, ...others] = work.filter(({ swallowedAt }) => !swallowedAt || !many.has(placeKey(swallowedAt)));
    return first ? [{ entry, work: [first, ...others] }] : [];
  });
  return { shared: [...many.values()].map(({ swallowedAt, waits }) => ({ swallowedAt, waits: [...waits.values()] })), own };
}

/** Functions that are looked into for all requests together: the largest services have routes for hours. */
const MOST_BUILT = 6_000;

/** Every request that waits for work which is better done by a queue; each handler once. */
export function longChains(model: ProjectModel): readonly LongChain[] {
  const handlers = new Map<string, Entry>();
  for (const entry of model.entries) {
    if (entry.method !== undefined && SAFE_METHODS.has(entry.method)) continue;
    // A router that is mounted twice has each of its routes twice.
    const key = `${entry.handler.file.file}#${String(entry.handler.fn)}@${entry.at.file}:${String(entry.at.line)}`;
    if (!handlers.has(key)) handlers.set(key, entry);
  }
  const spent = model.flows.built;
  const unread: Entry[] = [];
  const chains = [...handlers.values()].flatMap((entry) => {
    if (model.flows.built - spent > MOST_BUILT) {
      unread.push(entry);
      return [];
    }
    const [first, ...others] = isConsumer(model, entry) ? [] : queueable(model, entry);
    return first ? [{ entry, work: [first, ...others] as const }] : [];
  });
  noteUnread(unread);
  return chains;
}

function noteUnread(unread: readonly Entry[]): void {
  const [first] = unread;
  if (!first) return;
  const { file, fn } = first.handler;
  const requests = unread.length === 1 ? '1 request' : `${String(unread.length)} requests`;
  cutAt(file, fn, `work of ${requests} that could leave them, from ${nameOf(file, fn)} on: those before enter more than ${String(MOST_BUILT)} functions`);
}

function queueable(model: ProjectModel, entry: Entry): readonly Queueable[] {
  const flow = model.flowOf(entry.handler);
  const found = seedsIn(flow).flatMap((occurrence): readonly Queueable[] => {
    const { node, levels } = occurrence;
    if (node.do !== 'effect' || !isUnsafe(entry, levels)) return [];
    const kind = seedKind(node);
    const chain = chainOf(occurrence);
    if (!kind || isWaitedForByName(entry, chain) || !isInChain(flow, node)) return [];
    const free = unneeded(model, occurrence, node);
    if (!free || (kind === 'request' && !free.swallowedAt)) return [];
    const score = scoreOf(model, node, kind, levels, free);
    // What the request is there for comes first, and is one thing.
    if (kind === 'control' && !(score.loop && score.afterWrite)) return [];
    return asksForQueue(score) ? [{ effect: node.effect, score, ...free, chain }] : [];
  });
  const distinct = [...new Map(found.map((each) => [placeOf(entry, each), each])).values()];
  return distinct.toSorted((a, b) => total(b.score) - total(a.score));
}

/** A wrapper of routes may call the same one from several places: from the route on, it is one way. */
function placeOf({ at }: Entry, { chain }: Queueable): string {
  const own = chain.findIndex((hop) => hop.at.file === at.file);
  return chain.slice(Math.max(own, 0)).map(({ at }) => placeKey(at)).join(' ');
}

function total({ tolerance, load, failure }: Score): number {
  return tolerance + load + failure;
}

function chainOf({ node, levels }: Occurrence): readonly Hop[] {
  const calls = levels.flatMap(({ container }) => (container?.do === 'enter' ? [container.call] : []));
  return [...calls, ...('call' in node ? [node.call] : [])].map((call) => hopOf(call));
}
