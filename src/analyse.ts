import { brokers } from './brokers/index.ts';
import { plumbing } from './brokers/plumbing.ts';
import { clients, effectReader } from './effects/index.ts';
import { clientShapes } from './effects/shapes.ts';
import { frameworks } from './frameworks/index.ts';
import { mayBeInfrastructure, readInfrastructure } from './infrastructure/index.ts';
import { linkProject } from './link/link-project.ts';
import type { ProjectModel } from './link/project-model.ts';
import type { FileFacts } from './model/file-facts.ts';
import type { InfrastructureFacts } from './model/infrastructure.ts';
import type { Settings } from './model/settings.ts';
import { readJson } from './source/read-json.ts';
import { readSource } from './source/read-source.ts';
import { settingsOf } from './settings/settings-of.ts';
import { readConfigText } from './workspace/config-text.ts';
import { openWorkspace, type Workspace } from './workspace/workspace.ts';

export interface AnalyseOptions {
  /** Absolute path. */
  readonly root: string;
  readonly settings?: Settings;
  /** Unsaved text by absolute path. */
  readonly overlay?: ReadonlyMap<string, string>;
  /** Facts of files read before, by path and text. */
  readonly cache?: FactCache;
  progress?(step: 'reading' | 'linking', done: number, total: number): void;
}

/** Remembers the facts of texts. */
export interface FactCache {
  factsOf(file: string, text: string): FileFacts;
}

export interface Analysis {
  readonly root: string;
  readonly model: ProjectModel;
  /** What could not be read, one sentence each. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

/** Reads a project and links what its files say. Throws a `UsageError` when the root is not a folder, or its config is wrong. */
export function analyse({ root, settings: given = {}, overlay, cache, progress }: AnalyseOptions): Analysis {
  const config = readConfigText(root, overlay);
  const { settings, tablesIn } = settingsOf(given, config);
  const workspace = openWorkspace({
    root,
    ...(settings.ignore && { ignore: settings.ignore }),
    ...(settings.includeTests && { includeTests: true }),
    ...(overlay && { overlay }),
  });
  const files = readSources(workspace, cache ?? { factsOf: readSource }, progress);
  const declared = tablesIn(workspace);
  const infrastructure = [...readInfrastructureFiles(workspace), ...declared.infrastructure];
  progress?.('linking', 0, 1);
  const model = linkProject({
    files,
    resolve: (from, specifier) => workspace.resolve(from, specifier),
    load: jsonLoader(workspace),
    versionOf: (file, name) => workspace.versionOf(file, name),
    packageOf: (file) => workspace.packageOf(file)?.directory ?? '',
    shapes: [...brokers.map((broker) => broker.shape), ...plumbing, ...clientShapes, ...frameworks.map((framework) => framework.shape)],
    opaque: declared.opaque,
    // What is declared comes before what is known.
    brokers: [...declared.brokers, ...brokers],
    frameworks: [...declared.frameworks, ...frameworks],
    effects: effectReader([...declared.clients, ...clients]),
    infrastructure,
    stated: declared.declarations,
  });
  progress?.('linking', 1, 1);
  const broken = infrastructure.flatMap(({ problems }) => problems.map(({ at, message }) => ({ file: at.file, message })));
  return { root, model, problems: [...workspace.problems, ...broken] };
}

function readSources(workspace: Workspace, cache: FactCache, progress: AnalyseOptions['progress']): ReadonlyMap<string, FileFacts> {
  const files = new Map<string, FileFacts>();
  for (const [index, file] of workspace.sourceFiles.entries()) {
    if (index % 100 === 0) progress?.('reading', index, workspace.sourceFiles.length);
    const text = workspace.read(file);
    if (text !== undefined) files.set(file, cache.factsOf(file, text));
  }
  return files;
}

function readInfrastructureFiles(workspace: Workspace): readonly InfrastructureFacts[] {
  return workspace.otherFiles.filter(mayBeInfrastructure).flatMap((file) => {
    const text = workspace.read(file);
    const facts = text === undefined ? undefined : readInfrastructure(file, text);
    return facts ? [facts] : [];
  });
}

/** An imported JSON file is a module that exports its value. Each is read once. */
function jsonLoader(workspace: Workspace): (file: string) => FileFacts | undefined {
  const loaded = new Map<string, FileFacts | undefined>();
  return (file) => {
    if (!file.endsWith('.json')) return undefined;
    if (!loaded.has(file)) {
      const text = workspace.read(file);
      loaded.set(file, text === undefined ? undefined : readJson(file, text));
    }
    return loaded.get(file);
  };
}
