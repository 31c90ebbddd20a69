import type { Evidence, Suggestion } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';

/** A dead-letter setting that is there and does not do what it is for. */
export interface DeadLetterFlaw {
  readonly how:
    /** The framework does not read it where it stands. */
    | 'ignored'
    /** It belongs to asynchronous invocations, and the function is fed by polling. */
    | 'wrongLayer'
    | 'otherType'
    | 'shorter'
    | 'firstFailure'
    /** What drains the queue drains its dead letters, too. */
    | 'sameConsumer'
    /** No queue is bound to the exchange. */
    | 'unbound'
    /** No binding fits the routing key. */
    | 'unroutable';
  readonly at: Location;
  readonly name: string;
  readonly because: readonly Evidence[];
  readonly detail?: Readonly<Record<string, string>>;
  readonly consumer?: string;
  readonly suggestions?: readonly Suggestion[];
}
