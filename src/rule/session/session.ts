import fs from 'node:fs';
import path from 'node:path';
import { fingerprintOf } from '../../cache/fingerprint.ts';
import type { Lock } from '../../cache/lock.ts';
import type { Asked, CacheOptions, ProjectCache } from '../../cache/project-cache.ts';
import { questionOf } from '../../cache/question.ts';
import { sameWhereRead } from '../../facts/same-where-read.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Finding } from '../../model/finding.ts';
import type { Seen } from '../../model/seen.ts';
import type { Settings } from '../../model/settings.ts';
import { type Patrol, patrolOf } from '../../workspace/changes.ts';
import { digestOf } from '../../workspace/files/digest.ts';
import type { RuleDefinition } from '../rule.ts';
import type { Answer, Background } from './background.ts';
import type { Engine } from './engine.ts';
import { FactStore, type Reading } from './fact-store.ts';
import { isInfrastructureFile } from './infrastructure-file.ts';
import { moveFinding } from './move-finding.ts';
import { type Move, moveBetween, sameButMoved } from './same-but-moved.ts';
import { seenInVain } from './seen-in-vain.ts';
import { type FreshSnapshot, keptSnapshot, sentSnapshot, silence, type Snapshot, takeSnapshot } from './snapshot.ts';
import { UnsavedTexts } from './unsaved.ts';
import { verdictsOf } from './verdicts.ts';

export interface SessionOptions {
  /** Absolute path. */
  readonly root: string;
  readonly settings: Settings;
  readonly engine: Engine;
  /** Opens what is kept between runs; absent: nothing is. */
  openCache?(): ProjectCache;
  /** Where the findings of a file are not waited for, beyond so many milliseconds. */
  readonly behind?: { readonly background: Background; readonly patience: number; readonly cache?: CacheOptions };
  /** Milliseconds, for tests. */
  now?(): number;
}

/** After this many milliseconds the disk is looked at again, a part at a time, and not more than a twentieth of the time. */
const shortestPause = 300;
const pauseByEffort = 20;
const timeForOneLook = 5;
/** Files of which it is noted what an analysis reads: that takes time. */
const mostEdited = 4;

