import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { rules } from '../../rules/index.ts';
import { takeLock } from '../../src/cache/lock.ts';
import { openProjectCache } from '../../src/cache/project-cache.ts';
import { Session } from '../../src/rule/session/session.ts';
import { engine } from '../engine.ts';
import { withProject } from '../with-project.ts';

const worker = "import { Worker } from 'bullmq';\nimport { queue } from './names';\nnew Worker(queue, async (job) => { try { await fetch(job.data.url); } catch {} });\n";
const shop = { 'package.json': '{ "dependencies": { "bullmq": "^5.0.0" } }', 'src/worker.ts': worker, 'src/names.ts': "export const queue = 'orders';\n" };
const [swallowed, deadLetter] = ['no-swallowed-failure', 'require-dead-letter'].map((name) => rules.find((rule) => rule.name === name));

/** A process of its own: it shares nothing with others but the disk. */
function start(root: string, folder: string) {
  const analyse = vi.fn(engine.analyse);
  const readSource = vi.fn(engine.readSource);
  const openCache = () => openProjectCache({ root, folder, settings: {} });
  const session = new Session({ root, settings: {}, engine: { ...engine, analyse, readSource }, openCache });
  return {
    analyse,
    readSource,
    found(file: string, text = fs.readFileSync(path.join(root, file), 'utf8'), rule = swallowed) {
      if (!rule) throw new Error('there is no such rule');
      return session.findingsIn(path.join(root, file), text, rule, rule.meta.defaultOptions).map(({ at, data }) => `${String(at.line)} ${data?.['queue'] ?? data?.['source'] ?? ''}`);
    },
    /** Until it has nothing left to do. */
    end: () => new Promise((resolve) => setTimeout(resolve, 20)),
  };
}

async function open(): Promise<{ readonly root: string; readonly folder: string; readonly first: readonly string[] }> {
  const root = withProject(shop);
  const folder = withProject({});
  const process = start(root, folder);
  const first = process.found('src/worker.ts');
  expect(first).toHaveLength(1);
  await process.end();
  return { root, folder, first };
}

test('the next process analyses and reads nothing', async () => {
  const { root, folder, first } = await open();
  const { found, analyse, readSource } = start(root, folder);
  expect(found('src/worker.ts')).toEqual(first);
  expect(found('src/names.ts')).toEqual([]);
  expect(analyse).not.toHaveBeenCalled();
  expect(readSource).not.toHaveBeenCalled();
});

test('unsaved text that says the same in other places reads that text alone', async () => {
  const { root, folder } = await open();
  const { found, analyse, readSource } = start(root, folder);
  expect(found('src/worker.ts', `\n\n${worker}`)).toEqual([expect.stringMatching(/^5/)]);
  expect(analyse).not.toHaveBeenCalled();
  expect(readSource).toHaveBeenCalledTimes(1);
});

test('unsaved text that says something else is analysed, with the facts of all other files as they were kept', async () => {
  const { root, folder, first } = await open();
  const { found, readSource } = start(root, folder);
  expect(found('src/worker.ts', worker.replace('catch {}', 'catch (e) { throw e; }'))).toEqual([]);
  expect(readSource.mock.calls.map(([file]) => file)).not.toContain('src/names.ts');
  expect(found('src/worker.ts')).toEqual(first);
});

test('what changed in between is analysed, and then known to the next', async () => {
  const { root, folder } = await open();
  fs.writeFileSync(path.join(root, 'src/worker.ts'), worker.replace('catch {}', 'catch (e) { throw e; }'));
  const second = start(root, folder);
  expect(second.found('src/worker.ts')).toEqual([]);
  expect(second.readSource.mock.calls.map(([file]) => file)).toEqual(['src/worker.ts']);
  await second.end();
  const third = start(root, folder);
  expect(third.found('src/worker.ts')).toEqual([]);
  expect(third.analyse).not.toHaveBeenCalled();
});

test('a rule that nobody has asked is asked', async () => {
  const { root, folder } = await open();
  const { found, analyse } = start(root, folder);
  expect(found('src/worker.ts', undefined, deadLetter)).toEqual(start(root, withProject({})).found('src/worker.ts', undefined, deadLetter));
  expect(analyse).toHaveBeenCalledTimes(1);
});

describe('one analysis for many processes', () => {
  test('the lock is given back when the first file has been linted', async () => {
    const { folder } = await open();
    const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => name.endsWith('.state'))).toHaveLength(1);
    expect(names.filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  test('a lock is held by one, and given back', () => {
    const file = path.join(withProject({}), 'a/lock');
    const lock = takeLock(file, 1_000);
    expect([lock.waited, fs.existsSync(file)]).toEqual([false, true]);
    lock.release();
    expect(fs.existsSync(file)).toBe(false);
  });

  test('who holds a lock does not wait for himself', () => {
    const file = path.join(withProject({}), 'lock');
    const lock = takeLock(file, 60_000);
    takeLock(file, 60_000).release();
    expect(fs.existsSync(file)).toBe(true);
    lock.release();
  });

  test('the lock of a process that is gone counts for nothing', () => {
    // More than any system gives.
    const file = path.join(withProject({ lock: '999999999' }), 'lock');
    const lock = takeLock(file, 60_000);
    expect(lock.waited).toBe(false);
    lock.release();
  });

  test('who is patient no longer goes on without it', () => {
    const file = path.join(withProject({ lock: String(process.ppid) }), 'lock');
    const lock = takeLock(file, 50);
    expect(lock.waited).toBe(true);
    lock.release();
    expect(fs.existsSync(file)).toBe(true);
  });

  test('where there can be no lock, nobody waits', () => {
    const file = path.join(withProject({ file: '' }), 'file/lock');
    expect(takeLock(file, 60_000).waited).toBe(false);
  });
});
