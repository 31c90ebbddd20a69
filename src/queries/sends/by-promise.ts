import type { LibraryCall } from '../../link/slots.ts';
import type { ProducerPattern } from '../../model/broker.ts';

/** Does a call that sends give a promise, which rejects when the send failed? With a callback it may tell by that instead. */
export function sendsByPromise({ outcome, promiseIn = [] }: ProducerPattern, { callee }: LibraryCall): boolean {
  return outcome === 'promise' || outcome === 'callback or promise' || promiseIn.includes(callee.package);
}
