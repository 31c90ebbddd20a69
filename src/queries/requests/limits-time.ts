import type { CallFact, FileFacts } from '../../model/file-facts.ts';

const known = new WeakMap<FileFacts, ReadonlySet<number>>();

/** Does a function, or one written in it, do anything about time: a race, a timer, an abort? Then its calls may be bounded by that. */
export function limitsTime(file: FileFacts, fn: number): boolean {
  let found = known.get(file);
  if (!found) known.set(file, (found = new Set(file.calls.filter((call) => isAboutTime(file, call)).flatMap((call) => around(file, call.fn)))));
  return found.has(fn);
}

const NAMES = /time-?out|deadline|^abort|^race$/i;

function isAboutTime({ bindings }: FileFacts, { callee }: CallFact): boolean {
  switch (callee.kind) {
    case 'member':
    case 'global':
      return NAMES.test(callee.name);
    case 'import':
      return NAMES.test(`${callee.from} ${callee.name}`);
    case 'binding':
      return NAMES.test(bindings[callee.binding]?.name ?? '');
    default:
      return false;
  }
}

/** A function and those it is written in; the module is none of them. */
function around({ functions }: FileFacts, fn: number): readonly number[] {
  const parents: number[] = [];
  for (let at: number | undefined = fn; at !== undefined && at !== 0; at = functions[at]?.parent) parents.push(at);
  return parents;
}
