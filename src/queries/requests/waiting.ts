import type { Entry } from '../../link/entries/entry.ts';
import { isBeyond } from '../../link/cuts.ts';
import type { CallReference, FunctionEntity } from '../../link/entity.ts';
import { outcomeOf } from '../../link/outcome.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import { functionAt } from '../sends/destiny.ts';
import { limitsTime } from './limits-time.ts';

type Site = Pick<CallReference, 'file' | 'call'>;

/** Who waits for a call: requests that come in, handlers of messages. */
export interface Waiting {
  readonly entries: readonly Entry[];
  readonly consumers: readonly Consumer[];
  /** From the handler of the first of them to the call. */
  readonly chain: readonly Site[];
}

/** Finds who waits for calls, from the call outwards: most calls are far fewer than all that requests do. */
export interface Waiters {
  of(site: Site): Waiting;
}

/** Functions between a handler and the call. */
const FARTHEST = 12;
/** Functions that one call is looked for from. */
const MOST = 400;

export function waiters(model: ProjectModel): Waiters {
  const entries = byHandler(model.entries);
  const consumers = byHandler(model.consumers);
  const known = new Map<string, readonly Site[]>();
  const callsOf = (file: FileFacts, fn: number): readonly Site[] => {
    const key = keyOf({ file, fn });
    const before = known.get(key);
    if (before) return before;
    const sites = callsThatWait(model, file, fn);
    known.set(key, sites);
    return sites;
  };
  return {
    of(site) {
      const found: { entries: Entry[]; consumers: Consumer[]; chain: readonly Site[] } = { entries: [], consumers: [], chain: [] };
      if (!isWaitedFor(site)) return found;
      const work: (readonly Site[])[] = [[site]];
      const seen = new Set<string>();
      // The list grows while it is walked: what is nearest comes first.
      for (const chain of work) {
        const [outermost] = chain;
        const fn = outermost?.file.calls[outermost.call]?.fn;
        if (!outermost || fn === undefined || isBeyond(seen.size, MOST, outermost.file, fn, `who waits for a call that more than ${String(MOST)} functions lead to`)) break;
        const key = keyOf({ file: outermost.file, fn });
        if (seen.has(key) || limitsTime(outermost.file, fn)) continue;
        seen.add(key);
        const [here, handled] = [entries.get(key) ?? [], consumers.get(key) ?? []];
        if (found.chain.length === 0 && here.length + handled.length > 0) found.chain = chain;
        found.entries.push(...here);
        found.consumers.push(...handled);
        if (!isBeyond(chain.length + 1, FARTHEST, outermost.file, fn, `who waits for a call through more than ${String(FARTHEST)} functions`)) for (const next of callsOf(outermost.file, fn)) work.push([next, ...chain]);
      }
      return found;
    },
  };
}

function byHandler<Handled extends { readonly handler?: FunctionEntity }>(all: readonly Handled[]): ReadonlyMap<string, readonly Handled[]> {
  const groups = new Map<string, Handled[]>();
  for (const each of all) {
    if (!each.handler) continue;
    const key = keyOf(each.handler);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return groups;
}

function keyOf({ file, fn }: Pick<FunctionEntity, 'file' | 'fn'>): string {
  return `${file.file}#${String(fn)}`;
}

/** The calls that run a function and wait for it. */
function callsThatWait(model: ProjectModel, file: FileFacts, fn: number): readonly Site[] {
  const fact = file.functions[fn];
  if (!fact || fact.kind === 'module') return [];
  if (fact.passedTo) return runsInPlace(model, file, fact.passedTo.call) && isWaitedFor({ file, call: fact.passedTo.call }) ? [{ file, call: fact.passedTo.call }] : [];
  const target = functionAt(model, file, fn);
  return target ? model.linker.callersOf(target).filter(isWaitedFor) : [];
}

export function isWaitedFor({ file, call }: Site): boolean {
  const { kind } = outcomeOf(file, call);
  return kind === 'awaited' || kind === 'returned';
}

/** Callbacks of lists and of promises run while whoever hands them over waits. */
function runsInPlace({ linker }: ProjectModel, file: FileFacts, call: number): boolean {
  const fact = file.calls[call];
  if (fact?.callee.kind !== 'member' || fact.callee.of.kind === 'super') return false;
  if (['then', 'catch', 'finally'].includes(fact.callee.name)) return true;
  if (!['map', 'flatMap'].includes(fact.callee.name)) return false;
  const owners = linker.evaluate(fact.callee.of, linker.openFrame(file, fact.fn));
  return !owners.some(({ is }) => is === 'external' || is === 'instance' || is === 'class' || is === 'module');
}
