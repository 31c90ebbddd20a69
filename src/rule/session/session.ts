import fs from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../model/finding.ts';
import type { Settings } from '../../model/settings.ts';
import type { RuleDefinition } from '../rule.ts';
import { digestOf } from '../../workspace/files/digest.ts';
import type { Engine } from './engine.ts';
import { FactStore } from './fact-store.ts';
import { type Inputs, listInputs } from './inputs.ts';
import { isInfrastructureFile } from './infrastructure-file.ts';
import { moveFinding } from './move-finding.ts';
import { type Move, sameButMoved } from './same-but-moved.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';
import { UnsavedTexts } from './unsaved.ts';
import { Watch } from './watch.ts';

export interface SessionOptions {
  /** Absolute path. */
  readonly root: string;
  readonly settings: Settings;
  readonly engine: Engine;
  /** Milliseconds, for tests. */
  now?(): number;
}

/** The disk is looked at again after this many milliseconds, and not more than a twentieth of the time. */
const shortestPause = 300;
const pauseByEffort = 20;

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
  #snapshot: Snapshot | undefined;
  #inputs: Inputs = { names: '', paths: [] };
  #watch = new Watch([], 0);
  #nextLook = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#store = new FactStore(options.engine.readSource);
  }

  /**
   * What a rule finds in a file with the text at hand. In: the file's absolute path. Out: nothing for files that do not
   * belong to the project. Throws what the analysis or the rule threw.
   */
  findingsIn(file: string, text: string, rule: RuleDefinition, options: object, inInfrastructure = false): readonly Finding[] {
    const inside = this.#inside(file);
    const findings = this.#snapshotWith(inside, text).findingsIn(inside, rule, options, inInfrastructure);
    const moved = this.#moves.get(inside);
    if (!moved) return findings;
    const inPlace = findings.map((finding) => moveFinding(finding, moved.move));
    return inPlace.every((finding) => finding !== undefined) ? inPlace : this.#analyseWith(inside, text).findingsIn(inside, rule, options, inInfrastructure);
  }

  #snapshotWith(file: string, text: string): Snapshot {
    const snapshot = this.#upToDate();
    const reading = snapshot.reading(file);
    if (!reading) return this.#snapshotWithNew(file, text, snapshot);
    const digest = digestOf(text);
    if (this.#moves.get(file)?.digest === digest) return snapshot;
    this.#moves.delete(file);
    if (reading.digest === digest) return snapshot;
    const move = sameButMoved(reading.facts, this.#options.engine.readSource(file, text));
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
    if (fresh.reading(file)) return fresh;
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
    const absolute = this.#absolute(file);
    if (textOf(absolute) === text) this.#unsaved.delete(absolute);
    else this.#unsaved.set(absolute, text, this.#now());
    return this.#analyse();
  }

  #upToDate(): Snapshot {
    if (!this.#snapshot) return this.#analyse();
    if (this.#now() < this.#nextLook) return this.#snapshot;
    const started = performance.now();
    const stale = this.#isStale(this.#snapshot);
    this.#nextLook = this.#now() + Math.max(shortestPause, pauseByEffort * (performance.now() - started));
    return stale ? this.#analyse() : this.#snapshot;
  }

  #isStale(snapshot: Snapshot): boolean {
    const forgot = this.#unsaved.forgetOld(this.#now());
    const changed = this.#watch.changed();
    // A saved file is no longer unsaved.
    for (const file of changed) this.#unsaved.delete(file);
    const differs = changed.filter((file) => !isFolder(file) && !isAsRead(snapshot, this.#inside(file), file));
    if (forgot || differs.length > 0) return true;
    return changed.some(isFolder) && this.#list().names !== this.#inputs.names;
  }

  #analyse(): Snapshot {
    const { engine, root, settings } = this.#options;
    const started = Date.now();
    const snapshot = takeSnapshot(engine.analyse, { root, settings, overlay: this.#unsaved.texts }, this.#store);
    this.#snapshot = snapshot;
    this.#moves.clear();
    this.#inputs = this.#list();
    this.#watch = new Watch(this.#inputs.paths, started);
    this.#nextLook = this.#now() + shortestPause;
    return snapshot;
  }

  #list(): Inputs {
    const { engine, root, settings } = this.#options;
    return listInputs(engine.openWorkspace, root, settings);
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

function isAsRead(snapshot: Snapshot, inside: string, file: string): boolean {
  const reading = snapshot.reading(inside);
  const text = reading && textOf(file);
  return text !== undefined && reading?.digest === digestOf(text);
}

/** As ESLint and the analysis see it: without byte order mark. */
function textOf(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

function isFolder(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
