import { type ParseError, parse } from 'jsonc-parser';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads JSON with comments and trailing commas, as far as it can be read. Out: `sound` is false where it is broken. */
export function readJson(text: string): { readonly value: JsonObject; readonly sound: boolean } {
  const errors: ParseError[] = [];
  const value: unknown = strictly(text) ?? parse(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  return { value: asObject(value), sound: errors.length === 0 };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts in an array; a text alone counts as one. */
export function asTexts(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => typeof item === 'string');
}

export function asTextRecord(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(asObject(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Several times as fast, and enough for most files. */
function strictly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
