import { describe, expect, test } from 'vitest';
import { type Import, imports, sourceFiles } from './source-files.ts';

/** Who may import what, as `docs/architecture.md` says it. Data goes one way; a layer knows only what stands before it. */
interface Layer {
  readonly name: string;
  readonly files: RegExp;
  /** Other files of the project it may import, beside its own. */
  readonly may: RegExp;
  readonly packages: RegExp;
  readonly because: string;
}

const model = /^src\/model\//;
const any = /^/;
const none = /^$/;

const layers: readonly Layer[] = [
  { name: 'model', files: model, may: none, packages: none, because: 'the words of the domain know nothing else' },
  { name: 'facts', files: /^src\/facts\//, may: model, packages: none, because: 'what one file says is asked of its facts alone' },
  {
    name: 'source',
    files: /^src\/source\//,
    may: model,
    packages: /^ts-morph$/,
    because: 'facts are a pure function of the text of one file',
  },
  {
    name: 'brokers, effects and frameworks',
    files: /^src\/(?:brokers|effects|frameworks)\//,
    may: model,
    packages: none,
    because: 'a table of what a library does is data',
  },
  {
    name: 'infrastructure',
    files: /^src\/infrastructure\//,
    may: model,
    packages: /^(?:yaml|smol-toml|jsonc-parser|node:path)$/,
    because: 'an infrastructure file says nothing about TypeScript or a library',
  },
  {
    name: 'settings',
    files: /^src\/settings\//,
    may: /^src\/(?:model|brokers)\//,
    packages: /^jsonc-parser$/,
    because: 'what users declare becomes tables and resources, which the analysis asks as it asks its own',
  },
  {
    name: 'workspace',
    files: /^src\/workspace\//,
    may: /^src\/(?:model|source|infrastructure)\//,
    packages: /^(?:node:(?:crypto|fs|path|module)|ignore|semver|yaml|jsonc-parser)$/,
    because: 'it knows files and packages, not what is found in them',
  },
  {
    name: 'link',
    files: /^src\/link\//,
    may: /^src\/(?:model|facts)\//,
    packages: /^node:path$/,
    because: 'linking joins facts: it sees no syntax, no file and no ESLint',
  },
  {
    name: 'queries',
    files: /^src\/queries\//,
    may: /^src\/(?:model|facts|link)\//,
    packages: none,
    because: 'a query asks the model and nothing else',
  },
  {
    name: 'analyse.ts',
    files: /^src\/analyse\.ts$/,
    may: /^src\/(?:model|source|brokers|effects|frameworks|infrastructure|settings|workspace|link)\//,
    packages: none,
    because: 'the engine knows neither ESLint nor the rules',
  },
  {
    name: 'audit.ts',
    files: /^src\/audit\.ts$/,
    may: /^src\/(?:analyse\.ts$|rule\/rule\.ts$|model\/|link\/|queries\/)/,
    packages: none,
    because: 'it is given the rules, and tells what they find in words of the model',
  },
  {
    name: 'cache',
    files: /^src\/cache\//,
    may: /^src\/(?:model|workspace)\//,
    packages: /^node:(?:fs|module|os|path|zlib)$/,
    because: 'it keeps plain data, whatever they mean',
  },
  {
    name: 'rule',
    files: /^src\/rule\//,
    may: /^src\/(?:model\/|facts\/|link\/project-model\.ts$|queries\/|analyse\.ts$|cache\/|settings\/check-settings\.ts$|source\/read-source\.ts$|workspace\/)/,
    packages: /^(?:eslint|node:(?:crypto|fs|module|os|path|worker_threads))$/,
    because: 'it brings any rule into ESLint, so it knows no single rule and no report',
  },
  {
    name: 'rules',
    files: /^rules\//,
    may: /^src\/(?:model\/|queries\/|link\/|rule\/rule\.ts$)/,
    packages: none,
    because: 'a rule asks the model: whatever else it needs has to become a fact or a query first',
  },
  {
    name: 'report',
    files: /^src\/report(?:\/|\.ts$)/,
    may: model,
    packages: /^node:util$/,
    because: 'a report reads an audit and gives a text',
  },
  {
    name: 'fix',
    files: /^src\/fix\//,
    may: model,
    packages: none,
    because: 'it applies what findings suggest, whoever found them',
  },
  { name: 'init', files: /^src\/init\//, may: model, packages: none, because: 'it writes texts of configs from what it is given' },
  { name: 'package.ts', files: /^src\/package\.ts$/, may: none, packages: /^node:module$/, because: 'it reads the package’s own name' },
  { name: 'plugin.ts and background.ts', files: /^src\/(?:plugin|background)\.ts$/, may: any, packages: any, because: 'they are entries' },
  { name: 'cli', files: /^src\/cli\//, may: any, packages: any, because: 'it is an entry' },
];

/** Files of one folder that are alike must not know each other; what they share stands elsewhere. */
const siblings: readonly { readonly folder: string; readonly except: readonly string[] }[] = [
  { folder: 'src/brokers', except: ['index.ts', 'plumbing.ts'] },
  { folder: 'src/effects/clients', except: [] },
  { folder: 'src/frameworks', except: ['index.ts'] },
  { folder: 'src/infrastructure', except: ['index.ts'] },
  { folder: 'src/report', except: [] },
  { folder: 'rules', except: ['index.ts'] },
];

/** Who may touch what the rest must not. */
const reserved: readonly { readonly packages: RegExp; readonly files: RegExp; readonly because: string }[] = [
  { packages: /^(?:ts-morph|typescript)$/, files: /^src\/source\//, because: 'nothing after `source` sees syntax' },
  {
    packages: /^(?:node:)?fs(?:\/promises)?$/,
    files: /^src\/(?:workspace|cache|rule\/session|cli)\//,
    because: 'the analysis reads through the workspace, the cache keeps what it found; a session looks for changes, the command writes its report',
  },
  { packages: /^eslint(?:\/|$)/, files: /^src\/(?:rule\/|plugin\.ts$)/, because: 'the engine and the audit work without ESLint' },
  {
    packages: /^(?:node:)?(?:child_process|net|http|https|http2|dns|tls|dgram|vm|cluster)$/,
    files: /^$/,
    because: 'the analysis opens no connection and runs nothing',
  },
  { packages: /^node:worker_threads$/, files: /^src\/(?:background|rule\/session\/background)\.ts$/, because: 'only an editor has somebody who does not wait' },
];

const entries = ['src/plugin.ts', 'src/background.ts', 'src/cli/bin.ts'];

describe('layers', () => {
  test('every file belongs to one', () => {
    const lost = sourceFiles.filter((file) => layers.filter(({ files }) => files.test(file)).length !== 1);
    expect(lost, 'add the folder to the table of test/layers.test.ts').toEqual([]);
  });

  test.each(layers.map((layer) => [layer.name, layer] as const))('%s', (_, { files, may, packages, because }) => {
    const wrong = imports.filter(({ from, to }) => files.test(from) && !(isOwn(to) ? files.test(to) || may.test(to) : packages.test(to)));
    expect(wrong.map(asText), `move the code: ${because}`).toEqual([]);
  });

  test.each(siblings.map((each) => [each.folder, each] as const))('files of %s do not import each other', (_, { folder, except }) => {
    const inFolder = (file: string): boolean => file.startsWith(`${folder}/`) && !file.slice(folder.length + 1).includes('/');
    const wrong = imports.filter(({ from, to }) => inFolder(from) && inFolder(to) && !except.includes(from.slice(folder.length + 1)));
    expect(wrong.map(asText), 'what two of them share stands in another folder').toEqual([]);
  });

  test.each(reserved.map((each) => [each.because, each] as const))('%s', (because, { packages, files }) => {
    const wrong = imports.filter(({ from, to }) => packages.test(to) && !files.test(from));
    expect(wrong.map(asText), because).toEqual([]);
  });

  test('nothing imports an entry', () => {
    const wrong = imports.filter(({ from, to }) => /^src\/(?:cli\/|plugin\.ts$)/.test(to) && !from.startsWith('src/cli/'));
    expect(wrong.map(asText), 'what both need stands below').toEqual([]);
  });

  test('every file is used', () => {
    const used = new Set(imports.map(({ to }) => to));
    const dead = sourceFiles.filter((file) => !used.has(file) && !entries.includes(file));
    expect(dead, 'nothing imports it').toEqual([]);
  });

  test('no circles', () => {
    expect(circles(), 'break it: move what both need into a third file').toEqual([]);
  });
});

function isOwn(to: string): boolean {
  return to.startsWith('src/') || to.startsWith('rules/');
}

function asText({ from, to }: Import): string {
  return `${from} imports ${to}`;
}

/** Circles of values. Types that speak of each other run nothing. */
function circles(): readonly string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly && isOwn(to)) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (path.includes(file) || done.has(file)) return;
    for (const next of targets.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of sourceFiles) visit(file, []);
  return found;
}
