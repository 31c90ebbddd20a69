import type { Declarations } from '../model/declaration.ts';
import type { Settings } from '../model/settings.ts';
import { faultOfDeclarations } from './check-declarations.ts';
import { declarationSchemas } from './declaration-schemas.ts';
import { isRecord } from './field-schema.ts';

interface SettingSchema {
  readonly type: 'string' | 'boolean' | 'strings' | 'boolean or string' | 'milliseconds' | 'options' | 'declarations';
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
  cache: {
    type: 'boolean or string',
    description: 'Keep what is found out between runs: `false` for nowhere, or a folder, absolute or relative to the folder ESLint runs in.',
  },
  patience: {
    type: 'milliseconds',
    description: 'For editors: milliseconds that the findings of a file may take; where the project is not analysed by then, nothing is reported until it is.',
  },
  rules: {
    type: 'options',
    description: 'For the audit: options of rules, by the names of both.',
  },
  consumers: { type: 'declarations', description: declarationSchemas.consumers.description },
  producers: { type: 'declarations', description: declarationSchemas.producers.description },
  settlements: { type: 'declarations', description: declarationSchemas.settlements.description },
  effects: { type: 'declarations', description: declarationSchemas.effects.description },
  queues: { type: 'declarations', description: declarationSchemas.queues.description },
  endpoints: { type: 'declarations', description: declarationSchemas.endpoints.description },
};

export type CheckedSettings =
  | { readonly valid: true; readonly settings: Settings }
  /** `fault` is a sentence. */
  | { readonly valid: false; readonly fault: string };

/** What ESLint has a place of its own for. */
const auditOnly: readonly (keyof Settings)[] = ['rules'];

const checked = new WeakMap<object, CheckedSettings>();

/** Checks `settings['async-patterns']` of an ESLint config. In: what the user wrote there, or `undefined`. */
export function checkSettings(value: unknown): CheckedSettings {
  if (value === undefined) return { valid: true, settings: {} };
  if (!isRecord(value)) return invalid("settings['async-patterns']", 'must be an object');
  if ('toJSON' in value && typeof value['toJSON'] === 'function') return checkOwn(value);
  // ESLint asks for each file and each rule.
  let known = checked.get(value);
  if (!known) checked.set(value, (known = checkRecord(value, "settings['async-patterns']", auditOnly)));
  return known;
}

const own = new WeakMap<object, Readonly<Record<string, unknown>>>();

/** What the user wrote, without what our presets put in for ESLint's cache. */
function checkOwn(value: Readonly<Record<string, unknown>>): CheckedSettings {
  const { toJSON: _, ...written } = value;
  const known = own.get(value) ?? written;
  own.set(value, known);
  return checkSettings(known);
}

/** The same for another place. In: its name as the beginning of a sentence, and settings that make no sense there. */
export function checkRecord(value: Readonly<Record<string, unknown>>, place: string, without: readonly string[]): CheckedSettings {
  const names = Object.keys(settingSchemas).filter((name) => !without.includes(name));
  for (const [name, given] of Object.entries(value)) {
    if (!isSetting(name) || without.includes(name)) return invalid(place, `has no setting '${name}'; there are: ${names.join(', ')}`);
    const fault = given === undefined ? undefined : faultOf(name, given);
    if (fault !== undefined) return invalid(place, fault);
  }
  // Every key and its type were checked above.
  return { valid: true, settings: value };
}

function faultOf(name: keyof Settings, given: unknown): string | undefined {
  const { type } = settingSchemas[name];
  if (type === 'declarations') return isDeclarations(name) ? faultOfDeclarations(name, given) : undefined;
  return isOfType[type](given) ? undefined : `wants ${NAMES[type]} as '${name}'`;
}

const NAMES = {
  string: 'a string',
  boolean: 'true or false',
  strings: 'an array of strings',
  'boolean or string': 'true, false or a string',
  milliseconds: 'a number of milliseconds',
  options: 'an object of rules, each with an object of its options,',
} as const;

const isOfType: Readonly<Record<keyof typeof NAMES, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  'boolean or string': (value) => typeof value === 'boolean' || typeof value === 'string',
  options: (value) => isRecord(value) && Object.values(value).every(isRecord),
  milliseconds: (value) => typeof value === 'number' && value >= 0,
  strings: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
};

function invalid(place: string, what: string): CheckedSettings {
  return { valid: false, fault: `${place} ${what}.` };
}

function isSetting(name: string): name is keyof Settings {
  return Object.hasOwn(settingSchemas, name);
}

function isDeclarations(name: keyof Settings): name is keyof Declarations {
  return Object.hasOwn(declarationSchemas, name);
}
