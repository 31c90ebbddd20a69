import { brokers } from './brokers/index.ts';
import { plumbing } from './brokers/plumbing.ts';
import { validators } from './brokers/validators.ts';
import { clients, effectReader } from './effects/index.ts';
import { clientShapes } from './effects/shapes.ts';
import { frameworks } from './frameworks/index.ts';
import { withIncluded } from './infrastructure/included.ts';
import { partImports, mayBeInfrastructure, readInfrastructure } from './infrastructure/index.ts';
import { linkProject } from './link/link-project.ts';
import type { ProjectModel } from './link/project-model.ts';
import type { FileFacts } from './model/file-facts.ts';
import type { InfrastructureFacts } from './model/infrastructure.ts';
import type { Seen } from './model/seen.ts';
import type { Settings } from './model/settings.ts';
import type { Written } from './model/written.ts';
import { readJson } from './source/read-json.ts';
import { readSource } from './source/read-source.ts';
import { statementAt } from './source/statement-at.ts';
import { configFile } from './settings/read-config.ts';
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
  /** What an earlier analysis saw of the disk: files that were not changed since need not be read to be known. */
  readonly before?: readonly Seen[];
  /** Told of each file whose text is read beside its facts. */
  readText?(file: string): void;
  progress?(step: 'reading' | 'linking', done: number, total: number): void;
}

/** Remembers the facts of texts. */
export interface FactCache {
  /** In: a file, the digest of its text, and the text. Out: `undefined` where the text cannot be read any more. */
  factsOf(file: string, digest: string, text: () => string | undefined): FileFacts | undefined;
}

export interface Analysis {
  readonly root: string;
  readonly model: ProjectModel;
  /** What could not be read, one sentence each. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
  /** The sources that were read. */
  readonly sources: readonly string[];
  /** All that was seen of the disk. Grows as long as the model is asked. */
  seen(): readonly Seen[];
}

/** Reads a project and links what its files say. Throws a `UsageError` when the root is not a folder, or its config is wrong. */
export function analyse({ root, settings: given = {}, overlay, cache, before, readText, progress }: AnalyseOptions): Analysis {
  const config = readConfigText(root, overlay);
  const { settings, tablesIn } = settingsOf(given, config);
  const workspace = openWorkspace({
    root,
    ...(settings.ignore && { ignore: settings.ignore }),
    ...(settings.includeTests && { includeTests: true }),
    ...(overlay && { overlay }),
    ...(before && { before }),
  });
  // It was read above: who asks later what was seen has to hear of it.
  workspace.read(configFile);
  const files = readSources(workspace, cache ?? withoutMemory, progress);
  const declared = tablesIn(workspace);
  const infrastructure = [...readInfrastructureFiles(workspace, files, readText), ...declared.infrastructure];
  progress?.('linking', 0, 1);
  const model = linkProject({
    files,
    resolve: (from, specifier) => workspace.resolve(from, specifier),
    load: jsonLoader(workspace),
    written: writtenIn(workspace, readText),
    versionOf: (file, name) => workspace.versionOf(file, name),
    packageOf: (file) => workspace.packageOf(file)?.directory ?? '',
    shapes: [...brokers.map((broker) => broker.shape), ...plumbing, ...validators, ...clientShapes, ...frameworks.map((framework) => framework.shape)],
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
  const unread = [...files.values()].flatMap(({ file, unread: isUnread }) => (isUnread ? [{ file, message: `The file "${file}" nests too deep and is left out.` }] : []));
  return { root, model, problems: [...workspace.problems, ...unread, ...broken], sources: [...files.keys()], seen: () => workspace.seen() };
}

const withoutMemory: FactCache = {
  factsOf(file, _, text) {
    const read = text();
    return read === undefined ? undefined : readSource(file, read);
  },
};

function readSources(workspace: Workspace, cache: FactCache, progress: AnalyseOptions['progress']): ReadonlyMap<string, FileFacts> {
  const files = new Map<string, FileFacts>();
  for (const [index, file] of workspace.sourceFiles.entries()) {
    if (index % 100 === 0) progress?.('reading', index, workspace.sourceFiles.length);
    const source = workspace.source(file);
    const facts = source && cache.factsOf(file, source.digest, () => source.text());
    if (facts) files.set(file, facts);
  }
  return files;
}

function readInfrastructureFiles(workspace: Workspace, files: ReadonlyMap<string, FileFacts>, readText: AnalyseOptions['readText']): readonly InfrastructureFacts[] {
  const all = [...workspace.otherFiles, ...workspace.sourceFiles].filter(mayBeInfrastructure).flatMap((file) => {
    readText?.(file);
    const text = workspace.read(file);
    const facts = text === undefined ? undefined : readInfrastructure(file, text, files.get(file));
    return facts ? [facts] : [];
  });
  const imports = partImports((from, specifier) => {
    const found = workspace.resolve(from, specifier);
    const facts = found.kind === 'file' ? files.get(found.file) : undefined;
    if (facts) readText?.(facts.file);
    const text = facts && workspace.read(facts.file);
    return facts && text !== undefined ? { text, facts } : undefined;
  });
  return withIncluded(all, imports);
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

function writtenIn(workspace: Workspace, readText: AnalyseOptions['readText']): Written {
  const read = (file: string): string | undefined => {
    readText?.(file);
    return workspace.read(file);
  };
  return {
    textOf: (file, [start, end]) => read(file)?.slice(start, end),
    statementAt(file, span) {
      const text = read(file);
      return text === undefined ? undefined : statementAt(file, text, span);
    },
  };
}
