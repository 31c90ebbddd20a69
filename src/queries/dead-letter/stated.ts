import type { Consumer } from '../../link/project-model.ts';
import type { StatedQueueResource } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import type { DeadLetterVerdict } from './verdict.ts';

/** What the settings state of a consumer's queue, if no file of the project declares that queue. */
export function statedQueueOf({ sources }: Consumer): StatedQueueResource | undefined {
  return sources.flatMap(({ resources }) => (resources.some(({ kind }) => kind === 'queue' || kind === 'subscription') ? [] : resources.filter((resource) => resource.kind === 'stated queue')))[0];
}

export function statedDeadLetter(consumer: Consumer): DeadLetterVerdict | undefined {
  const queue = statedQueueOf(consumer);
  if (!queue?.keeps) return undefined;
  if (queue.keeps.kept) return { status: 'kept', at: queue.at };
  return queue.maxDeliveries === undefined
    ? { status: 'lost', fate: 'cyclesUntilRetention', at: queue.at, because: [stated(queue.at)] }
    : lostAfter(queue.maxDeliveries, queue.at);
}

export function lostAfter(tries: number, at: Location): DeadLetterVerdict {
  const fate = tries > 1 ? 'deletedAfterTries' : 'droppedAtFirstFailure';
  return { status: 'lost', fate, at, tries, because: [stated(at)] };
}

function stated(at: Location): { readonly at: Location; readonly note: string } {
  return { at, note: 'the settings say that nothing keeps what failed' };
}
