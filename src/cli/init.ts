import { shortPath } from '../queries/short-path.ts';
import fs from 'node:fs';
import path from 'node:path';
import { analyse, type Analysis } from '../analyse.ts';
import { addedConfig, type ConfigStyle, wholeConfig } from '../init/eslint-config.ts';
import { proposedConfig } from '../init/proposed-config.ts';
import { type Proposal, proposalsFor } from '../queries/proposals.ts';
import { type Wrapper, wrappersOf } from '../queries/wrappers-of.ts';
import { infrastructureFiles } from '../rule/language/infrastructure-language.ts';
import { configFile } from '../settings/read-config.ts';
import { isRecord } from '../settings/field-schema.ts';
import { filePattern } from '../settings/file-pattern.ts';
import type { InitCommand } from './arguments.ts';
import type { Terminal } from './terminal.ts';
import { writeFile } from './write-file.ts';

const flatConfigs = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((ending) => `eslint.config.${ending}`);
const oldConfigs = ['.eslintrc', '.eslintrc.js', '.eslintrc.cjs', '.eslintrc.json', '.eslintrc.yml', '.eslintrc.yaml'];
const mostWrappers = 10;

/** Sets the plugin up for a project. What is there already is left alone, unless `force`. */
export function init({ folder, force, includeTests, ignore }: InitCommand, { folder: home, output }: Terminal): void {
  const root = path.resolve(home, folder);
  const manifest = manifestOf(root);
  const analysis = analyse({ root, settings: { ...(includeTests && { includeTests }), ignore } });
  const proposals = proposalsFor(analysis.model);
  const style = styleOf(analysis, manifest);
  const sections = [
    foundIn(analysis),
    followed(wrappersOf(analysis.model)),
    setUpEslint(root, style, force),
    setUpDeclarations(root, proposals, force),
    nextSteps(style, manifest),
  ];
  output.write(`async-patterns init  ${folder}\n\n${sections.filter((section) => section !== '').join('\n')}`);
}

function foundIn({ model: { consumers, producers, entries } }: Analysis): string {
  return `Found: ${counted(consumers.length, 'consumer')}, ${counted(producers.length, 'producer')}, ${counted(entries.length, 'request entry', 'request entries')}.\n`;
}

function followed(wrappers: readonly Wrapper[]): string {
  if (wrappers.length === 0) return '';
  const lines = wrappers.slice(0, mostWrappers).map(({ at, library, consumers, producers }) => {
    const parts = [...(consumers > 0 ? [counted(consumers, 'consumer')] : []), ...(producers > 0 ? [counted(producers, 'place that sends', 'places that send')] : [])];
    return `  ${shortPath(at)}  around ${library}: ${parts.join(', ')}`;
  });
  const more = wrappers.length - lines.length;
  return `Wrappers that are followed without being told:\n${lines.join('\n')}\n${more > 0 ? `  and ${String(more)} more\n` : ''}`;
}

function setUpEslint(root: string, style: ConfigStyle, force: boolean): string {
  const existing = [...flatConfigs, ...oldConfigs].find((name) => fs.existsSync(path.join(root, name)));
  if (existing !== undefined && !(force && flatConfigs.includes(existing))) {
    const old = oldConfigs.includes(existing) ? `; ESLint 9.22 reads an eslint.config.js instead: https://eslint.org/docs/latest/use/configure/migration-guide` : '';
    return `${existing} is there already and was left alone${old}. Add to it:\n\n${indented(addedConfig(styleOfFile(style, existing)))}`;
  }
  const name = existing ?? 'eslint.config.js';
  writeFile(path.join(root, name), wholeConfig(styleOfFile(style, name)));
  return `${name} was ${existing === undefined ? 'written' : 'written over'}.\n`;
}

/** The ending decides before the package does. */
function styleOfFile(style: ConfigStyle, name: string): ConfigStyle {
  if (/\.m[jt]s$|\.ts$/.test(name)) return { ...style, modules: true };
  return name.endsWith('.cjs') || name.endsWith('.cts') ? { ...style, modules: false } : style;
}

function setUpDeclarations(root: string, proposals: readonly Proposal[], force: boolean): string {
  if (proposals.length === 0) return 'Nothing was found that would have to be declared.\n';
  const text = proposedConfig(proposals);
  const file = path.join(root, configFile);
  if (fs.existsSync(file) && !force) {
    return `${configFile} is there already and was left alone. What could be declared beside what it says:\n\n${indented(text)}`;
  }
  writeFile(file, text);
  const lines = proposals.map(({ kind, declaration, because: [first] }) => `  ${kind}: ${nameOf(declaration)}${first ? `  (${shortPath(first.at)} ${first.note})` : ''}`);
  return `${configFile} was written with ${counted(proposals.length, 'proposal')}, as comments, for you to look at:\n${lines.join('\n')}\n`;
}

function nameOf({ package: name, file, call, system, name: queue }: Proposal['declaration']): string {
  const source = name ?? file;
  return source === undefined ? `${String(queue)} (${String(system)})` : `${String(call)} of ${String(source)}`;
}

function nextSteps({ typescript }: ConfigStyle, { dependencies }: Manifest): string {
  const hasParser = parsers.some((name) => dependencies.has(name));
  const wanted = ['eslint', 'eslint-plugin-async-patterns', ...(typescript && !hasParser ? ['typescript-eslint'] : [])];
  const missing = wanted.filter((name) => !dependencies.has(name));
  const install = missing.length === 0 ? [] : [`  npm install --save-dev ${missing.join(' ')}`];
  return ['Next:', ...install, '  npx eslint .', '  npx async-patterns audit', ''].join('\n');
}

const parsers = ['typescript-eslint', '@typescript-eslint/parser'] as const;

function styleOf({ model }: Analysis, { modules, dependencies }: Manifest): ConfigStyle {
  const shown = infrastructureFiles.map(filePattern);
  return {
    modules,
    typescript: [...model.linker.files.keys()].some((file) => /\.[cm]?tsx?$/.test(file)),
    parser: parsers.find((name) => dependencies.has(name)) ?? 'typescript-eslint',
    infrastructure: model.infrastructure.resources.some(({ at }) => shown.some((pattern) => pattern.test(at.file))),
  };
}

interface Manifest {
  readonly modules: boolean;
  readonly dependencies: ReadonlySet<string>;
}

function manifestOf(root: string): Manifest {
  const manifest = readManifest(path.join(root, 'package.json'));
  const names = ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((kind) => Object.keys(manifest[kind] ?? {}));
  return { modules: manifest['type'] === 'module', dependencies: new Set(names) };
}

/** A broken manifest says nothing. */
function readManifest(file: string): Readonly<Record<string, unknown>> {
  try {
    const manifest: unknown = JSON.parse(fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
    return isRecord(manifest) ? manifest : {};
  } catch {
    return {};
  }
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
