import type { Entry } from '../../link/entries/entry.ts';
import { callLocation } from '../../link/call-location.ts';
import type { CallReference } from '../../link/entity.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { Location } from '../../model/location.ts';
import { type Held, heldBy } from '../hold-of.ts';
import { type Hop, hopOf } from '../hop.ts';
import { asksThisMachine } from './asks-this-machine.ts';
import { isBoundedElsewhere } from './bounded-elsewhere.ts';
import { heldCalls } from './held-calls.ts';
import { lockOf } from './lock-of.ts';
import { waiters, type Waiting } from './waiting.ts';

/** A client, or the calls of one file, that may hold whoever waits for them longer than they can wait. */
export interface UnboundedRequest {
  /** What made the client, else the first call. */
  readonly at: Location;
  readonly held: Held;
  readonly client: string;
  readonly entries: readonly Entry[];
  readonly consumers: readonly Consumer[];
  readonly calls: readonly CallReference[];
  /** The files they stand in, where they are too many to be mended one by one. */
  readonly files?: number;
  /** From the handler of the first who waits to the first call. */
  readonly chain: readonly Hop[];
}

/** Every such client and file, each once. In: seconds after which a gateway gives up. */
export function unboundedRequests(model: ProjectModel, gatewaySeconds: number): readonly UnboundedRequest[] {
  const search = waiters(model);
  const found = new Map<string, UnboundedRequest>();
  for (const node of heldCalls(model)) {
    const held = heldBy(model, node);
    if (!held || held.maker === 'unseen' || isBoundedElsewhere(model, node) || asksThisMachine(model, node)) continue;
    const waiting = tooLong(search.of(node.call), held.seconds, gatewaySeconds);
    if (!waiting) continue;
    const { client } = node.effect;
    const made = held.maker && callLocation(held.maker);
    // The client is made in one place, and mended there; calls of the package itself are mended one by one.
    const key = made ? `${made.file}:${String(made.line)}:${String(made.column)}` : `${client} ${node.call.file.file}`;
    const before = found.get(key);
    found.set(key, {
      at: before?.at ?? made ?? callLocation(node.call),
      held,
      client,
      entries: unique([...(before?.entries ?? []), ...waiting.entries]),
      consumers: unique([...(before?.consumers ?? []), ...waiting.consumers]),
      calls: [...(before?.calls ?? []), node.call],
      chain: before?.chain ?? waiting.chain.map((site) => hopOf(site)),
    });
  }
  return together(model, [...found.values()]);
}

/** More files than this with calls of one package that set no timeout are one thing: that package has none here. */
const FEW = 3;

function together({ packageOf }: ProjectModel, requests: readonly UnboundedRequest[]): readonly UnboundedRequest[] {
  const groups = new Map<string, UnboundedRequest[]>();
  for (const request of requests) {
    const key = request.held.maker ? '' : `${request.client} ${packageOf(request.at.file)}`;
    groups.set(key, [...(groups.get(key) ?? []), request]);
  }
  return [...groups].flatMap(([key, group]) => (key === '' || group.length <= FEW ? group : merged(group.toSorted((a, b) => (a.at.file < b.at.file ? -1 : 1)))));
}

/** It is reported where a request waits, if any does. */
function merged(group: readonly UnboundedRequest[]): readonly UnboundedRequest[] {
  const first = group.find(({ entries }) => entries.length > 0) ?? group[0];
  return first ? [{ ...first, files: group.length, entries: unique(group.flatMap(({ entries }) => entries)), consumers: unique(group.flatMap(({ consumers }) => consumers)), calls: group.flatMap(({ calls }) => calls) }] : [];
}

function unique<Each>(all: readonly Each[]): readonly Each[] {
  return [...new Set(all)];
}

/** Functions that a platform ends after a time of its own. */
const ENDED_BY_PLATFORM = new Set(['lambda-http', 'azure-http', 'google-http']);

/** Those who cannot wait that long. */
function tooLong({ entries, consumers, chain }: Waiting, seconds: number, gatewaySeconds: number): Waiting | undefined {
  const late = seconds > gatewaySeconds ? entries.filter(({ kind }) => !ENDED_BY_PLATFORM.has(kind)) : [];
  const stuck = consumers.filter((consumer) => seconds > lockOf(consumer));
  return late.length + stuck.length === 0 ? undefined : { entries: late, consumers: stuck, chain };
}
