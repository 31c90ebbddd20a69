import type { CallArguments } from '../../model/effect.ts';

/** For what holds whatever a call is given. */
export const NO_ARGUMENTS: CallArguments = {
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
