import type { Evidence, Suggestion } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';

/** What becomes of a message that fails again and again, when nothing keeps it. */
type DeadLetterFate =
  /** The system gives up after some tries and deletes it. */
  | 'deletedAfterTries'
  /** It comes again until it is too old. */
  | 'cyclesUntilRetention'
  /** It comes again without end. */
  | 'cyclesForEver'
  /** It is never delivered again, and stays where nobody looks. */
  | 'staysPending'
  /** Nothing behind it is consumed until it is too old. */
  | 'blocksPartition'
  /** Gone at the first failure. */
  | 'droppedAtFirstFailure'
  /** The system would keep it, but is told to remove it. */
  | 'removed';

export type DeadLetterVerdict =
  | { readonly status: 'kept'; readonly at?: Location }
  | {
      readonly status: 'lost';
      readonly fate: DeadLetterFate;
      /** Where it is decided: the declaration that says nothing, or the option that removes. */
      readonly at?: Location;
      readonly because: readonly Evidence[];
      readonly tries?: number;
      /** What would keep them. */
      readonly suggestions?: readonly Suggestion[];
    }
  | { readonly status: 'unknown'; readonly wouldDecide: string }
  /** `accepted`: another tool is told so, at that place. */
  | { readonly status: 'not-applicable'; readonly accepted?: string; readonly at?: Location };

export function unknownUntil(wouldDecide: string): DeadLetterVerdict {
  return { status: 'unknown', wouldDecide };
}
