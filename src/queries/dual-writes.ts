import { callLocation } from '../link/call-location.ts';
import { isBeyond, nameOf } from '../link/cuts.ts';
import type { FunctionEntity } from '../link/entity.ts';
import type { EffectNode, SendNode } from '../link/flow.ts';
import type { ProjectModel } from '../link/project-model.ts';
import { type Location, placeKey } from '../model/location.ts';
import { SAFE_METHODS } from '../model/framework.ts';
import { answersFailure } from './answers-failure.ts';
import { areExclusive } from './deduplication/gates.ts';
import { type Hop, hopOf } from './hop.ts';
import { type Fate, workIn } from './failure-of.ts';
import { isForOthers } from './dual-writes/exported.ts';
import { linkedSites } from './dual-writes/linked-sites.ts';
import { isOnlyProducer, isRepaired, isWrittenDown } from './dual-writes/repairs.ts';
import { isInHandler, type Occurrence, occurrencesIn } from './occurrence.ts';
import { functionAt } from './sends/destiny.ts';
import { somewhere } from './somewhere.ts';

/** A row that is made, and a message about it that may never be sent. */
export interface DualWrite {
  /** The call that sends, where both can be seen. */
  readonly at: Location;
  readonly send: SendNode;
  readonly write: Location;
  /** From there to the library's call. */
  readonly chain: readonly Hop[];
  /** What a failure of the send becomes: an answer after the row is there, or nothing at all. */
  readonly failure: 'answered' | 'silent';
}

/** Functions that are looked into for all requests together. */
const MOST_BUILT = 6_000;

/** What is sent farther down is the business of the functions there: a cache they clear, a reader they tell. */
const MOST_HOPS = 3;

/** Every insert whose message can be lost for good, each send once. */
export function dualWrites(model: ProjectModel): readonly DualWrite[] {
  if (model.producers.length === 0) return [];
  const found = new Map<string, DualWrite>();
  const spent = model.flows.built;
  for (const root of rootsOf(model)) {
    if (isBeyond(model.flows.built - spent, MOST_BUILT, root.file, root.fn, `what is written and then sent, from ${nameOf(root.file, root.fn)} on: what was looked at before enters more than ${String(MOST_BUILT)} functions`)) break;
    for (const each of dualWritesIn(model, root)) {
      const key = placeKey(each.at);
      if (!found.has(key)) found.set(key, each);
    }
  }
  const all = [...found.values()];
  return all.filter(({ send }) => isOnlyProducer(model, send, all.map((other) => other.send)));
}

/** Handlers of requests that change something, and functions that send and that nobody in the project calls. */
function* rootsOf(model: ProjectModel): Iterable<FunctionEntity> {
  const seen = new Set<string>();
  const isNew = ({ file, fn }: FunctionEntity): boolean => {
    const key = `${file.file}#${String(fn)}`;
    return !seen.has(key) && Boolean(seen.add(key));
  };
  for (const { handler, registered } of model.consumers) for (const target of [handler, registered]) if (target) isNew(target);
  for (const { method, handler } of model.entries) {
    if ((method === undefined || !SAFE_METHODS.has(method)) && isNew(handler)) yield handler;
  }
  for (const { file, call } of model.producers) {
    const target = functionAt(model, file, file.calls[call]?.fn ?? 0);
    if (target && isNew(target) && isForOthers(model, target)) yield target;
  }
}

const sends = somewhere((node) => node.do === 'send');
const inserts = somewhere((node) => node.do === 'effect' && isInsert(node));

function isInsert({ effect }: EffectNode): boolean {
  return effect.kind === 'database' && effect.class === 'write_nonidem';
}

function* dualWritesIn(model: ProjectModel, root: FunctionEntity): Iterable<DualWrite> {
  const flow = model.flowOf(root);
  if (!sends(flow) || !inserts(flow)) return;
  const occurrences = occurrencesIn(flow);
  if (occurrences.some(({ node }) => isWrittenDown(node))) return;
  // A function that runs its callback in a transaction, or in the one it is given, has both ways in its flow.
  const repaired = new Set(occurrences.flatMap((each) => (each.node.do === 'send' && isRepaired(each) ? [placeOf(each.node)] : [])));
  const fates = new Map(workIn(flow).map(({ occurrence, fate }) => [occurrence.node, fate] as const));
  for (const [index, occurrence] of occurrences.entries()) {
    const { node } = occurrence;
    if (node.do !== 'send' || !lasts(node) || isInHandler(occurrence) || repaired.has(placeOf(node))) continue;
    const failure = failureOf(fates.get(node));
    const write = failure && writeBefore(occurrences.slice(0, index), occurrence);
    if (!write) continue;
    const { sends: site, write: row } = write;
    const chain = chainFrom(occurrence, site);
    if (chain.length <= MOST_HOPS) yield { at: callLocation(site), send: node, write: callLocation(row), chain, failure };
  }
}

function placeOf({ call: { file, call } }: SendNode): string {
  return `${file.file}#${String(call)}`;
}

/** Systems whose messages are kept until somebody has processed them: what is sent by others may be missed anyway. */
function lasts({ broker, pattern }: SendNode): boolean {
  return !FLEETING.has(broker.system) && pattern.schedule !== true;
}

/** And those that live in the database themselves. */
const FLEETING: ReadonlySet<string> = new Set(['redis_pubsub', 'nats', 'mqtt', 'unknown', 'pg_boss', 'graphile_worker', 'pgmq', 'job_table', 'agenda', 'medusa', 'vendure']);

function failureOf(fate: Fate | undefined): DualWrite['failure'] | undefined {
  if (fate?.kind === 'escapes' || (fate?.kind === 'caught' && !fate.recorded && answersFailure(fate.by))) return 'answered';
  if (fate?.kind === 'unawaited' || (fate?.kind === 'caught' && !fate.recorded)) return 'silent';
  return undefined;
}

function writeBefore(before: readonly Occurrence[], send: Occurrence): ReturnType<typeof linkedSites> {
  for (const write of before.toReversed()) {
    if (write.node.do !== 'effect' || !isInsert(write.node) || isInHandler(write) || areExclusive(write, send)) continue;
    const sites = linkedSites(write, send);
    if (sites) return sites;
  }
  return undefined;
}

function chainFrom({ node, levels }: Occurrence, site: { readonly file: object; readonly call: number }): readonly Hop[] {
  const calls = [...levels.flatMap(({ container }) => (container?.do === 'enter' ? [container.call] : [])), ...('call' in node ? [node.call] : [])];
  const start = calls.findIndex(({ file, call }) => file === site.file && call === site.call);
  return calls.slice(Math.max(start, 0)).map((call) => hopOf(call));
}
