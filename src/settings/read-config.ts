import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import type { Settings } from '../model/settings.ts';
import { UsageError } from '../model/usage-error.ts';
import { checkRecord } from './check-settings.ts';
import { isRecord } from './field-schema.ts';

/** In the root of a project; what it says holds for ESLint and for the audit. */
export const configFile = 'async-patterns.config.json';

/** What only ESLint's config can say. */
const elsewhere = ['root', 'infrastructure', 'cache', 'patience'];

/** Reads the text of the config file. Throws a `UsageError` where it is broken or says what nobody understands. */
export function readConfig(text: string): Settings {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const [error] = errors;
  if (error) {
    const line = text.slice(0, error.offset).split('\n').length;
    throw new UsageError(`${configFile}:${String(line)} is no valid JSON (${printParseErrorCode(error.error)}).`);
  }
  if (value === undefined) return {};
  if (!isRecord(value)) throw new UsageError(`${configFile} must hold an object.`);
  const { $schema: _, ...rest } = value;
  const checked = checkRecord(rest, configFile, elsewhere);
  if (!checked.valid) throw new UsageError(checked.fault);
  return checked.settings;
}
