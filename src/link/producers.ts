import type { Broker, ProducerPattern } from '../model/broker.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { Location } from '../model/location.ts';
import { callLocation } from './call-location.ts';
import { opensIn } from './opens.ts';
import type { CallReference, Entity, OpenEntity } from './entity.ts';
import { says } from './evaluate.ts';
import type { Frame } from './frame.ts';
import { findLibraryCalls, isOf, libraryCallees, type MatchedCall } from './library-calls.ts';
import { instantiate, type Instance } from './lift.ts';
import type { Linker } from './linker.ts';
import { type Name, nameOf } from './name.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { namedInStatement } from './statement.ts';
import { type SentPart, sentParts } from './sent-parts.ts';
import { firstSlot, type LibraryCall, slotOf } from './slots.ts';

/** One place that sends to a destination: behind a wrapper, one for each caller that names another. */
export interface LinkedProducer {
  readonly broker: Broker;
  /** The call in the words of the library's table. */
  readonly key: string;
  readonly pattern: ProducerPattern;
  readonly destination?: Name;
  /** What stands in the place of a name that could not be read. */
  readonly undecided?: readonly Entity[];
  readonly job?: string;
  readonly options: readonly Entity[];
  /** The call of the library. */
  readonly file: FileFacts;
  readonly call: number;
  readonly library: LibraryCall;
  readonly at: Location;
  /** Where the destination's name is given, if a wrapper stands between. */
  readonly askedAt: Location;
  readonly outcome: Outcome;
  /** It puts a schedule in place, which the next start does again: no message of its own. */
  readonly schedule: boolean;
}

interface Fields {
  readonly destination: readonly Entity[];
  readonly job: readonly Entity[];
  readonly options: readonly Entity[];
  readonly library?: LibraryCall;
}

export function findProducers(linker: Linker, brokers: readonly Broker[]): readonly LinkedProducer[] {
  const matches = findLibraryCalls(linker, brokers, (broker) => broker.producers, ({ statement }) => statement);
  return onceUnnamed(matches.flatMap((match) => producersAt(linker, match)));
}

function producersAt(linker: Linker, match: MatchedCall<ProducerPattern>): readonly LinkedProducer[] {
  const fn = match.file.calls[match.call]?.fn ?? 0;
  const sender = sendingCall(match.file, match.call);
  const at = callLocation({ file: match.file, call: sender });
  return instancesOf(linker, match, fn).flatMap(({ fields, trail }): readonly LinkedProducer[] => {
    const { library } = fields;
    if (!library) return [];
    const outermost = trail.at(-1);
    return partsOf(linker, match.pattern, { ...fields, library }).map(({ destination, job, options, pattern }): LinkedProducer => {
      const name = nameOf(destination);
      const kind = nameOf(job)?.shown;
      return {
        broker: match.broker,
        key: match.key,
        pattern,
        ...(name ? { destination: name } : { undecided: destination }),
        ...(kind !== undefined && { job: kind }),
        options,
        file: match.file,
        call: sender,
        library,
        at,
        askedAt: outermost ? callLocation(outermost) : at,
        outcome: outcomeOf(match.file, sender),
        schedule: match.pattern.schedule === true || repeats(linker, fields),
      };
    });
  });
}

/** Ways that lead to the same place differ in what they name: where they name nothing, they are one. */
function onceUnnamed(producers: readonly LinkedProducer[]): readonly LinkedProducer[] {
  const seen = new Set<string>();
  return producers.filter(({ key, destination, job, file, call, askedAt }) => {
    if (destination) return true;
    const place = [key, file.file, call, askedAt.file, askedAt.line, askedAt.column, job].join(' ');
    const isNew = !seen.has(place);
    seen.add(place);
    return isNew;
  });
}

/** What one call sends: mostly one message. Slots of the table speak of the first of several. */
function partsOf(linker: Linker, pattern: ProducerPattern, fields: Required<Fields>): readonly (SentPart & { readonly pattern: ProducerPattern })[] {
  const parts = pattern.parts ? sentParts(linker, fields.library, pattern.parts) : [];
  if (parts.length < 2) return [{ ...fields, pattern }];
  const { destination, outcome, schedule } = pattern;
  const further: ProducerPattern = { destination, outcome, ...(schedule && { schedule }) };
  return parts.map((part, index) => ({ ...part, pattern: index === 0 ? pattern : further }));
}

/** `{ repeat: { pattern } }` of Bull and BullMQ. */
function repeats(linker: Linker, { options, library }: Fields): boolean {
  if (!library) return false;
  const { file, frame } = library.reference;
  // That options of a type may repeat says nothing of those at hand.
  const isGiven = (entity: Entity): boolean => says(entity) && entity.is !== 'external';
  return options.some((entity) => entity.is === 'object' && linker.memberOf(entity, 'repeat', { file, frame }).some(isGiven));
}

/** A client that only the types tell stays a client, whatever its makers hand over. */
function instancesOf(linker: Linker, match: MatchedCall<ProducerPattern>, fn: number): readonly Pick<Instance<Fields>, 'fields' | 'trail'>[] {
  const instances = instantiate(linker, match.file, fn, (frame) => readFields(linker, match, frame)).filter(({ fields }) => fields.library);
  return instances.length > 0 ? instances : [{ fields: readFields(linker, match, linker.openFrame(match.file, fn)).fields, trail: [] }];
}

function readFields(
  linker: Linker,
  match: MatchedCall<ProducerPattern>,
  frame: Frame,
): { readonly fields: Fields; readonly open: readonly OpenEntity[] } {
  const callee = libraryCallees(linker, match.file, match.call, frame).find((each) => isOf(match.broker, each.callee));
  const reference: CallReference = { file: match.file, call: match.call, frame };
  if (!callee) {
    const raw = linker.evaluate(match.file.calls[match.call]?.callee ?? { kind: 'undefined' }, frame);
    return { fields: { destination: [], job: [], options: [] }, open: opensIn(raw) };
  }
  const library: LibraryCall = { reference, callee: callee.callee };
  const { statement } = match.pattern;
  const destination = statement ? namedInStatement(linker, library, statement) : firstSlot(linker, library, match.pattern.destination);
  const job = match.pattern.job === undefined ? [] : slotOf(linker, library, match.pattern.job).filter(({ is }) => is === 'text' || is === 'setting');
  const options = match.pattern.options === undefined ? [] : slotOf(linker, library, match.pattern.options);
  return { fields: { destination, job, options, library }, open: opensIn(destination) };
}

/** Of `client.send(new SendCommand(…))` the outer call is the one that sends. */
export function sendingCall(file: FileFacts, call: number): number {
  const fact = file.calls[call];
  if (fact?.kind !== 'new') return call;
  const { use } = fact;
  if (use.as === 'argument' && use.of !== undefined) return use.of;
  if (use.as !== 'binding' || use.of === undefined) return call;
  const reader = file.bindings[use.of]?.uses.find((each) => each.as === 'argument' && each.of !== undefined);
  return reader?.of ?? call;
}
