import path from 'node:path';
import type { Seen } from '../model/seen.ts';
import type { Settings } from '../model/settings.ts';
import { looksTheSame } from '../workspace/changes.ts';
import { digestOf } from '../workspace/files/digest.ts';
import { newestFirst, remove } from './atomic.ts';
import { buildOf } from './build.ts';
import { conditionsOf } from './conditions.ts';
import { readEntry, writeEntry } from './entry.ts';
import { cacheFolder, forgetOthers } from './folder.ts';
import { fingerprintOf, type Verdict } from './fingerprint.ts';
import { type Lock, takeLock } from './lock.ts';
import { type KeptFacts, openKeptFacts } from './kept-facts.ts';

export interface CacheOptions {
  /** Absolute path of the project. */
  readonly root: string;
  /** Absolute path of the folder to keep it in; default: see `cacheFolder`. */
  readonly folder?: string;
  readonly settings: Settings;
}

/**
 * What earlier runs found out about a project, kept on the disk. Any number of processes may share it. Whatever is
 * missing or damaged is found out again.
 */
export interface ProjectCache {
  readonly facts: KeptFacts;
  /** What the last analysis saw, whether or not it still looks like that. */
  readonly before: readonly Seen[];
  /** The project as it is on the disk now, if an analysis has seen it so. Looks at the disk. */
  current(): State | undefined;
  /** Keeps what an analysis saw. In: also the sources of the project. */
  keep(seen: readonly Seen[], sources: readonly string[]): State;
  /** See `fingerprintOf`. */
  fingerprint(verdicts: readonly Verdict[]): string;
  /** Questions that were asked beside the usual ones. */
  readonly asked: readonly Asked[];
  keepAsked(asked: readonly Asked[]): void;
  /** Waits until no other process analyses the same. */
  lock(): Lock;
}

/** A project as it was when it was analysed. */
export interface State {
  /** Tells states apart, whenever and wherever they are seen. */
  readonly id: string;
  readonly seen: readonly Seen[];
  /** The sources of the project; their texts are among what was seen. */
  readonly sources: readonly string[];
  /** The answer that was kept to a question, unless something that it took into account has changed since. */
  answer(question: string): unknown;
  /** In: what was seen until the answer was known. */
  keep(question: string, answer: object, seen: readonly Seen[]): void;
}

/** A rule with options of its own. */
export interface Asked {
  readonly rule: string;
  readonly options: object;
}

interface KeptState {
  readonly id: string;
  readonly seen: readonly Seen[];
  readonly sources: readonly string[];
}

interface KeptAnswer {
  readonly answer: unknown;
  /** Seen beside what the state saw. */
  readonly more: readonly Seen[];
}

/** Milliseconds that somebody may need who has the lock: a large project on a slow machine. */
const patience = 120_000;
const mostAsked = 100;
const mostBuilds = 2;
const mostStates = 8;
const mostAnswers = 500;

export function openProjectCache({ root, folder = cacheFolder(root), settings }: CacheOptions): ProjectCache {
  const home = path.join(folder, buildOf());
  const conditions = digestOf(JSON.stringify(conditionsOf(settings)));
  const file = path.join(home, `${conditions}.state`);
  const askedFile = path.join(home, `${conditions}.asked`);
  const kept = readState(file);

  return {
    facts: openKeptFacts(home),
    before: kept?.seen ?? [],
    current: () => (kept && looksTheSame(root, kept.seen) ? stateOf(root, home, kept) : undefined),
    keep(seen, sources) {
      const state = { id: digestOf(conditions, ...seen.map((each) => `${each.kind} ${each.path} ${each.digest}\n`)), seen, sources };
      writeEntry(file, state);
      tidy(folder, home);
      forgetOthers(folder);
      return stateOf(root, home, state);
    },
    fingerprint: (verdicts) => fingerprintOf(path.join(home, `${conditions}.fingerprint`), verdicts),
    get asked() {
      // It is what `keepAsked` wrote: the check tells.
      return (readEntry(askedFile) as readonly Asked[] | undefined) ?? [];
    },
    keepAsked: (asked) => void writeEntry(askedFile, asked.slice(-mostAsked)),
    lock: () => takeLock(path.join(home, `${conditions}.lock`), patience),
  };
}

function readState(file: string): KeptState | undefined {
  // It is what `keep` wrote: the check tells, and the folder that the same build did.
  return readEntry(file) as KeptState | undefined;
}

function stateOf(root: string, home: string, { id, seen, sources }: KeptState): State {
  const known = new Set(seen.map(keyOf));
  const fileOf = (question: string): string => path.join(home, `${id.slice(0, 16)}-${digestOf(question)}.answer`);
  return {
    id,
    seen,
    sources,
    answer(question) {
      const kept = readEntry(fileOf(question)) as KeptAnswer | undefined;
      return kept && looksTheSame(root, kept.more) ? kept.answer : undefined;
    },
    keep(question, answer, all) {
      writeEntry(fileOf(question), { answer, more: all.filter((each) => !known.has(keyOf(each))) } satisfies KeptAnswer);
    },
  };
}

function keyOf({ kind, path: place, digest }: Seen): string {
  return `${kind} ${place} ${digest}`;
}

/** Keeps the newest of all, so that the folder stays small. */
function tidy(folder: string, home: string): void {
  for (const build of newestFirst(folder).filter((name) => name !== path.basename(home)).slice(mostBuilds - 1)) remove(path.join(folder, build));
  const names = newestFirst(home);
  const old = [...names.filter((name) => name.endsWith('.state')).slice(mostStates), ...names.filter((name) => name.endsWith('.answer')).slice(mostAnswers)];
  for (const name of old) remove(path.join(home, name));
}
