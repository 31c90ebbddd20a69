import type { Rule, SourceCode } from 'eslint';
import type { Finding } from '../model/finding.ts';
import type { RuleDefinition } from './rule.ts';
import { checkSettings } from '../settings/check-settings.ts';
import { sessionOf } from './session/session-of.ts';

export type FindingsHere =
  | { readonly known: true; readonly findings: readonly Finding[] }
  /** `fault` is a sentence; `undefined`: another rule says it for this file. */
  | { readonly known: false; readonly messageId: 'wrongSettings' | 'notAnalysed'; readonly fault: string | undefined };

const source = /\.[cm]?[jt]sx?$/;
/** What may be an infrastructure file. */
const data = /\.(?:ya?ml|jsonc?|toml|tf|tofu|bicep|template)$/;
/** What ESLint calls a text that has no name. */
const noFile = /(?:^|[\\/])(?:__placeholder__\.js|<(?:input|text)>)$/;
const nothing: FindingsHere = { known: true, findings: [] };

/** What a rule finds in the file at hand, as its text is now. Never throws. */
export function findingsHere(rule: RuleDefinition, context: Rule.RuleContext): FindingsHere {
  const { filename, physicalFilename, sourceCode, cwd } = context;
  // A block of code inside of another file is no file of a project either.
  if (filename !== physicalFilename || noFile.test(filename) || !(source.test(filename) || data.test(filename))) return nothing;
  const checked = checkSettings(context.settings['async-patterns']);
  if (checked.valid && data.test(filename) && !checked.settings.infrastructure) return nothing;
  if (!checked.valid) return { known: false, messageId: 'wrongSettings', fault: once(sourceCode, checked.fault) };
  try {
    const options = optionsOf(rule, context);
    return { known: true, findings: sessionOf(filename, checked.settings, cwd).findingsIn(filename, sourceCode.text, rule, options, checked.settings.infrastructure ?? false) };
  } catch (error) {
    return { known: false, messageId: 'notAnalysed', fault: once(sourceCode, reasonOf(error)) };
  }
}

/** ESLint puts defaults in for what the user left out. */
function optionsOf({ meta }: RuleDefinition, { options }: Rule.RuleContext): object {
  const [given] = options as readonly unknown[];
  return typeof given === 'object' && given !== null ? given : meta.defaultOptions;
}

const told = new WeakMap<SourceCode, Set<string>>();

/** A fault of the whole project is told by the first rule that meets it. */
function once(sourceCode: SourceCode, fault: string): string | undefined {
  const faults = told.get(sourceCode) ?? new Set();
  if (faults.has(fault)) return undefined;
  told.set(sourceCode, faults.add(fault));
  return fault;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
