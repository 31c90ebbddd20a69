import type { Recording } from './recording.mjs';

/** A call and a function it enters, as `file:start:end`. */
export type Edge = readonly [site: string, fn: string];

export interface Comparison {
  readonly executed: number;
  readonly claimed: number;
  readonly missed: readonly Edge[];
  readonly unseen: readonly Edge[];
  readonly recall: number;
  readonly precision: number;
}

export function compare(recording: Recording, calls: ReadonlyMap<string, ReadonlySet<string>>): Comparison;
