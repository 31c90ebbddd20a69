import { callLocation } from '../link/call-location.ts';
import { type Hop, hopOf } from './hop.ts';
import { isBeyond } from '../link/cuts.ts';
import type { TryNode } from '../link/flow.ts';
import type { LinkedProducer } from '../link/producers.ts';
import type { ProjectModel } from '../link/project-model.ts';
import type { Location } from '../model/location.ts';
import { settlementOfConsumer } from './settles.ts';
import { sendsByPromise } from './sends/by-promise.ts';
import { destinyOf } from './sends/destiny.ts';
import { keyOf, type Site } from './sends/site.ts';
import { isLastResort, type WayOut, wayOut } from './sends/way-out.ts';
import { tellsByResult, wrapperAround } from './sends/wrapper.ts';

/** A send that may be lost without anybody hearing of it. */
export type LostSend = Lost & {
  /** The call to look at: the library's, or one of a function that only sends. */
  readonly site: Site;
  readonly at: Location;
  /** Where it sends to, if that is one place. */
  readonly destination?: string;
  /** From the call to look at to the library's. */
  readonly chain: readonly Hop[];
};

type Lost =
  /** Nobody waits for it. */
  | { readonly how: 'dropped' | 'forEach' | 'list' }
  /** Nobody waits for it, and a `.catch` keeps the failure to itself. */
  | { readonly how: 'dropped and caught'; readonly caughtAt: Location }
  /** A wrapper around the library catches every failure. */
  | { readonly how: 'swallowed'; readonly caughtAt: Location; readonly by: TryNode; readonly producers: number }
  /** What failed is sent elsewhere, and a failure of that is caught. */
  | { readonly how: 'last resort'; readonly caughtAt: Location; readonly by: TryNode }
  /** `Promise.allSettled` of sends, and nobody looks at the result. */
  | { readonly how: 'settled' };

const found = new WeakMap<ProjectModel, readonly LostSend[]>();

/** Every send of the project that may be lost in silence, each once: where it is to be mended. */
export function lostSends(model: ProjectModel): readonly LostSend[] {
  let all = found.get(model);
  if (!all) found.set(model, (all = findAll(model)));
  return all;
}

function findAll(model: ProjectModel): readonly LostSend[] {
  const groups = new Map<string, LinkedProducer[]>();
  for (const producer of model.producers) {
    if (!givesPromise(producer) || producer.schedule) continue;
    const key = keyOf(producer);
    groups.set(key, [...(groups.get(key) ?? []), producer]);
  }
  const all = [...groups.values()].flatMap((producers) => [...followed({ model, producers, seen: new Set() }, { chain: [], caught: false })]);
  const seen = new Set<string>();
  return all.filter(({ site }) => !seen.has(keyOf(site)) && seen.add(keyOf(site)));
}

/** With a callback as its last argument, a call that gives no promise then tells by it. */
function givesPromise({ pattern, library, file, call }: LinkedProducer): boolean {
  if (!sendsByPromise(pattern, library)) return false;
  return !(file.calls[call]?.arguments ?? []).some(({ kind }) => kind === 'function');
}

/** Calls behind each other that are followed. */
const DEEPEST = 6;


interface Search {
  readonly model: ProjectModel;
  /** The producers of one call of the library. */
  readonly producers: readonly LinkedProducer[];
  readonly seen: Set<string>;
}

interface Step {
  /** From the library's call outwards; empty: the library's call itself. */
  readonly chain: readonly Site[];
  /** The failure has ended before: only whether anybody waits is still open. */
  readonly caught: boolean;
}

/** Follows the promise of a send outwards, from the library's call through functions that only send. */
function* followed(search: Search, { chain, caught }: Step): Iterable<LostSend> {
  const { model, producers, seen } = search;
  const [producer] = producers;
  const site = chain.at(-1) ?? producer;
  if (!producer || !site || seen.has(keyOf(site))) return;
  const fn = site.file.calls[site.call]?.fn ?? 0;
  if (isBeyond(chain.length, DEEPEST, site.file, fn, `what becomes of what is sent, behind more than ${String(DEEPEST)} functions that only send`)) return;
  seen.add(keyOf(site));
  // What a script drops at its top level is waited for by the end of the process.
  if (site.file.functions[fn]?.kind === 'module') return;
  const way = wayOut(model, site);
  const lost = lostAt(search, site, way, caught);
  if (lost) yield lostSend(search, site, chain, lost);
  if (way.promise !== 'carried') return;

  const destiny = destinyOf(model, site.file, fn);
  if (destiny.to === 'nobody') yield lostSend(search, site, chain, { how: destiny.because });
  if (destiny.to !== 'calls') return;
  const own = chain.length === 0 ? [site] : chain;
  for (const next of destiny.sites) yield* followed(search, { chain: [...own, next], caught: caught || way.failure.is !== 'with the promise' });
}

