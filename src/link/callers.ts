import { lastName, NAMELESS } from '../facts/last-name.ts';
import { nameOfCall } from '../facts/questions.ts';
import { isWatched, noteAsked, unwatched } from '../facts/watched.ts';
import type { ClassFact, FileFacts, FunctionFact } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { completely, noteCut, remembering } from './bounded.ts';
import type { CallReference, ClassEntity, Entity, FunctionEntity } from './entity.ts';
import type { Linker } from './linker.ts';

interface CallSite {
  readonly file: FileFacts;
  readonly call: number;
  /** Its place among the calls of its name. */
  readonly order: number;
}

/** The calls of one name, by what they reach. */
interface Reached {
  /** Calls whose callee is still to be looked at, last one first. */
  readonly open: CallSite[];
  readonly byTarget: Map<FunctionFact | ClassFact, CallSite[]>;
  /** Calls of whose targets a circle hides a part: looked at again by everyone who asks. */
  readonly unsettled: Map<CallSite, ReadonlySet<FunctionFact | ClassFact>>;
  /** Calls that are being looked at. */
  readonly inProgress: Set<CallSite>;
}

/**
 * Makes the reader of callers: calls are found by name first, then by what their callee really is; each callee is looked
 * at once, whoever asks. Aliases are found as well, since an import keeps the name of the export it takes.
 */
export function callerIndex(linker: Linker): Linker['callersOf'] {
  const reached = new Map<string, Reached>();
  const known = new Map<FunctionFact | ClassFact, readonly CallReference[]>();

  const named = (name: string): Reached => {
    const before = reached.get(name);
    if (before) return before;
    const calls: Reached = { open: indexCalls(linker).get(name).toReversed(), byTarget: new Map(), unsettled: new Map(), inProgress: new Set() };
    reached.set(name, calls);
    return calls;
  };

  const look = ({ byTarget, unsettled, inProgress }: Reached, site: CallSite): void => {
    inProgress.add(site);
    const { result: targets, complete } = completely(() => calleesOf(linker, site));
    inProgress.delete(site);
    if (!complete) {
      unsettled.set(site, targets);
      return;
    }
    unsettled.delete(site);
    for (const target of targets) add(byTarget, target, site);
  };

  const sitesOf = (calls: Reached, target: FunctionFact | ClassFact): readonly CallSite[] => {
    if (calls.inProgress.size > 0) noteCut();
    for (const site of [...calls.unsettled.keys()]) if (!calls.inProgress.has(site)) look(calls, site);
    for (let site = calls.open.pop(); site; site = calls.open.pop()) look(calls, site);
    const settled = calls.byTarget.get(target) ?? [];
    const others = [...calls.unsettled].flatMap(([site, targets]) => (targets.has(target) ? [site] : []));
    return others.length === 0 ? settled : [...settled, ...others];
  };

  return (target) =>
    known.get(target.fact) ??
    remembering(
      () => [...new Set([...namesOf(target), ...namesOfMade(linker, target)])].flatMap((name) => inOrder(sitesOf(named(name), target.fact)).map((site) => referenceTo(linker, site))),
      (found) => known.set(target.fact, found),
      () => known.delete(target.fact),
    );
}

/** Every call by the last name of its callee. */
export interface CallIndex {
  get(name: string): readonly CallSite[];
}

const indexes = new WeakMap<Linker['files'], CallIndex>();

/** Made once for the same files. */
export function indexCalls({ files }: Pick<Linker, 'files'>): CallIndex {
  let index = indexes.get(files);
  if (!index) indexes.set(files, (index = indexOf(files)));
  return index;
}

function indexOf(files: Linker['files']): CallIndex {
  const index = new Map<string, CallSite[]>();
  const aliases = aliasesIn(files);
  const note = (name: string, file: FileFacts, call: number): void => {
    const list = index.get(name);
    if (list) list.push({ file, call, order: list.length });
    else index.set(name, [{ file, call, order: 0 }]);
  };
  for (const file of files.values()) {
    const facts = unwatched(file);
    for (const [call, fact] of facts.calls.entries()) {
      const name = nameOfCall(facts, fact);
      note(name, file, call);
      for (const own of aliases.get(name) ?? []) note(own, file, call);
    }
  }
  const asked = [...files.values()].filter(isWatched);
  return {
    get(name) {
      for (const file of asked) for (const each of [name, ...namesBehind(aliases, name)]) noteAsked(file, 'named', each);
      return index.get(name) ?? [];
    },
  };
}

/** The names that are passed on as this one. */
function namesBehind(aliases: ReturnType<typeof aliasesIn>, name: string): readonly string[] {
  return [...aliases].flatMap(([alias, own]) => (own.has(name) ? [alias] : []));
}

