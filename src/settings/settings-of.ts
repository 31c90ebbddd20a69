import type { Declarations } from '../model/declaration.ts';
import type { Location } from '../model/location.ts';
import type { Settings } from '../model/settings.ts';
import { type DeclaredTables, declaredTables } from './declared-tables.ts';
import { placeInJson, placeInProgram } from './place-of.ts';
import { configFile, readConfig } from './read-config.ts';

/** Where the configs of ESLint can be found. */
interface Sources {
  readonly sourceFiles: readonly string[];
  read(file: string): string | undefined;
}

export interface MergedSettings {
  readonly settings: Settings;
  tablesIn(sources: Sources): DeclaredTables;
}

const kinds = ['consumers', 'producers', 'settlements', 'effects', 'queues', 'endpoints'] as const satisfies readonly (keyof Declarations)[];

/**
 * The settings that hold for a project. In: what ESLint's config or the command line says, and the text of the config
 * file. Of the same setting the first counts; what is ignored or declared is so in both. Throws a `UsageError` where the config file is wrong.
 */
export function settingsOf(given: Settings, config: string | undefined): MergedSettings {
  const written = config === undefined ? {} : readConfig(config);
  return {
    settings: { ...written, ...given, ignore: [...(written.ignore ?? []), ...(given.ignore ?? [])] },
    tablesIn: (sources) => {
      const eslint = eslintConfig(sources);
      const both = Object.fromEntries(kinds.map((kind) => [kind, [...(written[kind] ?? []), ...(given[kind] ?? [])]]));
      const placeOf = (kind: keyof Declarations, index: number): Location => {
        const own = written[kind]?.length ?? 0;
        const declared = given[kind]?.[index - own];
        if (index < own || declared === undefined) return placeInJson(configFile, config ?? '', kind, index);
        return placeInProgram(eslint.file, eslint.text, declared);
      };
      return declaredTables(both, placeOf);
    },
  };
}

function eslintConfig({ sourceFiles, read }: Sources): { readonly file: string; readonly text: string } {
  const file = sourceFiles.filter((each) => /(?:^|\/)eslint\.config\.[cm]?[jt]s$/.test(each)).toSorted((a, b) => a.length - b.length)[0];
  return file === undefined ? { file: 'eslint.config.js', text: '' } : { file, text: read(file) ?? '' };
}
