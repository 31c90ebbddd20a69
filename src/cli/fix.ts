import { shortPath } from '../queries/short-path.ts';
import fs from 'node:fs';
import path from 'node:path';
import { analyse, type AnalyseOptions } from '../analyse.ts';
import { auditOf } from '../audit.ts';
import { type FixResult, fixProject, type Refusal } from '../fix/fix-project.ts';
import { readInfrastructure } from '../infrastructure/index.ts';
import { packageVersion } from '../package.ts';
import { readSource } from '../source/read-source.ts';
import type { RuleDefinition } from '../rule/rule.ts';
import { rememberedFacts } from './remembered-facts.ts';
import { sourceReader } from './source-reader.ts';
import type { Writer } from './terminal.ts';
import { writeFile } from './write-file.ts';

export interface FixOptions extends Pick<AnalyseOptions, 'root' | 'settings'> {
  readonly rules: readonly RuleDefinition[];
  /** Only findings of these rules are mended; default: all. No rule may find anything new. */
  readonly onlyRules?: readonly string[];
}

/** Mends what the rules suggest to mend, and writes the files. Throws a `UsageError` where one cannot be written. */
export function fix({ root, settings = {}, rules, onlyRules }: FixOptions): FixResult {
  const read = sourceReader(root);
  const cache = rememberedFacts();
  const result = fixProject({
    read,
    parses,
    findingsWith: (texts) => {
      const overlay = new Map([...texts].map(([file, text]) => [path.resolve(root, file), text]));
      const { findings } = auditOf(analyse({ root, settings, overlay, cache }), rules, { version: packageVersion });
      return onlyRules ? findings.map((finding) => (onlyRules.includes(finding.ruleId) ? finding : { ...finding, suggestions: [] })) : findings;
    },
  });
  for (const [file, text] of result.texts) write(path.resolve(root, file), read(file) ?? '', text);
  return result;
}

/** Says what was done, for people. */
export function tellFixes({ texts, applied, refused }: FixResult, output: Writer): void {
  const findings = applied.flatMap((each) => each.findings).length;
  output.write(`Fixed ${counted(findings, 'finding')} in ${counted(texts.size, 'file')}.\n`);
  for (const refusal of refused) output.write(`${sentenceOf(refusal)}\n`);
}

function sentenceOf({ fix: { title, findings }, why }: Refusal): string {
  const [first] = findings;
  const place = first ? shortPath(first.at) : '?';
  return `Not fixed: ${place}, "${title}": ${why}.`;
}

function counted(count: number, word: string): string {
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}

function parses(file: string, text: string): boolean {
  if (/\.[cm]?[jt]sx?$/.test(file)) return !readSource(file, text).broken;
  return (readInfrastructure(file, text)?.problems ?? []).length === 0;
}

/** What somebody else wrote meanwhile is not overwritten. */
function write(file: string, before: string, after: string): void {
  const now = fs.readFileSync(file, 'utf8');
  const mark = now.startsWith('\uFEFF') ? '\uFEFF' : '';
  if (now.slice(mark.length) === before) writeFile(file, mark + after);
}
