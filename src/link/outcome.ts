import type { FileFacts, Use } from '../model/file-facts.ts';

/** What becomes of a promise, and so of its failure. */
export interface Outcome {
  readonly kind:
    /** Waited for here. */
    | 'awaited'
    /** Given to whoever called this function. */
    | 'returned'
    /** Given to something else: `waitUntil(p)`, a list, a field. */
    | 'handed over'
    /** Nobody has it. */
    | 'dropped';
  /** A `.catch(…)` stands in the chain. */
  readonly caught: boolean;
  /** `void p`: dropped on purpose. */
  readonly voided: boolean;
  /** Through `Promise.allSettled`, which never fails: does anybody look at its result? */
  readonly allSettled?: 'result used' | 'result unused';
}

/** Promise combinators: what is given to them shares their fate. */
const COMBINATORS = new Set(['all', 'allSettled', 'race', 'any', 'resolve']);

/** What becomes of the value of a call. */
export function outcomeOf(file: FileFacts, call: number): Outcome {
  const use = file.calls[call]?.use;
  return use ? follow(file, use, false, new Set()) : { kind: 'dropped', caught: false, voided: false };
}

function follow(file: FileFacts, use: Use, caught: boolean, seen: Set<number>): Outcome {
  const done = (kind: Outcome['kind'], voided = false): Outcome => ({ kind, caught, voided });
  if (use.awaited && use.within === undefined) return done('awaited');
  switch (use.as) {
    case 'dropped':
      return done('dropped');
    case 'voided':
      return done('dropped', true);
    case 'returned':
    case 'thrown':
      return done('returned');
    case 'receiver':
      return ofReceiver(file, use, caught, seen);
    case 'argument':
      return ofArgument(file, use, caught, seen);
    case 'binding':
      return ofBinding(file, use, caught, seen);
    case 'callee':
    case 'condition':
    case 'operand':
    case 'stored':
      return done('handed over');
  }
}

/** `p.then(f)`, `p.catch(f)`, `request.promise()`: the chain goes on. */
function ofReceiver(file: FileFacts, use: Use, caught: boolean, seen: Set<number>): Outcome {
  const next = use.of === undefined ? undefined : file.calls[use.of];
  if (!next) return { kind: 'handed over', caught, voided: false };
  const catches = next.callee.kind === 'member' && (next.callee.name === 'catch' || (next.callee.name === 'then' && next.arguments.length > 1));
  return follow(file, next.use, caught || catches, seen);
}

function ofArgument(file: FileFacts, use: Use, caught: boolean, seen: Set<number>): Outcome {
  const call = use.of === undefined ? undefined : file.calls[use.of];
  const callee = call?.callee;
  const isPromise = callee?.kind === 'member' && callee.of.kind === 'global' && /^(Promise|Bluebird|BPromise)$/.test(callee.of.name);
  if (call && callee?.kind === 'member' && isPromise && COMBINATORS.has(callee.name)) {
    const outcome = follow(file, call.use, caught, seen);
    return callee.name === 'allSettled' ? { ...outcome, allSettled: isUsed(file, call.use) ? 'result used' : 'result unused' } : outcome;
  }
  // What is collected in a list shares the list's fate.
  if (callee?.kind === 'member' && callee.name === 'push' && callee.of.kind === 'binding') {
    return ofBinding(file, { as: 'binding', awaited: false, of: callee.of.binding }, caught, seen);
  }
  return { kind: 'handed over', caught, voided: false };
}

function isUsed(file: FileFacts, use: Use): boolean {
  if (use.as === 'dropped' || use.as === 'voided') return false;
  return use.as !== 'binding' || use.of === undefined || (file.bindings[use.of]?.uses.length ?? 0) > 0;
}

/** A promise kept in a variable is what its best reader makes of it. */
function ofBinding(file: FileFacts, use: Use, caught: boolean, seen: Set<number>): Outcome {
  const binding = use.of === undefined ? undefined : file.bindings[use.of];
  if (use.of === undefined || !binding) return { kind: 'handed over', caught, voided: false };
  // Variables assigned to each other in a circle say nothing new.
  if (seen.has(use.of)) return { kind: 'dropped', caught, voided: false };
  seen.add(use.of);
  let best: Outcome = { kind: 'dropped', caught, voided: false };
  for (const each of binding.uses) {
    const outcome = follow(file, each, caught, seen);
    if (outcome.kind === 'awaited' || outcome.kind === 'returned') return outcome;
    if (outcome.kind === 'handed over') best = outcome;
  }
  return best;
}