/**
 * The analysis of one project in a process that lives on: a run of ESLint, or an editor's server. It is made anew when
 * a file changed on the disk, or when the text at hand says something else than the disk does.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #store: FactStore;
  readonly #unsaved = new UnsavedTexts();
  /** Files whose text at hand says the same as the analysed one, in other places. */
  readonly #moves = new Map<string, { readonly digest: string; readonly move: Move }>();
  /** Unsaved files that are none of the project's sources. */
  readonly #strangers = new Set<string>();
  /** Files whose text came to say something else, the latest last. */
  readonly #edited = new Set<string>();
  readonly #asked = new Map<string, Asked>();
  #cache: ProjectCache | undefined;
  #snapshot: Snapshot | undefined;
  #patrol: Patrol = patrolOf('', () => []);
  /** Files that were saved as they were analysed. */
  #saved: readonly Seen[] = [];
  #nextLook = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#cache = options.openCache?.();
    this.#store = new FactStore((file, text) => options.engine.readSource(file, text), this.#cache?.facts);
  }

  /**
   * What a rule finds in a file with the text at hand. In: the file's absolute path. Out: nothing for files that do not
   * belong to the project. Throws what the analysis or the rule threw.
   */
  findingsIn(file: string, text: string, rule: RuleDefinition, options: object, inInfrastructure = false): readonly Finding[] {
    this.#noteAsked(rule, options);
    const inside = this.#inside(file);
    const findings = this.#ask(this.#snapshotWith(inside, text), inside, rule, options, inInfrastructure);
    const moved = this.#moves.get(inside);
    if (!moved) return findings;
    const inPlace = findings.map((finding) => moveFinding(finding, moved.move));
    if (inPlace.every((finding) => finding !== undefined)) return inPlace;
    return this.#ask(this.#analyseWith(inside, text), inside, rule, options, inInfrastructure);
  }

  /** Changes when what is found in any file changes although that file does not. In: all rules. */
  fingerprint(rules: readonly RuleDefinition[]): string {
    const cache = this.#cache;
    const more = (cache?.asked ?? []).flatMap(({ rule: name, options }) => {
      const rule = rules.find((each) => each.name === name);
      return rule ? [{ rule, options }] : [];
    });
    const questions = [...rules.map((rule) => ({ rule, options: rule.meta.defaultOptions })), ...more];
    const snapshot = this.#upToDate();
    const complete = questions.every(({ rule, options }) => snapshot.found(rule, options)) ? snapshot : this.#analyseNow();
    const found = new Map(questions.map(({ rule, options }) => [questionOf(rule.name, options), complete.found(rule, options) ?? []]));
    const verdicts = verdictsOf(complete.seen(), found);
    return cache ? cache.fingerprint(verdicts) : fingerprintOf(undefined, verdicts);
  }

  /** A fingerprint has to count what a rule finds with these options as well, from the next run on: until then ESLint has kept nothing of it. */
  #noteAsked(rule: RuleDefinition, options: object): void {
    if (options === rule.meta.defaultOptions) return;
    const [given, usual] = [questionOf(rule.name, options), questionOf(rule.name, rule.meta.defaultOptions)];
    if (given === usual || this.#asked.has(given)) return;
    this.#asked.set(given, { rule: rule.name, options });
    const asked = this.#cache?.asked ?? [];
    if (!asked.some((each) => questionOf(each.rule, each.options) === given)) this.#cache?.keepAsked([...asked, { rule: rule.name, options }]);
  }

  #ask(snapshot: Snapshot, file: string, rule: RuleDefinition, options: object, inInfrastructure: boolean): readonly Finding[] {
    // What was kept may lack this rule.
    return snapshot.findingsIn(file, rule, options, inInfrastructure) ?? this.#analyse().findingsIn(file, rule, options, inInfrastructure) ?? [];
  }

  #snapshotWith(file: string, text: string): Snapshot {
    const snapshot = this.#upToDate();
    if (snapshot === silence) return snapshot;
    const reading = snapshot.reading(file);
    if (!reading) return this.#snapshotWithNew(file, text, snapshot);
    const digest = digestOf(text);
    if (this.#moves.get(file)?.digest === digest) return snapshot;
    this.#moves.delete(file);
    if (reading.digest === digest) return snapshot;
    const before = reading.facts();
    const move = before && moveTo(before, this.#options.engine.readSource(file, text), reading);
    if (!move) return this.#analyseWith(file, text);
    this.#moves.set(file, { digest, move });
    return snapshot;
  }

  /** A file that was not analysed is left out on purpose, unless an editor has it that did not save it yet. */
  #snapshotWithNew(file: string, text: string, snapshot: Snapshot): Snapshot {
    const isOutside = file.startsWith('../') || path.isAbsolute(file);
    if (isOutside || this.#strangers.has(file)) return snapshot;
    if (isInfrastructureFile(file)) return this.#isAtHand(file, text) ? snapshot : this.#analyseWith(file, text);
    if (fs.existsSync(this.#absolute(file))) return snapshot;
    const fresh = this.#analyseWith(file, text);
    if (fresh === silence || fresh.reading(file)) return fresh;
    this.#strangers.add(file);
    this.#unsaved.delete(this.#absolute(file));
    return fresh;
  }

  /** Is the text at hand what was analysed? Of an infrastructure file no reading is kept. */
  #isAtHand(file: string, text: string): boolean {
    const absolute = this.#absolute(file);
    return (this.#unsaved.texts.get(absolute) ?? textOf(absolute)) === text;
  }

  #analyseWith(file: string, text: string): Snapshot {
    this.#noteEdited(file);
    const absolute = this.#absolute(file);
    if (textOf(absolute) === text) this.#unsaved.delete(absolute);
    else this.#unsaved.set(absolute, text, digestOnDisk(absolute), this.#now());
    return this.#analyse();
  }

  /** The last ones count. */
  #noteEdited(file: string): void {
    this.#edited.delete(file);
    this.#edited.add(file);
    for (const oldest of this.#edited) if (this.#edited.size > mostEdited) this.#edited.delete(oldest);
  }

  #upToDate(): Snapshot {
    if (!this.#snapshot) return this.#firstSnapshot();
    if (this.#snapshot === silence) return this.#arrived();
    if (this.#now() < this.#nextLook) return this.#snapshot;
    const started = performance.now();
    const { stale, done } = this.#look(this.#snapshot);
    this.#nextLook = this.#now() + Math.max(done ? shortestPause : 0, pauseByEffort * (performance.now() - started));
    return stale ? this.#analyse() : this.#snapshot;
  }

  /** Is what is on the disk the text that was analysed, or one of which it is known that it says no more? */
  #saysTheSame(snapshot: Snapshot, { path: file, digest }: Seen): boolean {
    return snapshot.reading(file)?.digest === digest || this.#moves.get(file)?.digest === digest;
  }

  /** Looks at a part of the disk. */
  #look(snapshot: Snapshot): { readonly stale: boolean; readonly done: boolean } {
    const forgotten = this.#unsaved.forget(this.#now(), digestOnDisk);
    const { changed, done } = this.#patrol.walk(timeForOneLook);
    // A file that was saved as it was analysed says nothing new.
    const differs = changed.some((seen) => seen.kind !== 'text' || !this.#saysTheSame(snapshot, seen));
    const asAnalysed = forgotten.filter(({ file, text }) => textOf(file) === text);
    this.#saved = [...this.#saved, ...asAnalysed.map(({ file, text }): Seen => ({ path: this.#inside(file), kind: 'text', digest: digestOf(text) }))];
    return { done, stale: differs || asAnalysed.length < forgotten.length };
  }

  /** What an earlier run kept, or what another process finds out right now, if it is still so; else an analysis. */
  #firstSnapshot(): Snapshot {
    return this.#keptSnapshot() ?? this.#analyse();
  }

  #keptSnapshot(): Snapshot | undefined {
    const state = this.#unsaved.none ? this.#cache?.current() : undefined;
    return state && this.#adopt(keptSnapshot(state, this.#store, (file) => textOf(this.#absolute(file))));
  }

  #analyse(): Snapshot {
    const { root, settings, behind } = this.#options;
    if (!behind) return this.#analyseNow();
    const task = { root, settings, overlay: this.#unsaved.texts, edited: this.#edited, questions: [...this.#asked.values()], ...(behind.cache && { cache: behind.cache }) };
    return this.#adoptSent(behind.background.ask(task, behind.patience));
  }

  /** What was asked for in the background, if it is there. */
  #arrived(): Snapshot {
    return this.#adoptSent(this.#options.behind?.background.arrived());
  }

  #adoptSent(answer: Answer | undefined): Snapshot {
    if (!answer) return (this.#snapshot = silence);
    return this.#adopt(sentSnapshot(answer, (file, digest) => this.#factsOf(file, digest)));
  }

  /** Facts of a text that is at hand or on the disk. */
  #factsOf(file: string, digest: string): FileFacts | undefined {
    const absolute = this.#absolute(file);
    const texts = [this.#unsaved.texts.get(absolute), textOf(absolute)];
    const text = texts.find((each) => each !== undefined && digestOf(each) === digest);
    return text === undefined ? undefined : this.#store.factsOf(file, digest, () => text, false);
  }

  #analyseNow(): Snapshot {
    const { engine, root, settings } = this.#options;
    const lock = this.#unsaved.none ? this.#cache?.lock() : undefined;
    if (lock?.waited) {
      this.#cache = this.#options.openCache?.();
      const state = this.#snapshot ? undefined : this.#keptSnapshot();
      if (state) {
        lock.release();
        return state;
      }
    }
    const before = this.#cache?.before;
    const snapshot = takeSnapshot((options) => engine.analyse(options), { root, settings, overlay: this.#unsaved.texts, ...(before && { before }) }, this.#store, this.#edited);
    if (lock) this.#keepLater(snapshot, lock);
    return this.#adopt(snapshot);
  }

  /** When all rules have been asked about the file at hand: nobody waits then, and the answers are there. */
  #keepLater(snapshot: FreshSnapshot, lock: Lock): void {
    setImmediate(() => {
      try {
        const { seen, sources, answers } = snapshot.whole();
        const state = this.#cache?.keep(seen, sources);
        for (const [question, findings] of answers) state?.keep(question, findings, snapshot.seen());
        this.#cache?.facts.save();
      } catch {
        // An analysis that failed has nothing to keep. Who asked it was told.
      }
      lock.release();
    });
  }

  #adopt(snapshot: Snapshot): Snapshot {
    const { root } = this.#options;
    this.#snapshot = snapshot;
    this.#moves.clear();
    this.#saved = [];
    const seen = this.#seenBy(snapshot);
    this.#patrol = patrolOf(root, () => [...seen(), ...this.#saved]);
    this.#nextLook = this.#now() + shortestPause;
    return snapshot;
  }

  #seenBy(snapshot: Snapshot): () => readonly Seen[] {
    const { engine, root, settings } = this.#options;
    try {
      snapshot.seen();
      return () => snapshot.seen();
    } catch {
      const seen = seenInVain(engine.openWorkspace, root, settings);
      return () => seen;
    }
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }

  #absolute(file: string): string {
    return path.join(this.#options.root, file);
  }

  #inside(file: string): string {
    return path.relative(this.#options.root, file).replaceAll(path.sep, '/');
  }
}

/** How places moved, if the text at hand says the same wherever the analysis looked. */
function moveTo(before: FileFacts, after: FileFacts, { reads }: Reading): Move | undefined {
  const moved = sameButMoved(before, after);
  if (moved || !reads) return moved;
  const places = sameWhereRead(before, after, reads);
  return places && moveBetween(before, after, { starts: places.offsets, ends: places.offsets });
}

/** As ESLint and the analysis see it: without byte order mark. */
function textOf(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

function digestOnDisk(file: string): string {
  const text = textOf(file);
  return text === undefined ? '' : digestOf(text);
}
