import { callLocation } from '../link/call-location.ts';
import { isBeyond } from '../link/cuts.ts';
import type { DestinationFacts } from '../link/destinations.ts';
import { type CallReference, plainText } from '../link/entity.ts';
import { isOf, libraryCallees } from '../link/library-calls.ts';
import { nameOf } from '../link/name.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import { firstSlot } from '../link/slots.ts';
import type { ReplayPattern } from '../model/broker.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { Location } from '../model/location.ts';
import type { Value } from '../model/value.ts';
import { type Occurrence, occurrencesIn } from './occurrence.ts';

/** A consumer's handler runs messages again that failed for good. */
export interface Replay {
  readonly by: Consumer;
  readonly at: Location;
  /** What it runs again. */
  readonly destination: DestinationFacts;
  /** It looks at what failed before it runs it again: age, tries, kind of error. */
  readonly chosen: boolean;
}

const known = new WeakMap<ProjectModel, readonly Replay[]>();

/** Every replay that runs by itself: in the handler of a consumer, such as a job that comes again and again. */
export function replaysIn(model: ProjectModel): readonly Replay[] {
  let replays = known.get(model);
  if (!replays) known.set(model, (replays = model.consumers.flatMap((consumer) => replaysOf(model, consumer))));
  return replays;
}

function replaysOf(model: ProjectModel, by: Consumer): readonly Replay[] {
  const { broker } = by;
  if (!broker.replays) return [];
  const names = new Set(Object.keys(broker.replays).map((key) => key.split('.').at(-1)));
  return occurrencesIn(by.flow).flatMap((occurrence): readonly Replay[] => {
    const { node } = occurrence;
    if (node.do !== 'effect' && node.do !== 'unknown') return [];
    const { callee } = node.call.file.calls[node.call.call] ?? {};
    if (callee?.kind !== 'member' || !names.has(callee.name)) return [];
    const at = callLocation(node.call);
    return destinationsOf(model, by, node.call).map((destination) => ({ by, at, destination, chosen: isChosen(occurrence) }));
  });
}

function destinationsOf(model: ProjectModel, { broker }: Consumer, reference: CallReference): readonly DestinationFacts[] {
  const { linker } = model;
  const callees = libraryCallees(linker, reference.file, reference.call, reference.frame).filter(({ callee }) => isOf(broker, callee));
  const found = callees.flatMap(({ callee, isNew }) => {
    const pattern: ReplayPattern | undefined = broker.replays?.[linker.names.keyOf(callee, isNew)];
    const name = pattern && nameOf(firstSlot(linker, { reference, callee }, pattern.destination));
    return name ? model.destinationsOf({ system: broker.system, name, at: callLocation(reference) }) : [];
  });
  return chosenByName(model, reference, [...new Set(found)]);
}

/** `for (const name of names) getQueue(name)`: of all the queues a registry knows, those whose names it is given. */
function chosenByName({ linker }: ProjectModel, { file, call, frame }: CallReference, found: readonly DestinationFacts[]): readonly DestinationFacts[] {
  const callee = file.calls[call]?.callee;
  if (found.length < 2 || callee?.kind !== 'member') return found;
  const given = new Set(argumentsBehind(file, callee.of, 0).flatMap((value) => linker.evaluate(value, frame).map(plainText)));
  const named = found.filter(({ name }) => name?.texts.some((text) => given.has(text)));
  if (named.length > 0) return named;
  return isBeyond(found.length, MOST_REPLAYED, file, frame.fn, `which of more than ${String(MOST_REPLAYED)} queues a call sends messages back to`) ? [] : found;
}

/** Queues one call may mean; above it, the registry alone says too little. */
const MOST_REPLAYED = 4;

/** The arguments of every call a value comes from. */
function argumentsBehind(file: FileFacts, value: Value, depth: number): readonly Value[] {
  if (isBeyond(depth, 8, file, 0, 'what a call is given that more than 8 values stand before')) return [];
  switch (value.kind) {
    case 'binding':
      return (file.bindings[value.binding]?.values ?? []).flatMap((each) => argumentsBehind(file, each, depth + 1));
    case 'member':
    case 'element':
    case 'each':
      return argumentsBehind(file, value.of, depth + 1);
    case 'call': {
      const fact = file.calls[value.call];
      const own = (fact?.arguments ?? []).filter((argument) => argument.kind !== 'spread');
      return fact ? [...own, ...argumentsBehind(file, fact.callee, depth + 1)] : [];
    }
    default:
      return [];
  }
}

/** Is anything asked between the loop over what failed and the call? */
function isChosen({ levels }: Occurrence): boolean {
  const loop = levels.findLastIndex(({ container }) => container?.do === 'loop' || (container?.do === 'callback' && container.runs === 'each'));
  return levels.slice(Math.max(loop, 0)).some(({ part, siblings, index }) => {
    if (part === 'then' || part === 'else' || part === 'case') return true;
    return siblings.slice(0, index).some((node) => node.do === 'if' || node.do === 'switch');
  });
}
