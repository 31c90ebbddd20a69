import type { Settings } from '../model/settings.ts';

/** What of the settings an analysis depends on, as plain data. Not: where the project is, and how and when findings are shown. */
export function conditionsOf({ root: _, infrastructure: __, cache: ___, patience: ____, ...settings }: Settings): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => says(value)).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function says(value: unknown): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}
