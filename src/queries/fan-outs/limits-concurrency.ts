import type { CallFact, FileFacts } from '../../model/file-facts.ts';

const known = new WeakMap<FileFacts, ReadonlySet<number>>();

const NAMES = /limit|throttl|semaphore|mutex|acquire|bottleneck|concurren|p-?(queue|map|all|limit)|pool|chunk|batch|slice|splice|paginat/i;

/** Does a function, or one written in it, speak of turns, chunks or limits? Then it may bound what it starts. */
export function limitsConcurrency(file: FileFacts, fn: number): boolean {
  let found = known.get(file);
  if (!found) known.set(file, (found = new Set(file.calls.filter((call) => NAMES.test(nameOf(file, call))).flatMap((call) => ancestors(file, call.fn)))));
  return found.has(fn) || ancestors(file, fn).some((each) => isHandedToLimiter(file, each));
}

/** `inBatches(rows, async (batch) => …)`. */
function isHandedToLimiter(file: FileFacts, fn: number): boolean {
  const call = file.functions[fn]?.passedTo?.call;
  const fact = call === undefined ? undefined : file.calls[call];
  return fact !== undefined && NAMES.test(nameOf(file, fact));
}

function nameOf({ bindings }: FileFacts, { callee }: CallFact): string {
  if (callee.kind === 'binding') return bindings[callee.binding]?.name ?? '';
  return callee.kind === 'member' || callee.kind === 'global' || callee.kind === 'import' ? callee.name : '';
}

/** A function and those it is written in; the module is none of them. */
function ancestors({ functions }: FileFacts, fn: number): readonly number[] {
  const parents: number[] = [];
  for (let at: number | undefined = fn; at !== undefined && at !== 0; at = functions[at]?.parent) parents.push(at);
  return parents;
}
