import type { Location } from './location.ts';

/** A place that proves a finding, and what it shows. */
export interface Evidence {
  readonly at: Location;
  readonly note: string;
}

/** A change that would mend what was found. Edits may lie in another file than the finding. */
export interface Suggestion {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** Replaces the text between two offsets of a file. */
export interface Edit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What one rule says about one place. */
export interface Finding<MessageId extends string = string> {
  readonly at: Location;
  readonly messageId: MessageId;
  /** Values of the placeholders in the message. */
  readonly data?: Readonly<Record<string, string>>;
  /** The chain that proves it, in order. */
  readonly because?: readonly Evidence[];
  readonly suggestions?: readonly Suggestion[];
  /** Where all findings of one fault are mended at once, if that is not where each stands. */
  readonly cause?: Location;
  /** Id of the consumer it is about, where it is about one. */
  readonly consumer?: string;
}
