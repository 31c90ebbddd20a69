import type { Settings } from '../model/settings.ts';

interface SettingSchema {
  readonly type: 'string' | 'boolean' | 'strings';
  readonly description: string;
}

/** Every setting. `docs/settings.md` has a section for each. */
export const settingSchemas: Readonly<Record<keyof Settings, SettingSchema>> = {
  root: {
    type: 'string',
    description: "The project's folder, absolute or relative to the folder ESLint runs in.",
  },
  ignore: {
    type: 'strings',
    description: 'Files to leave out, as patterns of a `.gitignore`.',
  },
  includeTests: {
    type: 'boolean',
    description: 'Also look at test code.',
  },
  infrastructure: {
    type: 'boolean',
    description: 'Show what is mended in an infrastructure file there, and not at the consumer.',
  },
};

export type CheckedSettings =
  | { readonly valid: true; readonly settings: Settings }
  /** `fault` is a sentence. */
  | { readonly valid: false; readonly fault: string };

/** Checks `settings['async-patterns']` of an ESLint config. In: what the user wrote there, or `undefined`. */
export function checkSettings(value: unknown): CheckedSettings {
  if (value === undefined) return { valid: true, settings: {} };
  if (!isRecord(value)) return invalid('must be an object');
  for (const [name, given] of Object.entries(value)) {
    if (!isSetting(name)) return invalid(`has no setting '${name}'; there are: ${Object.keys(settingSchemas).join(', ')}`);
    const { type } = settingSchemas[name];
    if (given !== undefined && !isOfType[type](given)) return invalid(`wants ${NAMES[type]} as '${name}'`);
  }
  // Every key and its type were checked above.
  return { valid: true, settings: value };
}

const NAMES: Readonly<Record<SettingSchema['type'], string>> = {
  string: 'a string',
  boolean: 'true or false',
  strings: 'an array of strings',
};

const isOfType: Readonly<Record<SettingSchema['type'], (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  strings: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
};

function invalid(what: string): CheckedSettings {
  return { valid: false, fault: `settings['async-patterns'] ${what}.` };
}

function isSetting(name: string): name is keyof Settings {
  return Object.hasOwn(settingSchemas, name);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
