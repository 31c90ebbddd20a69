import { parseDocument } from 'yaml';
import { asObject, type JsonObject } from './json.ts';

/** Reads YAML as far as it can be read. Out: `sound` is false where it is broken. */
export function readYaml(text: string): { readonly value: JsonObject; readonly sound: boolean } {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  try {
    return { value: asObject(document.toJS()), sound: document.errors.length === 0 };
  } catch {
    // An alias without its anchor, or aliases that multiply without end.
    return { value: {}, sound: false };
  }
}
