import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { rules } from '../../rules/index.ts';
import '../../src/analyse.ts';
import { cachedAudit } from '../../src/cli/cached-audit.ts';
import { withProject } from '../with-project.ts';

const shop = {
  'package.json': '{ "name": "shop", "dependencies": { "bullmq": "^5.0.0" } }',
  'tsconfig.json': '{ "compilerOptions": { "paths": { "#names": ["./src/names.ts"] } } }',
  'src/worker.ts': "import { Worker } from 'bullmq';\nimport { queue } from '#names';\nnew Worker(queue, async (job) => { try { await fetch(job.data.url); } catch {} });\n",
  'src/names.ts': "import data from './names.json';\nexport const queue = data.orders;\n",
  'src/names.json': '{ "orders": "orders" }',
  'src/other.ts': "import { Queue } from 'bullmq';\nexport const add = () => { new Queue('orders').add('order', {}); };\n",
  'infra/main.tf': 'resource "aws_sqs_queue" "refunds" { name = "refunds" }\n',
};

interface Opened {
  readonly root: string;
  readonly folder: string;
  /** The audit as JSON, and whether it was kept from before. */
  audit(): Promise<{ readonly report: string; readonly kept: boolean }>;
  fresh(): Promise<string>;
}

function open(files: Readonly<Record<string, string>> = shop): Opened {
  const root = withProject(files);
  const folder = path.join(withProject({}), 'cache');
  const settle = (): void => {
    // What was written in the same hundredth of a second is read again, to be on the safe side.
    const until = performance.now() + 15;
    while (performance.now() < until);
  };
  return {
    root,
    folder,
    async audit() {
      settle();
      let analysed = false;
      const { audit, save } = await cachedAudit({ root, settings: { cache: folder }, rules, progress: () => void (analysed = true) });
      save();
      return { report: JSON.stringify(audit), kept: !analysed };
    },
    fresh: async () => JSON.stringify((await cachedAudit({ root, settings: { cache: false }, rules })).audit),
  };
}

function write(root: string, file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}

test('a second audit is the first one again, without an analysis', async () => {
  const { audit, fresh } = open();
  const first = await audit();
  expect(first).toEqual({ report: await fresh(), kept: false });
  expect(first.report).toContain('no-swallowed-failure');
  expect(await audit()).toEqual({ report: first.report, kept: true });
});

test('a file that was only touched changes nothing', async () => {
  const { audit, root } = open();
  const { report } = await audit();
  fs.utimesSync(path.join(root, 'src/worker.ts'), 2e9, 2e9);
  expect(await audit()).toEqual({ report, kept: true });
});

