import path from 'node:path';
import { checkSettings } from '../../settings/check-settings.ts';
import type { RuleDefinition } from '../rule.ts';
import { sessionOf } from './session-of.ts';

/**
 * Settings of a preset that make ESLint's `--cache` right. ESLint keeps what it found in a file under the digest of the
 * file's config as JSON, and asks for that only with `--cache`; so the JSON holds a fingerprint of what all files say.
 * Source: ESLint 9.22 and 10.15, `lib/cli-engine/lint-result-cache.js`. In: all rules.
 */
export function cacheSettings(rules: readonly RuleDefinition[]): object {
  return {
    toJSON(this: object): object {
      const { toJSON: _, ...settings } = this as Readonly<Record<string, unknown>>;
      const checked = checkSettings(settings);
      if (!checked.valid) return settings;
      return { ...settings, fingerprint: fingerprintIn(process.cwd(), checked.settings, rules) };
    },
  };
}

function fingerprintIn(cwd: string, settings: Parameters<typeof sessionOf>[1], rules: readonly RuleDefinition[]): string {
  try {
    return sessionOf(path.join(cwd, 'eslint.config.js'), settings, cwd).fingerprint(rules);
  } catch (error) {
    // Then every file says so, until it is another error or none.
    return `failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}
