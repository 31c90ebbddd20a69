import type { CallArguments } from '../../model/effect.ts';

/** For questions that the arguments don't change. */
export const NOTHING: CallArguments = {
  text: () => undefined,
  literal: () => undefined,
  has: () => false,
  lacks: () => false,
  given: () => false,
  keys: () => [],
  isRandom: () => false,
  written: () => '',
  chain: [],
  tokens: [],
  hasHeader: () => undefined,
  isLoaded: () => false,
};
