/** Why something cannot be read from the sources. Shown to users, so the words are theirs. */
export type Reason =
  | 'computed at run time'
  | 'declared outside this project'
  | 'module not found'
  | 'never called with a known value'
  | 'found by scanning a folder'
  | 'too many possibilities'
  | 'too deep'
  | 'syntax not understood'
  | 'set at deployment';
