import type { Span } from './location.ts';

/**
 * What code may state of itself, and how it is read on: "it is stated that …". Each speaks to one rule, which then says
 * nothing, unless the reason is missing or nothing is left to be said.
 */
export const intentWords = {
  'keep-sync': 'this work belongs to the request',
  'keep-waiting': 'this request waits for its job on purpose',
  'keep-async': 'this queue is wanted, however little happens behind it',
  'keep-trying': 'a message that fails is tried without end on purpose',
  'keep-cycling': 'this message leads to one like itself on purpose',
  idempotent: 'a second delivery does no harm',
  'at-most-once': 'a message may be lost when the process ends',
  'onPoison: drop': 'a message that fails every time may be lost',
  'onFailure: ignore': 'a failure counts as success on purpose',
  'onLoss: ignore': 'this message may be lost',
  'onDivergence: repair': 'something makes the two sides agree again',
  'watched-elsewhere': 'somebody learns of failures in another way',
} as const;

export type IntentWord = keyof typeof intentWords;

/** A comment that states an intent: `// async-patterns: keep-sync <reason>`, or the tag `@idempotent <reason>`. */
export interface IntentFact {
  /** As written: it may be none of the words. */
  readonly word: string;
  /** Empty where none is given. */
  readonly reason: string;
  /** A JSDoc tag, which is documentation as well. */
  readonly tag?: true;
  /** The comment's own words. */
  readonly span: Span;
  /** What it speaks of: the statement, member or element behind it, or its own line. */
  readonly coveredSpan: Span;
}
