import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Audit } from '../../src/model/audit.ts';
import { openBackground } from '../../src/rule/session/background.ts';

/** Processes that share one cache, as they are built. */
const project = path.resolve(import.meta.dirname, '../..');
const shop = path.join(project, 'fixtures/samples/shop');
const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'async-patterns-processes-')));

afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

function audit(report: string, given: readonly string[]): ChildProcess {
  return spawn(process.execPath, [path.join(project, 'dist/src/cli/bin.js'), 'audit', shop, '--format', 'json', '--fail-on', 'never', '-o', report, ...given]);
}

async function audited(name: string, given: readonly string[]): Promise<string> {
  const report = path.join(home, name);
  await once(audit(report, given), 'exit');
  return fs.readFileSync(report, 'utf8');
}

test('that start at once all say the same', async () => {
  const given = ['--cache-location', path.join(home, 'at-once')];
  const fresh = await audited('fresh.json', ['--no-cache']);
  const reports = await Promise.all(['one.json', 'two.json', 'three.json'].map((name) => audited(name, given)));
  expect(new Set([...reports, await audited('four.json', given)])).toEqual(new Set([fresh]));
});

test('that are killed in the middle leave nothing that is believed', async () => {
  const given = ['--cache-location', path.join(home, 'killed')];
  const fresh = await audited('fresh.json', ['--no-cache']);
  const started = performance.now();
  await audited('timed.json', ['--cache-location', path.join(home, 'timed')]);
  const whole = performance.now() - started;
  for (let kill = 0; kill < 12; kill++) {
    const child = audit(path.join(home, 'killed.json'), given);
    const ended = once(child, 'exit');
    setTimeout(() => child.kill('SIGKILL'), whole * (0.6 + 0.04 * kill));
    await ended;
    if (kill % 4 === 3) expect(await audited('after.json', given)).toBe(fresh);
  }
});

test('threads of eslint --concurrency say what one thread says', async () => {
  const root = path.join(home, 'shop');
  fs.cpSync(shop, root, { recursive: true });
  fs.symlinkSync(path.join(project, 'node_modules'), path.join(root, 'node_modules'));
  fs.writeFileSync(path.join(root, 'eslint.config.mjs'), [
    `import asyncPatterns from ${JSON.stringify(path.join(project, 'dist/src/plugin.js'))};`,
    "import parser from '@typescript-eslint/parser';",
    "export default [{ files: ['**/*.ts'], languageOptions: { parser } }, ...asyncPatterns.configs.all, { settings: { 'async-patterns': { cache: process.env.KEPT } } }];",
  ].join('\n'));
  const lint = async (name: string, concurrency: string, kept: string): Promise<unknown> => {
    const report = path.join(home, name);
    const given = [path.join(project, 'node_modules/eslint/bin/eslint.js'), 'src', '--format', 'json', '--output-file', report, '--concurrency', concurrency];
    await once(spawn(process.execPath, given, { cwd: root, env: { ...process.env, KEPT: path.join(home, kept) } }), 'exit');
    return JSON.parse(fs.readFileSync(report, 'utf8')) as unknown;
  };
  const alone = await lint('off.json', 'off', 'off');
  expect(JSON.stringify(alone)).toContain('async-patterns/no-swallowed-failure');
  expect(await lint('two.json', '2', 'two')).toEqual(alone);
  expect(await lint('again.json', '2', 'two')).toEqual(alone);
  const locks = fs.readdirSync(path.join(home, 'two'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.lock'));
  expect(locks).toEqual([]);
});

test('a thread in the background finds what an audit finds', async () => {
  const background = openBackground(new URL(`file://${path.join(project, 'dist/src/background.js')}`));
  const task = { root: shop, settings: {}, overlay: new Map<string, string>(), edited: new Set<string>(), questions: [] };
  const answer = background.ask(task, 60_000);
  if (!answer?.done) throw new Error(answer?.fault ?? 'no answer');
  const found = [...answer.found].flatMap(([question, findings]) => (typeof findings === 'string' ? [findings] : findings.map(({ at }) => `${question.split(' ')[1] ?? ''} ${at.file}:${String(at.line)}`)));
  const { findings } = JSON.parse(await audited('thread.json', ['--no-cache'])) as Audit;
  expect(found.toSorted()).toEqual(findings.map(({ ruleId, at }) => `${ruleId} ${at.file}:${String(at.line)}`).toSorted());
  expect(found.length).toBeGreaterThan(3);
  expect(background.arrived()).toBeUndefined();
});

test('a thread that cannot run is told', async () => {
  const background = openBackground(new URL(`file://${path.join(home, 'none.js')}`));
  expect(background.ask({ root: shop, settings: {}, overlay: new Map<string, string>(), edited: new Set<string>(), questions: [] }, 10)).toBeUndefined();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(background.arrived()).toMatchObject({ done: false, fault: expect.stringContaining('none.js') as unknown });
});
