import type { Analysis, AnalyseOptions } from '../../analyse.ts';
import type { Finding } from '../../model/finding.ts';
import type { RuleDefinition } from '../rule.ts';
import { whereItIsMended } from './infrastructure-file.ts';
import type { FactStore, Reading } from './fact-store.ts';

/** What one analysis of a project says, file by file. */
export interface Snapshot {
  /** The text of a file as it was analysed; `undefined`: the file was left out. */
  reading(file: string): Reading | undefined;
  /** Throws what the analysis or the rule threw. */
  findingsIn(file: string, rule: RuleDefinition, options: object, inInfrastructure: boolean): readonly Finding[];
}

type FindingsByFile = ReadonlyMap<string, readonly Finding[]>;

/** Analyses a project. A failure is kept: asking again does not run the analysis again. */
export function takeSnapshot(
  analyse: (options: AnalyseOptions) => Analysis,
  options: Pick<AnalyseOptions, 'root' | 'settings' | 'overlay'>,
  store: FactStore,
): Snapshot {
  const readings = new Map<string, Reading>();
  const analysis = attempt(() => analyse({ ...options, cache: store.noting(readings) }));
  const findings = new Map<string, () => FindingsByFile>();
  return {
    reading: (file) => readings.get(file),
    findingsIn(file, rule, ruleOptions, inInfrastructure) {
      const key = `${rule.name} ${JSON.stringify(ruleOptions)} ${String(inInfrastructure)}`;
      const known = findings.get(key) ?? attempt(() => byFile(rule.check(analysis().model, ruleOptions), inInfrastructure));
      findings.set(key, known);
      return known().get(file) ?? [];
    },
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

function byFile(findings: Iterable<Finding>, inInfrastructure: boolean): FindingsByFile {
  const files = new Map<string, Finding[]>();
  for (const found of findings) {
    const finding = inInfrastructure ? whereItIsMended(found) : found;
    const list = files.get(finding.at.file);
    if (list) list.push(finding);
    else files.set(finding.at.file, [finding]);
  }
  return files;
}
