import { callLocation } from '../../link/call-location.ts';
import { isNodeBeyond } from '../../link/cuts.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import { type AlwaysSent, alwaysSent, sends } from './always-sent.ts';

/** Consumers each of which sends, for every message, what the next one takes. */
export interface MessageCycle {
  /** The first is the one it is reported at. */
  readonly hops: readonly [MessageCycleHop, ...MessageCycleHop[]];
  /** A message that fails is sent to its own destination again. */
  readonly failed: boolean;
}

interface MessageCycleHop extends AlwaysSent {
  readonly from: Consumer;
}

/** Consumers in one circle. */
const LONGEST = 6;
const CIRCLE = `messages that go in a circle through more than ${String(LONGEST)} consumers`;

export function messageCycles(model: ProjectModel): readonly MessageCycle[] {
  const sent = new Map<Consumer, readonly AlwaysSent[]>();
  for (const consumer of model.consumers) if (sends(consumer.flow)) sent.set(consumer, alwaysSent(model, consumer));
  const found = new Map<string, MessageCycle>();
  for (const [consumer] of sent) {
    for (const cycle of cyclesFrom(sent, consumer)) {
      const key = cycle.hops.map(({ node }) => JSON.stringify(callLocation(node.call))).toSorted().join(' ');
      if (!found.has(key)) found.set(key, cycle);
    }
  }
  return [...found.values()];
}

function* cyclesFrom(sent: ReadonlyMap<Consumer, readonly AlwaysSent[]>, start: Consumer): Iterable<MessageCycle> {
  const work: (readonly MessageCycleHop[])[] = [[]];
  for (const hops of work) {
    const at = hops.at(-1)?.to ?? start;
    for (const each of sent.get(at) ?? []) {
      const hop = { ...each, from: at };
      const [first = hop] = hops;
      // What is sent only for failed messages is no step to another consumer: it is a way to try again.
      if (each.failed && (hops.length > 0 || each.to !== start)) continue;
      if (each.to === start) yield { hops: [first, ...hops.slice(1), ...(hops.length > 0 ? [hop] : [])], failed: each.failed };
      else if (!hops.some(({ from }) => from === each.to) && !isNodeBeyond(hops.length + 1, LONGEST, hop.node, CIRCLE)) work.push([...hops, hop]);
    }
  }
}
