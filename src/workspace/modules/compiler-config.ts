import type { Disk } from '../files/disk.ts';
import { asObject, asText, asTexts, type JsonObject, readJson } from '../formats/json.ts';
import type { Problems } from '../problems.ts';
import { folderOf, joinPath } from '../relative-path.ts';

/** What a `tsconfig.json` or `jsconfig.json` says about modules, with what it extends. Paths are relative to the root. */
export interface CompilerConfig {
  readonly file: string;
  readonly baseUrl?: string;
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** Folders of the files it is about: `include` up to the first wildcard, else its own. */
  readonly covers: readonly string[];
  /** Other configurations it is a list of. */
  readonly references: readonly string[];
}

/** Out: `undefined` where there is no such file. */
export type ReadConfig = (file: string) => CompilerConfig | undefined;

type Paths = CompilerConfig['paths'];

interface Part {
  readonly baseUrl?: string;
  /** As written, and where: which folder they start in is known only when everything is read. */
  readonly paths?: { readonly written: Paths; readonly folder: string };
  readonly covers?: readonly string[];
}

/** In: the folder of a package of the project, for `extends` that names one. */
export function configReader(
  disk: Disk,
  problems: Problems,
  packageFolder: (name: string) => string | undefined,
): ReadConfig {
  const files = new Map<string, JsonObject | undefined>();
  const configs = new Map<string, CompilerConfig | undefined>();
  return (file) => {
    if (!configs.has(file)) configs.set(file, readWhole(file));
    return configs.get(file);
  };

  function readWhole(file: string): CompilerConfig | undefined {
    const folder = folderOf(file);
    const part = readPart(file, folder, []);
    if (!part) return undefined;
    const { baseUrl, covers = [folder] } = part;
    const references = referencesOf(contentOf(file), folder);
    return { file, covers, references, paths: placedPaths(part, folder), ...(baseUrl !== undefined && { baseUrl }) };
  }

  function contentOf(file: string): JsonObject | undefined {
    if (!files.has(file)) files.set(file, readConfigFile(disk, problems, file));
    return files.get(file);
  }

  /** In: a file, the folder that `${configDir}` means in it, and the files that led to it. */
  function readPart(file: string, configDir: string, way: readonly string[]): Part | undefined {
    const content = way.includes(file) ? undefined : contentOf(file);
    if (!content) return undefined;
    const bases = asTexts(content['extends']).map((specifier) => readBase(specifier, configDir, [...way, file]));
    return [...bases, ownPart(content, folderOf(file), configDir)].reduce<Part>((all, part) => ({ ...all, ...part }), {});
  }

  function readBase(specifier: string, configDir: string, way: readonly string[]): Part | undefined {
    for (const candidate of extendedFiles(specifier, folderOf(way.at(-1) ?? ''), packageFolder)) {
      const part = readPart(candidate, configDir, way);
      if (part) return part;
    }
    return undefined;
  }
}

function readConfigFile(disk: Disk, problems: Problems, file: string): JsonObject | undefined {
  const text = disk.read(file);
  if (text === undefined) return undefined;
  const { value, sound } = readJson(text);
  if (!sound) problems.add(file, `The file "${file}" is not valid JSON; what could be read of it is used.`);
  return value;
}

function ownPart(content: JsonObject, folder: string, configDir: string): Part {
  const options = asObject(content['compilerOptions']);
  const baseUrl = asText(options['baseUrl']);
  const paths = Object.entries(asObject(options['paths'])).map(([pattern, targets]) => [pattern, asTexts(targets)] as const);
  const include = content['include'] ?? content['files'];
  return {
    ...(baseUrl !== undefined && { baseUrl: placed(baseUrl, folder, configDir) }),
    ...(paths.length > 0 && { paths: { written: Object.fromEntries(paths), folder } }),
    ...(include !== undefined && {
      covers: asTexts(include).map((pattern) => placed(upToWildcard(pattern), folder, configDir)),
    }),
  };
}

function placedPaths({ paths, baseUrl }: Part, configDir: string): Paths {
  const folder = baseUrl ?? paths?.folder ?? configDir;
  const entries = Object.entries(paths?.written ?? {});
  return Object.fromEntries(
    entries.map(([pattern, targets]) => [pattern, targets.map((target) => placed(target, folder, configDir))]),
  );
}

function placed(path: string, folder: string, configDir: string): string {
  const inConfigDir = /^\$\{configDir\}\/?(.*)$/.exec(path)?.[1];
  return inConfigDir === undefined ? joinPath(folder, path) : joinPath(configDir, inConfigDir);
}

function upToWildcard(pattern: string): string {
  const wildcard = pattern.search(/[*?]/);
  return wildcard < 0 ? pattern : folderOf(pattern.slice(0, wildcard));
}

function extendedFiles(
  specifier: string,
  folder: string,
  packageFolder: (name: string) => string | undefined,
): readonly string[] {
  const [, name = '', rest] = /^((?:@[^/]+\/)?[^/]+)\/?(.*)$/.exec(specifier) ?? [];
  const found = specifier.startsWith('.') ? joinPath(folder, specifier) : packageFolder(name);
  if (found === undefined) return [];
  const path = specifier.startsWith('.') ? found : joinPath(found, rest ?? '');
  return [path, `${path}.json`, joinPath(path, 'tsconfig.json')];
}

function referencesOf(content: JsonObject | undefined, folder: string): readonly string[] {
  const references: unknown = content?.['references'];
  const items: readonly unknown[] = Array.isArray(references) ? references : [];
  return items
    .flatMap((item) => asTexts(asObject(item)['path']))
    .map((path) => {
      return path.endsWith('.json') ? joinPath(folder, path) : joinPath(folder, path, 'tsconfig.json');
    });
}