describe('what changed is seen', () => {
  const changes: Readonly<Record<string, (root: string) => void>> = {
    'a source': (root) => write(root, 'src/worker.ts', shop['src/worker.ts'].replace(' catch {}', ' catch (error) { throw error; }')),
    'a source, in size and time as before': (root) => {
      const file = path.join(root, 'src/worker.ts');
      const { atime, mtime } = fs.statSync(file);
      write(root, 'src/worker.ts', shop['src/worker.ts'].replace('{ try {', '{ do  {').replace('} catch {}', '} while (0)'));
      fs.utimesSync(file, atime, mtime);
    },
    'a source that came': (root) => write(root, 'src/refunds.ts', shop['src/worker.ts'].replace('(queue', "('refunds'")),
    'a source that went': (root) => fs.rmSync(path.join(root, 'src/worker.ts')),
    'a source that moved': (root) => fs.renameSync(path.join(root, 'src/worker.ts'), path.join(root, 'src/moved.ts')),
    'a version in package.json': (root) => write(root, 'package.json', shop['package.json'].replace('^5.0.0', '^3.0.0')),
    'a lockfile that came': (root) => write(root, 'package-lock.json', '{ "lockfileVersion": 3, "packages": { "node_modules/bullmq": { "version": "4.1.0" } } }'),
    'an installed package': (root) => write(root, 'node_modules/bullmq/package.json', '{ "version": "4.1.0" }'),
    'an alias of tsconfig.json': (root) => write(root, 'tsconfig.json', '{}'),
    'a module of JSON': (root) => write(root, 'src/names.json', '{ "orders": "invoices" }'),
    'a file of infrastructure': (root) => write(root, 'infra/main.tf', shop['infra/main.tf'].replace('"refunds" }', '"returns" }')),
    'the config of the project': (root) => write(root, 'async-patterns.config.json', '{ "ignore": ["src/worker.ts"] }'),
    'a .gitignore': (root) => write(root, '.gitignore', 'src/worker.ts\n'),
    'a folder that came': (root) => write(root, 'src/more/deep/late.ts', shop['src/other.ts']),
    'a repository around it': (root) => write(root, '.git/HEAD', ''),
  };

  test.each(Object.keys(changes))('%s', async (name) => {
    const { audit, fresh, root } = open();
    await audit();
    changes[name]?.(root);
    const second = await audit();
    expect(second.report).toBe(await fresh());
    expect((await audit()).report).toBe(second.report);
  });

  test('where a link leads', async () => {
    const { audit, fresh, root } = open();
    write(root, 'lib/one.ts', shop['src/worker.ts'].replace('(queue', "('one'"));
    fs.symlinkSync('../lib', path.join(root, 'src/lib'));
    await audit();
    write(root, 'away/one.ts', shop['src/worker.ts'].replace('(queue', "('away'"));
    fs.rmSync(path.join(root, 'src/lib'));
    fs.symlinkSync('../away', path.join(root, 'src/lib'));
    const second = await audit();
    expect(second).toEqual({ report: await fresh(), kept: false });
  });

  test('and undone, it is known again', async () => {
    const { audit, root } = open();
    const { report } = await audit();
    write(root, 'src/names.json', '{ "orders": "invoices" }');
    expect((await audit()).report).not.toBe(report);
    write(root, 'src/names.json', shop['src/names.json']);
    expect((await audit()).report).toBe(report);
  });

  test('files that no import can mean do not count', async () => {
    const { audit, root } = open();
    await audit();
    write(root, 'src/notes.md', 'nothing of interest');
    write(root, 'src/.worker.ts.swp', 'an editor at work');
    expect((await audit()).kept).toBe(true);
  });

  test('other settings are another question', async () => {
    const { root, folder } = open();
    const answers = [];
    for (const ignore of [[], ['src/worker.ts'], []]) {
      const { audit, save } = await cachedAudit({ root, settings: { cache: folder, ignore }, rules });
      save();
      answers.push(audit.consumers.length);
    }
    expect(answers).toEqual([1, 0, 1]);
  });
});

describe('damage is found, and what was damaged is found out anew', () => {
  const damages: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    'one byte in the middle': (bytes) => flipped(bytes, bytes.length >> 1),
    'one byte at the start': (bytes) => flipped(bytes, 0),
    'one byte at the end': (bytes) => flipped(bytes, bytes.length - 1),
    'cut short': (bytes) => bytes.subarray(0, bytes.length >> 1),
    'nothing left': () => Buffer.alloc(0),
    'of somebody else': () => Buffer.from('{ "hello": [1, 2, 3] }\n'),
  };

  test.each(Object.keys(damages))('%s', async (name) => {
    const { audit, folder, root } = open();
    const { report } = await audit();
    const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)).filter((file) => fs.statSync(file).isFile());
    expect(files.length).toBeGreaterThan(rules.length);
    for (const file of files) fs.writeFileSync(file, damages[name]?.(fs.readFileSync(file)) ?? '');
    expect(await audit()).toEqual({ report, kept: false });
    expect(await audit()).toEqual({ report, kept: true });
    write(root, 'src/names.json', '{ "orders": "invoices" }');
    await audit();
  });
});

describe('where it cannot be kept, there is no cache, and no fault', () => {
  test('the location is no folder', async () => {
    const { root, fresh } = open();
    const report = await fresh();
    for (let run = 0; run < 2; run++) {
      const { audit, save } = await cachedAudit({ root, settings: { cache: path.join(root, 'package.json', 'cache') }, rules });
      expect(JSON.stringify(audit)).toBe(report);
      expect(save).not.toThrow();
    }
  });

  test.each(['ENOSPC', 'EACCES', 'EROFS'])('writing fails with %s', async (code) => {
    const { audit, fresh, folder } = open();
    const report = await fresh();
    const write = vi.spyOn(fs, 'writeSync').mockImplementation(() => {
      throw Object.assign(new Error(code), { code });
    });
    onTestFinished(() => write.mockRestore());
    expect(await audit()).toEqual({ report, kept: false });
    expect(write).toHaveBeenCalled();
    expect(fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => fs.statSync(path.join(folder, file)).isFile())).toEqual([]);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
