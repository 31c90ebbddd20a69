import path from 'node:path';
import type { AnalyseOptions, FactCache } from '../analyse.ts';
import { auditWith, type Inventory, inventoryOf } from '../audit.ts';
import type { FactsFile } from '../cache/facts-file.ts';
import { openProjectCache, type ProjectCache, type State } from '../cache/project-cache.ts';
import { questionOf } from '../cache/question.ts';
import type { Audit } from '../model/audit.ts';
import type { Finding } from '../model/finding.ts';
import type { Settings } from '../model/settings.ts';
import { packageVersion } from '../package.ts';
import type { RuleDefinition } from '../rule/rule.ts';
import { givenFirst } from './facts-files.ts';

export interface CachedAuditOptions extends Pick<AnalyseOptions, 'progress'> {
  /** Absolute path. */
  readonly root: string;
  readonly settings: Settings;
  /** In the order in which their findings count. */
  readonly rules: readonly RuleDefinition[];
  /** What other runs found out about texts. */
  readonly facts?: readonly FactsFile[];
}

export interface CachedAudit {
  readonly audit: Audit;
  /** Writes what was found out, so that the next audit finds it. */
  save(): void;
}

/** Audits a project, from what earlier runs found out as far as that is still true. Throws a `UsageError` where there is no folder. */
export async function cachedAudit(options: CachedAuditOptions): Promise<CachedAudit> {
  const { root, settings, rules } = options;
  const cache = cacheOf(root, settings);
  const state = cache?.current();
  const audit = state && keptAudit(state, rules, root);
  return audit ? { audit, save: () => undefined } : await freshAudit(options, cache);
}

function cacheOf(root: string, settings: Settings): ProjectCache | undefined {
  const { cache = true } = settings;
  if (cache === false) return undefined;
  return openProjectCache({ root, settings, ...(typeof cache === 'string' && { folder: path.resolve(cache) }) });
}

function keptAudit(state: State, rules: readonly RuleDefinition[], root: string): Audit | undefined {
  const inventory = state.answer(inventoryQuestion(rules)) as Inventory | undefined;
  const findings = rules.map((rule) => [rule, state.answer(questionOf(rule.name, rule.meta.defaultOptions)) as readonly Finding[] | undefined] as const);
  const known = findings.flatMap(([rule, found]) => (found ? [[rule, found] as const] : []));
  return inventory && known.length === rules.length ? auditWith(inventory, known, { version: packageVersion, root }) : undefined;
}

/** The engine is loaded here: it brings a compiler, which what is kept does not need. */
async function freshAudit({ root, settings, rules, facts = [], progress }: CachedAuditOptions, cache: ProjectCache | undefined): Promise<CachedAudit> {
  const [{ analyse }, { readSource }] = await Promise.all([import('../analyse.ts'), import('../source/read-source.ts')]);
  const analysis = analyse({
    root,
    settings,
    ...(cache && { before: cache.before }),
    cache: givenFirst(facts, cache ? keeping(cache, readSource) : withoutMemory(readSource)),
    ...(progress && { progress }),
  });
  const seen = analysis.seen();
  const findings = rules.map((rule) => [rule, [...rule.check(analysis.model, rule.meta.defaultOptions)]] as const);
  const inventory = inventoryOf(analysis);
  return {
    audit: auditWith(inventory, findings, { version: packageVersion, root }),
    save() {
      const state = cache?.keep(seen, analysis.sources);
      const all = analysis.seen();
      state?.keep(inventoryQuestion(rules), inventory, all);
      for (const [rule, found] of findings) state?.keep(questionOf(rule.name, rule.meta.defaultOptions), found, all);
      cache?.facts.save();
    },
  };
}

type Read = (file: string, text: string) => ReturnType<FactCache['factsOf']>;

function withoutMemory(readSource: Read): FactCache {
  return {
    factsOf(file, _, text) {
      const read = text();
      return read === undefined ? undefined : readSource(file, read);
    },
  };
}

function keeping({ facts }: ProjectCache, readSource: Read): FactCache {
  return {
    factsOf(file, digest, text) {
      const kept = facts.find(file, digest);
      if (kept) return kept;
      const read = text();
      const fresh = read === undefined ? undefined : readSource(file, read);
      if (fresh) facts.add(file, digest, fresh);
      return fresh;
    },
  };
}

function inventoryQuestion(rules: readonly RuleDefinition[]): string {
  return `inventory ${rules.map(({ name, meta }) => questionOf(name, meta.defaultOptions)).join(' ')}`;
}
