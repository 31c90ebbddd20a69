import { type Flow, nodesOf } from '../../link/flow.ts';
import { isInHandler, occurrencesIn } from '../occurrence.ts';

/** Does a handler send on what failed: to a queue of dead letters, or to one that tries again later? */
export function parksFailures(flow: Flow): boolean {
  return occurrencesIn(flow).some((occurrence) => occurrence.node.do === 'send' && isInHandler(occurrence));
}

/** Does a handler end the deliveries of some message itself: `message.term()`? */
export function gaveUp(flow: Flow): boolean {
  return Array.from(nodesOf(flow)).some((node) => node.do === 'settle' && (node.pattern.settles === 'reject' || node.pattern.settles === 'dead-letter'));
}
