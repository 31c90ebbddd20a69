import type { Consumer, ProjectModel, UnknownFact } from '../link/project-model.ts';
import type { LinkedProducer } from '../link/producers.ts';
import { undecidedBy } from '../link/undecided.ts';
import type { Location } from '../model/location.ts';
import { consumerName } from './consumer-name.ts';
import { proposedCalls } from './proposals/handed-over.ts';
import { undecidedFeed } from './undecided-feed.ts';
import { deadLetterOf } from './dead-letter-of.ts';

/** What stayed undecided of who consumes, from where, and where failed messages end; one for each place and cause. */
export function unknownsOf(model: ProjectModel): readonly UnknownFact[] {
  const { unknowns } = model;
  const all = [...unknowns, ...(model.consumers.length === 0 ? handedOver(model) : []), ...model.consumers.flatMap((consumer) => ofConsumer(model, consumer)), ...model.producers.flatMap(ofProducer)];
  const seen = new Set<string>();
  return all.filter(({ at, wouldDecide }, index) => {
    const key = `${at.file}:${String(at.line)} ${wouldDecide}`;
    const isFirst = !seen.has(key);
    seen.add(key);
    // Several bounds may be met in one place.
    return isFirst || index < unknowns.length;
  });
}

/** Where nobody is found who consumes: the functions that packages are given of which nobody knows what they do with them. */
function handedOver(model: ProjectModel): readonly UnknownFact[] {
  return proposedCalls(model).flatMap(({ kind, declaration, because: [first] }): readonly UnknownFact[] => {
    if (kind !== 'consumers' || !first) return [];
    const { package: name, call } = declaration;
    return [{ at: startOf(first.at), reason: `'${String(name)}' is given a function that may handle messages`, wouldDecide: `a declaration of '${String(call)}' in the settings` }];
  });
}

/** What is not known of its handler or its source decides the rest as well: only the first is told. */
function ofConsumer(model: ProjectModel, consumer: Consumer): readonly UnknownFact[] {
  const { at, undecided, broker } = consumer;
  if (undecided?.handler) return [ofPart(at, `handler of '${consumerName(consumer)}'`, undecided.handler)];
  if (undecided?.destination) return [ofPart(at, 'destination', undecided.destination)];
  const isFed = broker.feeds?.includes(consumer.system) === true;
  if (isFed && consumer.sources.length === 0) {
    return [{ at: startOf(at), reason: 'its source is declared outside this project', wouldDecide: undecidedFeed(model, consumer) ?? 'an infrastructure file that names the function and what feeds it' }];
  }
  const deadLetter = deadLetterOf(model, consumer);
  if (deadLetter.status !== 'unknown') return [];
  return [{ at: startOf(at), reason: `where failed messages of '${consumerName(consumer)}' end`, wouldDecide: deadLetter.wouldDecide }];
}

function ofProducer({ askedAt, at, pattern, destination, undecided }: LinkedProducer): readonly UnknownFact[] {
  if (destination || pattern.destination.length === 0 || !undecided) return [];
  return [ofPart(askedAt, 'destination', undecidedBy(undecided, at))];
}

function ofPart(at: Location, what: string, { reason, wouldDecide }: { readonly reason: string; readonly wouldDecide: string }): UnknownFact {
  return { at: startOf(at), reason: `${what}: ${reason}`, wouldDecide };
}

function startOf({ file, line, column }: Location): Location {
  return { file, line, column };
}
