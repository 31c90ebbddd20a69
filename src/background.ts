import { type MessagePort, workerData } from 'node:worker_threads';
import { rules } from '../rules/index.ts';
import { openProjectCache, type ProjectCache } from './cache/project-cache.ts';
import { questionOf } from './cache/question.ts';
import type { Finding } from './model/finding.ts';
import type { RuleDefinition } from './rule/rule.ts';
import type { Answer, Task } from './rule/session/background.ts';
import { loadEngine } from './rule/session/engine.ts';
import { FactStore } from './rule/session/fact-store.ts';
import { type FreshSnapshot, takeSnapshot } from './rule/session/snapshot.ts';

/** The program of the thread that analyses while an editor waits for nothing: see `openBackground`. */
const engine = loadEngine();
let store: FactStore | undefined;

// It is what `openBackground` gives.
const { port, flag } = workerData as { readonly port: MessagePort; readonly flag: Int32Array };
port.on('message', (task: Task) => {
  port.postMessage(answerTo(task));
  Atomics.add(flag, 0, 1);
  Atomics.notify(flag, 0);
});

function answerTo(task: Task): Answer {
  try {
    return answer(task);
  } catch (error) {
    return { done: false, fault: reasonOf(error) };
  }
}

function answer({ root, settings, overlay, edited, questions, cache: kept }: Task): Answer {
  const cache = kept && openProjectCache(kept);
  store ??= new FactStore((file, text) => engine.readSource(file, text), cache?.facts);
  const lock = overlay.size === 0 ? cache?.lock() : undefined;
  try {
    const snapshot = takeSnapshot((options) => engine.analyse(options), { root, settings, overlay, ...(cache && { before: cache.before }) }, store, edited);
    const { sources } = snapshot.whole();
    const texts = new Map(sources.flatMap((file) => pairOf(file, snapshot.reading(file)?.digest)));
    const found = new Map(asked(questions).map(([rule, options]) => [questionOf(rule.name, options), foundBy(snapshot, rule, options)]));
    if (lock && cache) keep(snapshot, cache);
    const reads = new Map([...edited].flatMap((file) => pairOf(file, snapshot.reading(file)?.reads)));
    return { done: true, seen: snapshot.seen(), texts, found, reads };
  } finally {
    lock?.release();
  }
}

function pairOf<Of>(file: string, of: Of | undefined): readonly (readonly [string, Of])[] {
  return of === undefined ? [] : [[file, of]];
}

function asked(questions: Task['questions']): readonly (readonly [RuleDefinition, object])[] {
  const more = questions.flatMap(({ rule: name, options }) => rules.filter((rule) => rule.name === name).map((rule) => [rule, options] as const));
  return [...rules.map((rule) => [rule, rule.meta.defaultOptions] as const), ...more];
}

function foundBy(snapshot: FreshSnapshot, rule: RuleDefinition, options: object): readonly Finding[] | string {
  try {
    return snapshot.found(rule, options) ?? [];
  } catch (error) {
    return reasonOf(error);
  }
}

function keep(snapshot: FreshSnapshot, cache: ProjectCache): void {
  const { seen, sources, answers } = snapshot.whole();
  const state = cache.keep(seen, sources);
  for (const [question, findings] of answers) state.keep(question, findings, snapshot.seen());
  cache.facts.save();
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
