import fs from 'node:fs';
import path from 'node:path';
import { type TextFacts, writeFactsFile } from '../cache/facts-file.ts';
import { UsageError } from '../model/usage-error.ts';
import { projectRootOf } from '../rule/session/project-root.ts';
import { readSource } from '../source/read-source.ts';
import { openWorkspace } from '../workspace/workspace.ts';
import type { FactsCommand } from './arguments.ts';
import type { Terminal } from './terminal.ts';

/** Writes the facts of a package's sources, for an audit of the whole project to link. */
export function writeFacts({ folder, packageFolder, out, includeTests, ignore }: FactsCommand, { folder: home, errors }: Terminal): void {
  const own = path.resolve(home, packageFolder);
  const workspace = openWorkspace({ root: own, ignore, ...(includeTests && { includeTests }) });
  const root = folder === undefined ? projectRootOf(path.join(own, 'package.json')) : path.resolve(home, folder);
  const within = path.relative(root, own).replaceAll(path.sep, '/');
  if (within.startsWith('..') || path.isAbsolute(within)) throw new UsageError(`The package "${packageFolder}" does not lie in "${root}".`);
  const texts = workspace.sourceFiles.flatMap((name): readonly TextFacts[] => {
    const source = workspace.source(name);
    const text = source?.text();
    const file = path.posix.join(within, name);
    return source && text !== undefined ? [{ file, digest: source.digest, facts: readSource(file, text) }] : [];
  });
  const target = path.resolve(home, out);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  writeFactsFile(target, texts);
  errors.write(`async-patterns: facts of ${String(texts.length)} files of ${within === '' ? 'the root' : within}\n`);
}