function lostSend({ producers }: Search, site: Site, chain: readonly Site[], lost: Lost): LostSend {
  const hops = (chain.length === 0 ? [site] : chain).map((call) => hopOf(call)).toReversed();
  const destination = destinationOf(producers, hops.map(({ at }) => at));
  return {
    ...lost,
    site,
    at: callLocation(site),
    chain: hops,
    ...(destination !== undefined && { destination }),
  };
}

/** Behind a wrapper, what this very call asks for; else the one destination of all. */
function destinationOf(producers: readonly LinkedProducer[], places: readonly Location[]): string | undefined {
  const asked = producers.filter(({ askedAt }) => places.some((place) => isSame(place, askedAt)));
  const names = new Set((asked.length > 0 ? asked : producers).map(({ destination }) => destination?.shown));
  return names.size === 1 ? [...names][0] : undefined;
}

function isSame(a: Location, b: Location): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column;
}

function lostAt(search: Search, site: Site, { promise, failure }: WayOut, caught: boolean): Lost | undefined {
  const { model } = search;
  if (promise === 'dropped') {
    if (failure.is === 'with the promise') return caught && isVoided(site) ? undefined : { how: 'dropped' };
    if (failure.is !== 'swallowed') return undefined;
    const { at: caughtAt } = failure;
    if (site.file.functions[site.file.calls[site.call]?.fn ?? 0]?.async) return { how: 'dropped and caught', caughtAt };
    // Where nobody could wait, a `.catch` is all one can do; a wrapper could hand on the promise.
    return wrapperOf(search, site, failure);
  }
  if (caught) return undefined;
  if (failure.is === 'settled') return { how: 'settled' };
  if (failure.is !== 'swallowed') return undefined;
  const reported = isReportedAtHandler(model, failure.at);
  if (isLastResort(site)) return reported ? undefined : { how: 'last resort', caughtAt: failure.at, by: failure.by };
  const wrapper = wrapperOf(search, site, failure);
  return reported && wrapper?.producers === 1 ? undefined : wrapper;
}

/** `void publish(event)` of a function that ends its failures itself: its writer said that nobody has to wait. */
function isVoided({ file, call }: Site): boolean {
  return file.calls[call]?.use.as === 'voided';
}

type Swallowed = Extract<WayOut['failure'], { readonly is: 'swallowed' }>;

/** Whoever calls the wrapper has no other way to know. */
function wrapperOf({ model, producers }: Search, site: Site, { at: caughtAt, by }: Swallowed): Extract<Lost, { how: 'swallowed' }> | undefined {
  const wrapper = wrapperAround(model, site, producers);
  return wrapper && !tellsByResult(model, wrapper.target, site) ? { how: 'swallowed', caughtAt, by, producers: wrapper.producers } : undefined;
}

/** The handler of a consumer that swallows its failures is another rule's; a wrapper that others use as well is ours. */
function isReportedAtHandler(model: ProjectModel, at: Location): boolean {
  return model.consumers.some((consumer) => {
    const settlement = settlementOfConsumer(consumer);
    return settlement.status === 'swallowed' && isSame(settlement.at, at);
  });
}

/** Does a failure end here in a wrapper that several producers send through? Then it is theirs, whoever of them is a consumer. */
export function isOfPublishWrapper(model: ProjectModel, at: Location): boolean {
  return lostSends(model).some((lost) => lost.how === 'swallowed' && isSame(lost.caughtAt, at));
}

/** What becomes of what a producer sends, behind its wrapper or without. */
export function outcomeOfProducer(model: ProjectModel, producer: LinkedProducer): 'awaited' | 'returned' | 'handed over' | 'dropped' | 'swallowed' | 'not a promise' {
  if (!givesPromise(producer)) return 'not a promise';
  const lost = lostSends(model).filter(({ at }) => isSame(at, producer.at) || isSame(at, producer.askedAt));
  if (lost.some(({ how }) => UNAWAITED.has(how))) return 'dropped';
  return lost.length > 0 ? 'swallowed' : producer.outcome.kind;
}

const UNAWAITED: ReadonlySet<LostSend['how']> = new Set(['dropped', 'dropped and caught', 'forEach', 'list']);
