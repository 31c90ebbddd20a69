import type { FileFacts } from '../model/file-facts.ts';
import type { Broker, Statement } from '../model/broker.ts';
import { indexCalls } from './callers.ts';
import type { Entity, ExternalEntity } from './entity.ts';
import { rootPackage } from './external.ts';
import type { Frame } from './frame.ts';
import { classAround } from './class-around.ts';
import type { Linker } from './linker.ts';
import { isWritten } from './written-statement.ts';

/** A call of a messaging library, found by its table's key. */
export interface MatchedCall<Pattern> {
  readonly file: FileFacts;
  readonly call: number;
  readonly broker: Broker;
  readonly key: string;
  readonly pattern: Pattern;
}

interface Entry<Pattern> {
  readonly broker: Broker;
  readonly key: string;
  readonly pattern: Pattern;
}

/** Finds every call in the project that one part of the brokers' tables speaks of. */
export function findLibraryCalls<Pattern>(
  linker: Linker,
  brokers: readonly Broker[],
  part: (broker: Broker) => Readonly<Record<string, Pattern>> | undefined,
  statementOf: (pattern: Pattern) => Statement | undefined = () => undefined,
): readonly MatchedCall<Pattern>[] {
  const entries = tableOf(brokers, part);
  const index = indexCalls(linker);
  const found: MatchedCall<Pattern>[] = [];
  const names = new Map<string, Entry<Pattern>[]>();
  for (const [key, list] of entries) names.set(lastNameOf(key), [...(names.get(lastNameOf(key)) ?? []), ...list]);
  const accepts = (pattern: Pattern, file: FileFacts, call: number): boolean => {
    const statement = statementOf(pattern);
    return !statement || isWritten(file, call, statement);
  };
  for (const name of [...names.keys(), 'super', '*', 'default', '=']) {
    // Of calls that only count for their SQL, most are left out unseen.
    const patterns = names.get(name) ?? [];
    const isStated = patterns.length > 0 && patterns.every(({ pattern }) => statementOf(pattern) !== undefined);
    for (const { file, call } of index.get(name)) {
      const fact = file.calls[call];
      if (!fact || (isStated && !patterns.some(({ pattern }) => accepts(pattern, file, call)))) continue;
      const match = matchOf(linker, entries, file, call, linker.openFrame(file, fact.fn), accepts);
      if (match) found.push({ file, call, ...match });
    }
  }
  return found;
}

function tableOf<Pattern>(
  brokers: readonly Broker[],
  part: (broker: Broker) => Readonly<Record<string, Pattern>> | undefined,
): Map<string, Entry<Pattern>[]> {
  const entries = new Map<string, Entry<Pattern>[]>();
  for (const broker of brokers) {
    for (const [key, pattern] of Object.entries(part(broker) ?? {})) {
      const list = entries.get(key) ?? [];
      list.push({ broker, key, pattern });
      entries.set(key, list);
    }
  }
  return entries;
}

/** `new Queue` → `Queue`, `Channel.consume` → `consume`. */
function lastNameOf(key: string): string {
  return key.replace(/^new /, '').split('.').at(-1) ?? key;
}

function matchOf<Pattern>(
  linker: Linker,
  entries: Map<string, Entry<Pattern>[]>,
  file: FileFacts,
  call: number,
  frame: Frame,
  accepts: (pattern: Pattern, file: FileFacts, call: number) => boolean,
): Entry<Pattern> | undefined {
  for (const { callee, isNew } of libraryCallees(linker, file, call, frame)) {
    const wild = callee.from === 'member' ? (entries.get(`*.${callee.name}`) ?? []) : [];
    for (const entry of [...(entries.get(linker.names.keyOf(callee, isNew)) ?? []), ...wild]) {
      if (isOf(entry.broker, callee) && accepts(entry.pattern, file, call)) return entry;
    }
  }
  return undefined;
}

export interface LibraryCallee {
  readonly callee: ExternalEntity;
  readonly isNew: boolean;
}

/** The things of other packages a call may call; `super(…)` calls the class that is extended. */
export function libraryCallees(linker: Linker, file: FileFacts, call: number, frame: Frame): readonly LibraryCallee[] {
  const fact = file.calls[call];
  if (!fact) return [];
  if (fact.kind === 'super') {
    const { cls } = classAround(linker, frame);
    return (cls ? linker.baseOf(cls) : []).flatMap((base) => (base.is === 'external' ? [{ callee: base, isNew: true }] : []));
  }
  const isNew = fact.kind === 'new';
  return linker.evaluate(fact.callee, frame).flatMap((entity: Entity) => (entity.is === 'external' ? [{ callee: entity, isNew }] : []));
}

export function isOf(broker: Broker, callee: ExternalEntity): boolean {
  return broker.shape.packages.includes(callee.package) || broker.shape.packages.includes(rootPackage(callee.package));
}
