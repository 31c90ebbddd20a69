import { asObject, asText, asTextRecord, asTexts, type JsonObject, isObject } from '../formats/json.ts';

/** What a `package.json` says. */
export interface Manifest {
  /** Its folder, relative to the root. */
  readonly directory: string;
  readonly name?: string;
  readonly version?: string;
  /** Ranges of all kinds of dependencies. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Where it starts, in the order to be tried. */
  readonly mains: readonly string[];
  readonly exports?: unknown;
  readonly imports: JsonObject;
  /** Patterns of the folders of workspace packages. */
  readonly workspaces: readonly string[];
  /** Versions that stand for `catalog:name`, by name of the catalog. */
  readonly catalogs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Of the package `module-alias`. */
  readonly aliases: Readonly<Record<string, string>>;
}

export function readManifest(directory: string, json: JsonObject): Manifest {
  const name = asText(json['name']);
  const version = asText(json['version']);
  const workspaces = json['workspaces'];
  const declared = isObject(workspaces) ? workspaces : { packages: workspaces };
  return {
    directory,
    ...(name !== undefined && { name }),
    ...(version !== undefined && { version }),
    dependencies: {
      ...asTextRecord(json['peerDependencies']),
      ...asTextRecord(json['devDependencies']),
      ...asTextRecord(json['optionalDependencies']),
      ...asTextRecord(json['dependencies']),
    },
    mains: ['source', 'module', 'main', 'types', 'typings'].flatMap((key) => asTexts(json[key]).slice(0, 1)),
    exports: json['exports'],
    imports: asObject(json['imports']),
    workspaces: asTexts(declared['packages']),
    catalogs: readCatalogs({ ...json, ...declared }),
    aliases: asTextRecord(json['_moduleAliases']),
  };
}

/** `catalog` and `catalogs` of a `package.json` (bun) or of `pnpm-workspace.yaml`. */
export function readCatalogs(json: JsonObject): Manifest['catalogs'] {
  const named = Object.entries(asObject(json['catalogs'])).map(([name, ranges]) => [name, asTextRecord(ranges)] as const);
  return { default: asTextRecord(json['catalog']), ...Object.fromEntries(named) };
}
