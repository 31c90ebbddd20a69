import { type Flow, nodesOf, type SendNode } from '../../link/flow.ts';
import { somewhere } from '../somewhere.ts';

/**
 * Does a handler send on what failed: to a queue of dead letters, or to one that tries again later? Asked of every part
 * of the flow, however large it is.
 */
export const parksFailures: (flow: Flow) => boolean = somewhere((node) => node.do === 'try' && node.handler !== undefined && sends(node.handler));

const sends = somewhere((node) => node.do === 'send' && namesDestination(node));

/** A send that is given no destination goes where all results go: `handleResponse({ error })`. */
function namesDestination({ pattern, call: { file, call } }: SendNode): boolean {
  const given = file.calls[call]?.arguments ?? [];
  return pattern.destination.length === 0 || pattern.destination.some((slot) => !/^\d+$/.test(slot) || Number(slot) < given.length || given.some(({ kind }) => kind === 'spread'));
}

/** Does a handler hand what failed to something nobody can look into? */
export const mayPark: (flow: Flow) => boolean = somewhere((node) => node.do === 'try' && node.handler !== undefined && isOpen(node.handler));

const isOpen = somewhere((node) => node.do === 'unknown');

/** Does a handler end the deliveries of some message itself: `message.term()`? */
export function gaveUp(flow: Flow): boolean {
  return Array.from(nodesOf(flow)).some((node) => node.do === 'settle' && (node.pattern.settles === 'reject' || node.pattern.settles === 'dead-letter'));
}
