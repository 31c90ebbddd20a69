import type { Analysis, AnalyseOptions } from '../../analyse.ts';
import type { State } from '../../cache/project-cache.ts';
import { questionOf } from '../../cache/question.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Finding } from '../../model/finding.ts';
import type { Seen } from '../../model/seen.ts';
import type { RuleDefinition } from '../rule.ts';
import { whereItIsMended } from './infrastructure-file.ts';
import type { Answer } from './background.ts';
import type { FactStore, Reading } from './fact-store.ts';

/** What one analysis of a project says, file by file. */
export interface Snapshot {
  /** The text of a file as it was analysed; `undefined`: the file was left out. */
  reading(file: string): Reading | undefined;
  /** Out: `undefined` where nobody has asked this while the analysis was at hand. Throws what the analysis or the rule threw. */
  findingsIn(file: string, rule: RuleDefinition, options: object, inInfrastructure: boolean): readonly Finding[] | undefined;
  /** The same for the whole project. */
  found(rule: RuleDefinition, options: object): readonly Finding[] | undefined;
  /** What the analysis saw of the disk. */
  seen(): readonly Seen[];
}

/** A snapshot that can be kept for later runs. */
export interface FreshSnapshot extends Snapshot {
  /** What it saw before a rule was asked, and what the rules that were asked found in the whole project, by question. Throws what the analysis threw. */
  whole(): { readonly seen: readonly Seen[]; readonly sources: readonly string[]; readonly answers: ReadonlyMap<string, readonly Finding[]> };
}

type FindingsByFile = ReadonlyMap<string, readonly Finding[]>;

/** Analyses a project. A failure is kept: asking again does not run the analysis again. */
export function takeSnapshot(
  analyse: (options: AnalyseOptions) => Analysis,
  options: Pick<AnalyseOptions, 'root' | 'settings' | 'overlay' | 'before'>,
  store: FactStore,
  edited?: ReadonlySet<string>,
): FreshSnapshot {
  const readings = new Map<string, Reading>();
  const isSaved = options.overlay === undefined || options.overlay.size === 0;
  const asText = new Set<string>();
  const analysis = attempt(() => analyse({ ...options, cache: store.noting(readings, isSaved, edited), readText: (file) => asText.add(file) }));
  const seenFirst = attempt(() => analysis().seen());
  const answers = new Map<string, readonly Finding[]>();
  const askOnce = onceEach((rule: RuleDefinition, ruleOptions: object): readonly Finding[] => {
    const found = [...rule.check(analysis().model, ruleOptions)];
    answers.set(questionOf(rule.name, ruleOptions), found);
    return found;
  });
  return {
    reading: (file) => (asText.has(file) ? withoutReads(readings.get(file)) : readings.get(file)),
    findingsIn: byFile(askOnce),
    found: askOnce,
    seen: () => analysis().seen(),
    whole: () => ({ seen: seenFirst(), sources: analysis().sources, answers }),
  };
}

/** Whose text was read as well says something else with each letter. */
function withoutReads(reading: Reading | undefined): Reading | undefined {
  return reading && { digest: reading.digest, facts: reading.facts };
}

/** What an earlier run kept of a project that still looks the same. Nothing is analysed for it. */
export function keptSnapshot(state: State, store: FactStore, textOf: (file: string) => string | undefined): Snapshot {
  const sources = new Set(state.sources);
  const digests = new Map(state.seen.flatMap(({ kind, path, digest }) => (kind === 'text' && sources.has(path) ? [[path, digest] as const] : [])));
  // It is what was kept under this question.
  const ask = onceEach((rule, options) => state.answer(questionOf(rule.name, options)) as readonly Finding[] | undefined);
  return {
    reading(file) {
      const digest = digests.get(file);
      return digest === undefined ? undefined : { digest, facts: () => store.factsOf(file, digest, () => textOf(file)) };
    },
    findingsIn: byFile(ask),
    found: ask,
    seen: () => state.seen,
  };
}

/** What an analysis in the background found. In: what facts a text of a file has, where that text is still known. */
export function sentSnapshot(answer: Answer, factsOf: (file: string, digest: string) => FileFacts | undefined): Snapshot {
  const ask = onceEach((rule, options) => {
    if (!answer.done) throw new Error(answer.fault);
    const found = answer.found.get(questionOf(rule.name, options));
    if (typeof found === 'string') throw new Error(found);
    return found;
  });
  return {
    reading(file) {
      const digest = answer.done ? answer.texts.get(file) : undefined;
      const reads = answer.done ? answer.reads.get(file) : undefined;
      return digest === undefined ? undefined : { digest, facts: () => factsOf(file, digest), ...(reads && { reads }) };
    },
    findingsIn: byFile(ask),
    found: ask,
    seen() {
      if (!answer.done) throw new Error(answer.fault);
      return answer.seen;
    },
  };
}

/** Of a project that is being analysed nothing is known yet. */
export const silence: Snapshot = { reading: () => undefined, findingsIn: () => [], found: () => undefined, seen: () => [] };

type Ask = (rule: RuleDefinition, options: object) => readonly Finding[] | undefined;

/** Asks each question once. A failure is kept as well. */
function onceEach(ask: Ask): Ask {
  const known = new Map<string, () => readonly Finding[] | undefined>();
  return (rule, options) => {
    const question = questionOf(rule.name, options);
    const answer = known.get(question) ?? attempt(() => ask(rule, options));
    known.set(question, answer);
    return answer();
  };
}

/** Sorts what is found by file, once for each list of findings. */
function byFile(ask: Ask): Snapshot['findingsIn'] {
  const sorted = new Map<string, FindingsByFile>();
  return (file, rule, options, inInfrastructure) => {
    const key = `${questionOf(rule.name, options)} ${String(inInfrastructure)}`;
    const known = sorted.get(key);
    if (known) return known.get(file) ?? [];
    const found = ask(rule, options);
    if (!found) return undefined;
    const files = sortedByFile(found, inInfrastructure);
    sorted.set(key, files);
    return files.get(file) ?? [];
  };
}

/** Runs it once. Out: gives the result, or throws the error, as often as asked. */
function attempt<Result>(run: () => Result): () => Result {
  try {
    const result = run();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function sortedByFile(findings: readonly Finding[], inInfrastructure: boolean): FindingsByFile {
  const files = new Map<string, Finding[]>();
  for (const found of findings) {
    const finding = inInfrastructure ? whereItIsMended(found) : found;
    const list = files.get(finding.at.file);
    if (list) list.push(finding);
    else files.set(finding.at.file, [finding]);
  }
  return files;
}
