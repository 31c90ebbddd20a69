import type { Flow } from '../../link/flow.ts';
import { isInHandler, occurrencesIn } from '../occurrence.ts';

/** Does a handler send on what failed: to a queue of dead letters, or to one that tries again later? */
export function parksFailures(flow: Flow): boolean {
  return occurrencesIn(flow).some((occurrence) => occurrence.node.do === 'send' && isInHandler(occurrence));
}
