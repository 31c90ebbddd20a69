import type { Declarations } from './declaration.ts';

/** Options of rules, by the names of both. */
export type RuleOptions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** `settings['async-patterns']` of an ESLint config, and what `async-patterns.config.json` may say. */
export interface Settings extends Declarations {
  /** The project's root, absolute or relative to the working directory. Default: found from the linted file. */
  readonly root?: string;
  /** Files to leave out, as in `.gitignore`. */
  readonly ignore?: readonly string[];
  /** Also analyse test code. Default: false. */
  readonly includeTests?: boolean;
  /** In ESLint: show what is mended in an infrastructure file there, and not at the consumer. Default: false. */
  readonly infrastructure?: boolean;
  /** Keep what is found out between runs; a string: in that folder. Default: true. */
  readonly cache?: boolean | string;
  /** For the audit: options of rules. In ESLint they stand where the rule is configured. */
  readonly rules?: RuleOptions;
  /** In ESLint: milliseconds that the findings of a file may take; then there are none until the analysis is done. Default: no bound. */
  readonly patience?: number;
}
