import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Loaded, testInfrastructureLanguage } from './rule/infrastructure-language.ts';
import { project } from './source-files.ts';

/** What a user gets: the packed tarball in an empty project, as each supported ESLint loads it. */
const versions = ['9.22.0', '9', '10'] as const;

const worker = "import { Worker } from 'bullmq';\nnew Worker('orders', async (job) => { try { await fetch(job.data.url); } catch {} });\n";

const files: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'shop', private: true, type: 'module', dependencies: { bullmq: '^5.0.0' } }),
  'src/worker.js': worker,
  'eslint.config.js': [
    "import asyncPatterns from 'eslint-plugin-async-patterns';",
    "import { defineConfig } from 'eslint/config';",
    "export default defineConfig([{ ignores: ['*.cjs'] }, asyncPatterns.configs.recommended]);\n",
  ].join('\n'),
  'commonjs.config.cjs': [
    "const asyncPatterns = require('eslint-plugin-async-patterns');",
    "module.exports = [{ ignores: ['**/*.config.*'] }, ...asyncPatterns.configs.recommended];\n",
  ].join('\n'),
};

const run = promisify(execFile);
const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'package of ü ')));
let tarball = '';

beforeAll(async () => {
  // Without scripts: `npm test` has built what is packed.
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', home], { cwd: project });
  const [packed] = JSON.parse(stdout) as readonly { readonly filename: string }[];
  tarball = path.join(home, packed?.filename ?? '');
});

afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

test('holds what is used, and no more', async () => {
  const { stdout } = await run('tar', ['-tzf', tarball]);
  const packed = stdout.trim().split('\n').map((file) => file.replace(/^package\//, ''));
  const kinds = new Set(packed.map((file) => file.split('/')[0]));
  expect([...kinds].sort()).toEqual(['LICENSE', 'README.md', 'dist', 'docs', 'package.json']);
  expect(packed).toEqual(expect.arrayContaining(['dist/src/plugin.js', 'dist/src/plugin.d.ts', 'dist/src/cli/bin.js', 'docs/audit.schema.json']));
});

describe.each(versions)('with ESLint %s', (version) => {
  const root = path.join(home, `eslint ${version}`);

  beforeAll(async () => {
    for (const [file, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      fs.writeFileSync(path.join(root, file), text);
    }
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--no-save', tarball, `eslint@${version}`], { cwd: root });
  });

  test.each(['eslint.config.js', 'commonjs.config.cjs'])('reports by way of %s', async (config) => {
    const { stdout, code } = await outcomeOf('eslint', ['--config', config, '--format', 'json', 'src'], root);
    expect(code).toBe(1);
    expect(rulesIn(stdout)).toContain('async-patterns/no-swallowed-failure');
  });

  test('`import` and `require` give the same plugin', async () => {
    const script = [
      "import { createRequire } from 'node:module';",
      "import plugin from 'eslint-plugin-async-patterns';",
      "const required = createRequire(import.meta.url)('eslint-plugin-async-patterns');",
      'console.log(required === plugin, plugin.meta.name);',
    ].join('\n');
    const { stdout } = await run('node', ['--input-type=module', '--eval', script], { cwd: root });
    expect(stdout.trim()).toBe('true eslint-plugin-async-patterns');
  });

  test('`init` writes a config that works', async () => {
    const fresh = path.join(root, 'fresh');
    fs.mkdirSync(path.join(fresh, 'src'), { recursive: true });
    fs.writeFileSync(path.join(fresh, 'package.json'), JSON.stringify({ name: 'fresh', dependencies: { bullmq: '^5.0.0' } }));
    fs.writeFileSync(path.join(fresh, 'src/worker.js'), worker.replace('import { Worker } from', 'const { Worker } = require(').replace("'bullmq';", "'bullmq');"));
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(fresh, 'node_modules'));
    expect((await outcomeOf('async-patterns', ['init'], fresh)).code).toBe(0);
    const { stdout, code } = await outcomeOf('eslint', ['--format', 'json', 'src'], fresh);
    expect(code).toBe(1);
    expect(rulesIn(stdout)).toContain('async-patterns/no-swallowed-failure');
  });

  describe('infrastructure files', () => testInfrastructureLanguage(() => loadedFrom(root)));

  test('is the version it is tested with', () => {
    expect(loadedFrom(root).ESLint.version.startsWith(version)).toBe(true);
  });

  test('brings the command', async () => {
    const { stdout, code } = await outcomeOf('async-patterns', ['audit', '.', '--format', 'json'], root);
    expect(code).toBe(1);
    const { tool, findings } = JSON.parse(stdout) as { readonly tool: { readonly version: string }; readonly findings: readonly { readonly ruleId: string }[] };
    expect(tool.version).toBe((JSON.parse(fs.readFileSync(path.join(project, 'package.json'), 'utf8')) as { readonly version: string }).version);
    expect(findings.map(({ ruleId }) => ruleId)).toContain('no-swallowed-failure');
  });
});

/** ESLint and the plugin as that project has them installed. */
function loadedFrom(root: string): Loaded {
  const require = createRequire(path.join(root, 'package.json'));
  const { ESLint } = require('eslint') as Pick<Loaded, 'ESLint'>;
  return { ESLint, plugin: require('eslint-plugin-async-patterns') as Loaded['plugin'] };
}

/** Runs a command of the project; a failure is an outcome as well. */
async function outcomeOf(command: string, given: readonly string[], cwd: string): Promise<{ readonly stdout: string; readonly code: number }> {
  try {
    const { stdout } = await run(path.join(cwd, 'node_modules/.bin', command), [...given], { cwd, maxBuffer: 32 * 1024 * 1024 });
    return { stdout, code: 0 };
  } catch (error) {
    const { stdout, stderr, code } = error as { readonly stdout: string; readonly stderr: string; readonly code: number };
    if (code > 1) throw new Error(`${command} ended with ${String(code)}: ${stderr}`, { cause: error });
    return { stdout, code };
  }
}

function rulesIn(report: string): readonly (string | null)[] {
  const results = JSON.parse(report) as readonly { readonly messages: readonly { readonly ruleId: string | null }[] }[];
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}
