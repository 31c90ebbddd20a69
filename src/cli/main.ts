import path from 'node:path';
import { rules } from '../../rules/index.ts';
import type { Audit } from '../model/audit.ts';
import { UsageError } from '../model/usage-error.ts';
import { packageVersion } from '../package.ts';
import { jsonReport } from '../report/json.ts';
import { textReport } from '../report/text.ts';
import type { RuleDefinition } from '../rule/rule.ts';
import { readConfig } from '../settings/read-config.ts';
import { readConfigText } from '../workspace/config-text.ts';
import type { CachedAudit } from './cached-audit.ts';
import { type AuditCommand, type FailLevel, readArguments, usage } from './arguments.ts';
import { configuredRules } from './configured-rules.ts';
import { openFactsFiles } from './facts-files.ts';
import { progressOn } from './progress.ts';
import { sourceReader } from './source-reader.ts';
import { type Terminal, wantsColour } from './terminal.ts';
import { writeFile } from './write-file.ts';

/**
 * The command line program. In: its arguments, without `node` and the script. Out: the exit code. Wrong use is told in a
 * sentence; any other error is a fault of ours and is thrown.
 */
export async function main(argv: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  try {
    const command = readArguments(argv);
    if (command.command === 'audit') return await audit(command, terminal);
    if (command.command === 'facts') {
      const { writeFacts } = await import('./facts.ts');
      writeFacts(command, terminal);
      return 0;
    }
    if (command.command === 'init') {
      const { init } = await import('./init.ts');
      init(command, terminal);
      return 0;
    }
    terminal.output.write(command.command === 'help' ? usage : `${packageVersion}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.errors.write(`async-patterns: ${error.message}\n`);
    return 2;
  }
}

async function audit(command: AuditCommand, terminal: Terminal): Promise<0 | 1> {
  requireRules(command.rules);
  const configured = rulesFor(command, terminal);
  if (command.fix) await applyFixes(command, configured, terminal);
  const { audit: result, save } = await runAudit(command, configured, terminal);
  const report = reportOf(result, command, terminal);
  if (command.outputFile === undefined) terminal.output.write(report);
  else writeFile(path.resolve(terminal.folder, command.outputFile), report);
  save();
  return fails(result, command.failOn) ? 1 : 0;
}

function requireRules(names: readonly string[]): void {
  const unknown = names.find((name) => !rules.some((rule) => rule.name === name));
  if (unknown === undefined) return;
  throw new UsageError(`There is no rule "${unknown}"; the rules are: ${rules.map(({ name }) => name).join(', ')}.`);
}

/** The rules with the options that the project's config and the command line set. */
function rulesFor({ folder, options }: AuditCommand, terminal: Terminal): readonly RuleDefinition[] {
  const config = readConfigText(path.resolve(terminal.folder, folder));
  return configuredRules(rules, (config === undefined ? undefined : readConfig(config).rules) ?? {}, options);
}

async function applyFixes({ folder, rules: onlyRules, includeTests, ignore }: AuditCommand, configured: readonly RuleDefinition[], terminal: Terminal): Promise<void> {
  const { fix, tellFixes } = await import('./fix.ts');
  const progress = progressOn(terminal);
  progress.show('trying suggestions', 0, 1);
  try {
    const result = fix({ root: path.resolve(terminal.folder, folder), settings: { ...(includeTests && { includeTests }), ignore }, rules: configured, ...(onlyRules.length > 0 && { onlyRules }) });
    progress.end();
    tellFixes(result, terminal.errors);
  } finally {
    progress.end();
  }
}

/** Help and wrong use need nothing of it. */
async function runAudit({ folder, rules: onlyRules, includeTests, ignore, cache, facts }: AuditCommand, configured: readonly RuleDefinition[], terminal: Terminal): Promise<CachedAudit> {
  const { cachedAudit } = await import('./cached-audit.ts');
  const progress = progressOn(terminal);
  try {
    return await cachedAudit({
      root: path.resolve(terminal.folder, folder),
      settings: { ...(includeTests && { includeTests }), ignore, cache: typeof cache === 'string' ? path.resolve(terminal.folder, cache) : cache },
      ...(facts.length > 0 && { facts: openFactsFiles(facts, terminal.folder) }),
      rules: configured.filter(({ name }) => onlyRules.length === 0 || onlyRules.includes(name)),
      progress: (step, done, total) => {
        progress.show(step, done, total);
      },
    });
  } finally {
    progress.end();
  }
}

function reportOf(result: Audit, { format, outputFile, plain }: AuditCommand, terminal: Terminal): string {
  if (format === 'json') return jsonReport(result);
  return textReport(result, { source: sourceReader(result.root), colour: !plain && outputFile === undefined && wantsColour(terminal) });
}

function fails({ findings }: Audit, level: FailLevel): boolean {
  if (level === 'never') return false;
  return findings.some(({ severity }) => level === 'warning' || severity === 'error');
}
