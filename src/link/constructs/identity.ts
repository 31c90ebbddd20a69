import type { FileFacts } from '../../model/file-facts.ts';
import type { Value } from '../../model/value.ts';
import { isBeyond } from '../cuts.ts';
import { type CallReference, type Entity, plainText } from '../entity.ts';
import type { Frame } from '../frame.ts';
import { BASES, limits } from '../limits.ts';
import type { Linker } from '../linker.ts';
import { someWithin } from '../some-within.ts';
import { constructName } from './names.ts';

/** Calls behind each other that tell resources apart. */
const LONGEST = 24;
const MERGED = `what tells resources apart that are made below more than ${String(LONGEST)} calls`;

/** The calls that lead to a call, from the inside out, each with the turn of the loop it runs in. */
export function trailOf(reference: CallReference): readonly CallReference[] {
  const trail: CallReference[] = [];
  for (let at: CallReference | undefined = reference; at && !isBeyond(trail.length + 1, LONGEST, at.file, at.frame.fn, MERGED); at = siteOf(at.frame)) trail.push(at);
  return trail;
}

export function trailKey({ file, call, frame }: CallReference): string {
  return `${file.file}:${String(call)}${turnOf(frame)}`;
}

function siteOf(frame: Frame): CallReference | undefined {
  for (let at: Frame | undefined = frame; at; at = at.parent) if (at.site) return at.site;
  return undefined;
}

function turnOf(frame: Frame): string {
  const picked = [...(frame.picks?.values() ?? [])];
  const given = frame.arguments && 'given' in frame.arguments ? frame.arguments.given : [];
  return [...picked, ...given].map((entities) => `[${entities.map((entity) => contentKey(entity, 0)).join('|')}]`).join('');
}

function contentKey(entity: Entity, depth: number): string {
  if (entity.is === 'object') return `${entity.frame.file.file}@${String(entity.value.span[0])}`;
  if (entity.is === 'list' && depth < 2) return entity.items.slice(0, 4).map((item) => item.map((each) => contentKey(each, depth + 1)).join('|')).join(',');
  return plainText(entity) ?? '';
}

/** The calls up to the stack they belong to: a stack that is made for each environment is written once. */
export function withinStack(linker: Linker, trail: readonly CallReference[]): readonly CallReference[] {
  const end = trail.findIndex(({ frame }) => isStackConstructor(linker, frame));
  return end < 0 ? trail : trail.slice(0, end + 1);
}

/**
 * Where a resource is written: the `new` that makes it, or the call around it that decides its properties.
 * A construct of the project that is made five times is mended once, in itself; one that is given its queue is mended where it is made.
 */
export function writtenIn(linker: Linker, reference: CallReference): CallReference {
  const trail = withinStack(linker, trailOf(reference));
  return trail.find(({ file, call }) => !isLeftToCaller(file, call)) ?? trail.at(-1) ?? reference;
}

/** Properties that say where failures go. Source: aws-cdk-lib 2.276.0 `aws-sqs/lib/queue.d.ts`, `aws-lambda-event-sources/lib/*.d.ts`. */
const FAILURE_PROPERTIES = new Set(['deadLetterQueue', 'onFailure', 'redrivePolicy', 'dlq', 'consumer', 'cdk']);

function isLeftToCaller(file: FileFacts, call: number): boolean {
  const given = file.calls[call]?.arguments ?? [];
  return given.some((value, index) => {
    if (value.kind === 'spread') return true;
    // `addTarget(new SqsQueue(queue, { deadLetterQueue }))`
    if (value.kind === 'call') return isLeftToCaller(file, value.call);
    // The second one is its id: what the caller names is the caller's.
    if (value.kind !== 'object') return (index === 1 ? value.kind !== 'template' : index > 1) && isGiven(file, value);
    return value.properties.some((property) =>
      property.kind === 'spread' ? isGiven(file, property.of) : property.kind === 'value' && FAILURE_PROPERTIES.has(property.key) && isGiven(file, property.value),
    );
  });
}

function isGiven(file: FileFacts, value: Value): boolean {
  return someWithin(file, value, ({ kind }) => kind === 'parameter');
}

const STACKS = new Set(['cdk.Stack', 'cdk.NestedStack', 'cdk.Stage', 'sst.Stack']);

function isStackConstructor(linker: Linker, frame: Frame): boolean {
  const fact = frame.file.functions[frame.fn];
  const cls = fact?.kind === 'constructor' && fact.cls !== undefined ? frame.file.classes[fact.cls] : undefined;
  if (fact?.cls === undefined || !cls) return false;
  let bases = linker.baseOf({ is: 'class', file: frame.file, cls: fact.cls, fact: cls, frame: linker.openFrame(frame.file, cls.fn) });
  for (let depth = 0; !isBeyond(depth, limits.bases, frame.file, frame.fn, BASES); depth += 1) {
    if (bases.some((base) => base.is === 'external' && STACKS.has(constructName(base) ?? ''))) return true;
    bases = bases.flatMap((base) => (base.is === 'class' ? linker.baseOf(base) : []));
  }
  return false;
}
