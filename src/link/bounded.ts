import { limits } from './limits.ts';

let depth = 0;

/** Runs one step of a recursion over values; `undefined` where it has become too deep. */
export function bounded<Result>(step: () => Result): Result | undefined {
  if (depth >= limits.depth) return undefined;
  depth += 1;
  try {
    return step();
  } finally {
    depth -= 1;
  }
}
