import type { FileFacts, Use } from '../../model/file-facts.ts';
import { isBeyond } from '../../link/cuts.ts';
import { isCombinator } from '../../link/outcome.ts';

/** What becomes of the value of a call inside its function. */
export type ValueUse = 'unused' | 'returned' | 'used';

/** Nobody looks at it; the function gives it; somebody does. Anything not understood counts as used. */
export function valueUse(file: FileFacts, call: number, depth = 0): ValueUse {
  const use = file.calls[call]?.use;
  return use && !isBeyond(depth + 1, 8, file, file.calls[call]?.fn ?? 0, 'what becomes of a value through more than 8 calls') ? followed(file, use, depth) : 'used';
}

function followed(file: FileFacts, use: Use, depth: number): ValueUse {
  switch (use.as) {
    case 'dropped':
      return 'unused';
    case 'returned':
      return use.within === undefined ? 'returned' : 'used';
    case 'receiver':
      return ofReceiver(file, use, depth);
    case 'argument':
      return use.of !== undefined && isCombinator(file, use.of) ? valueUse(file, use.of, depth + 1) : 'used';
    case 'binding':
      return ofBinding(file, use);
    default:
      return 'used';
  }
}

/** `p.catch(f)`, `p.finally(f)`, `p.then(() => …)`: the chain gives what counts. */
function ofReceiver(file: FileFacts, use: Use, depth: number): ValueUse {
  const next = use.of === undefined ? undefined : file.calls[use.of];
  if (use.of === undefined || next?.callee.kind !== 'member') return 'used';
  const { name } = next.callee;
  if (name === 'catch' || name === 'finally') return valueUse(file, use.of, depth + 1);
  const [callback] = next.arguments;
  const takesNothing = callback?.kind === 'function' && (file.functions[callback.fn]?.parameters.length ?? 1) === 0;
  // What stands behind `mail().map(() => order)` is another value.
  if (takesNothing && (name === 'map' || name === 'andThen') && file.imports.includes('neverthrow')) return 'unused';
  return name === 'then' && takesNothing ? valueUse(file, use.of, depth + 1) : 'used';
}

/** A variable that nobody reads, or only a list of promises is made of. */
function ofBinding(file: FileFacts, { of }: Use): ValueUse {
  const binding = of === undefined ? undefined : file.bindings[of];
  if (!binding || binding.kind === 'parameter') return 'used';
  const all = binding.uses.map((use) => (use.as === 'argument' && use.of !== undefined && isCombinator(file, use.of) ? valueUse(file, use.of, 4) : 'used'));
  return all.every((each) => each === 'unused') ? 'unused' : 'used';
}