/** `export { Worker as QueueWorker } from 'bullmq'`: what a name stands for that a module passes on under another one. */
function aliasesIn(files: Linker['files']): ReadonlyMap<string, ReadonlySet<string>> {
  const aliases = new Map<string, Set<string>>();
  for (const { exports, bindings } of files.values()) {
    for (const [name, exported] of Object.entries(exports)) {
      const value = exported.kind === 'binding' ? bindings[exported.binding]?.values[0] : exported;
      if (value?.kind !== 'import' || value.name === name || value.name === '*' || value.name === '=' || name === 'default') continue;
      aliases.set(name, (aliases.get(name) ?? new Set()).add(value.name));
    }
  }
  return aliases;
}

/** The names that calls may know a function by that another one makes: `export const bill = makeFactory('bills')`. */
function namesOfMade(linker: Linker, { file, fact }: FunctionEntity | ClassEntity): readonly string[] {
  if (!('returns' in fact) || fact.parent === undefined) return [];
  const outer = file.functions[fact.parent];
  if (!outer?.returns.some((value) => isValueOf(file, value, fact))) return [];
  const made = madeBy(linker);
  return [...namesOf({ is: 'function', file, fn: fact.parent, fact: outer, frame: linker.openFrame(file, fact.parent) })].flatMap((name) => made.get(name) ?? []);
}

function isValueOf(file: FileFacts, value: Value, fact: FunctionFact): boolean {
  if (value.kind === 'function') return file.functions[value.fn] === fact;
  return value.kind === 'binding' && (file.bindings[value.binding]?.values.some((each) => each.kind === 'function' && file.functions[each.fn] === fact) ?? false);
}

const making = new WeakMap<Linker['files'], ReadonlyMap<string, readonly string[]>>();

/** Names of exports that hold what a call gives, by the last name of the callee. */
function madeBy({ files }: Linker): ReadonlyMap<string, readonly string[]> {
  const known = making.get(files);
  if (known) return known;
  const made = new Map<string, string[]>();
  for (const file of files.values()) {
    for (const [name, exported] of [...Object.entries(file.exports), ...(file.moduleExports ? [['=', file.moduleExports] as const] : [])]) {
      const [value] = exported.kind === 'binding' ? (file.bindings[exported.binding]?.values ?? []) : [exported];
      const callee = value?.kind === 'call' ? file.calls[value.call]?.callee : undefined;
      if (callee) made.set(lastName(file, callee), [...(made.get(lastName(file, callee)) ?? []), name]);
    }
  }
  making.set(files, made);
  return made;
}

/** The names that calls and arguments may know a function or class by. */
export function namesOf(target: FunctionEntity | ClassEntity): readonly string[] {
  const names = new Set<string>([NAMELESS]);
  if (target.fact.name !== undefined) names.add(target.fact.name);
  if (target.is === 'class') names.add('super');
  for (const [name, value] of Object.entries(target.file.exports)) if (leadsTo(target, value)) names.add(name);
  if (target.file.moduleExports && leadsTo(target, target.file.moduleExports)) {
    names.add('=');
    names.add('default');
  }
  return [...names];
}

/** Does an exported value stand for the target, as written? Wrapped ones count: their name is what callers use. */
function leadsTo(target: FunctionEntity | ClassEntity, value: Value): boolean {
  if (value.kind === 'function') return target.is === 'function' && value.fn === target.fn;
  if (value.kind === 'class') return target.is === 'class' && value.cls === target.cls;
  if (value.kind !== 'binding') return false;
  return (target.file.bindings[value.binding]?.values ?? []).some((each) => each.kind !== 'binding' && leadsTo(target, each));
}

/** What a call reaches, whoever calls the function it stands in: functions, and the classes it makes an object of. */
export function calleesOf(linker: Linker, { file, call }: Pick<CallSite, 'file' | 'call'>): ReadonlySet<FunctionFact | ClassFact> {
  const fact = file.calls[call];
  if (!fact) return new Set();
  const callees = linker.evaluate(fact.callee, linker.openFrame(file, fact.fn));
  return new Set(callees.flatMap((callee) => targetOf(linker, callee, fact.kind, file)));
}

function targetOf(linker: Linker, callee: Entity, kind: string, file: FileFacts): readonly (FunctionFact | ClassFact)[] {
  if (callee.is === 'function') return [callee.fact];
  if (callee.is === 'class') return kind === 'new' ? [callee.fact] : [];
  if (kind !== 'super' || callee.is !== 'instance' || callee.of.file !== file) return [];
  // `super(…)` evaluates to the object itself: what counts is what its class extends.
  return linker.baseOf(callee.of).flatMap((base) => (base.is === 'class' ? [base.fact] : []));
}

function referenceTo(linker: Linker, { file, call }: CallSite): CallReference {
  return { file, call, frame: linker.openFrame(file, file.calls[call]?.fn ?? 0) };
}

function inOrder(sites: readonly CallSite[]): readonly CallSite[] {
  return sites.toSorted((a, b) => a.order - b.order);
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
