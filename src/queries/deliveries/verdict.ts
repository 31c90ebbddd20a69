import type { Evidence } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';

/** Why a message that always fails never stops coming. */
type Endless =
  /** The handler, or the library for it, puts it back at once. */
  | 'requeued'
  /** The queue or subscription hands it out again until it is too old. */
  | 'redelivered'
  /** It comes again, for ever: the system never finds it too old. */
  | 'recurs'
  /** Nothing behind it is read before it is too old. */
  | 'blocks'
  /** The library tries it again by a policy without an end. */
  | 'retriedForEver'
  /** Something in the project runs failed jobs again and again. */
  | 'replayed';

/** How often a failing message is tried; `max` counts the first time. */
export type Deliveries =
  | { readonly status: 'bounded'; readonly max?: number }
  | {
      readonly status: 'unbounded';
      readonly how: Endless;
      /** What decides it. */
      readonly at: Location;
      readonly because: readonly Evidence[];
    }
  | { readonly status: 'none' | 'unknown' };

export const UNKNOWN: Deliveries = { status: 'unknown' };
