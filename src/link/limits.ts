/**
 * Bounds of value flow. Every one is told where it is met; they are far above what the labelled
 * repositories need, so that a cut means generated or hostile code.
 */
export const limits = {
  /** Possibilities of one value. */
  choices: 48,
  /** Elements of one collection that are looked at. */
  elements: 2_000,
  /** Nested evaluations: wrapper in wrapper in wrapper. */
  depth: 90,
  /** Values looked at for one question. */
  steps: 60_000,
  /** Call frames on top of each other. */
  frames: 14,
  /** Calls of one function that are told apart by what they are given. */
  activations: 300,
  /** Classes that extend each other. */
  bases: 12,
  /** Callers whose arguments are looked at for one parameter. */
  fanIn: 6,
  /** Depth to which the parts of an argument are looked at, for what the effect tables ask. */
  partsOfArgument: 8,
} as const;

export const PARTS = `what is written in an argument inside more than ${String(limits.partsOfArgument)} other values`;

export const BASES = `what classes have of more than ${String(limits.bases)} others that they extend`;
