import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { Session } from '../../src/rule/session/session.ts';
import { defineRule } from '../../src/rule/rule.ts';
import type { Settings } from '../../src/model/settings.ts';
import { engine } from '../engine.ts';
import { withProject } from '../with-project.ts';

/** Finds every consumer, and says where its handler stands. */
const noConsumer = defineRule({
  name: 'no-consumer',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow consumers', preset: 'all' },
    messages: { consumer: "'{{queue}}' is consumed." },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const { at, destination, handler } of model.consumers) {
      yield { at, messageId: 'consumer', data: { queue: destination?.shown ?? '', handler: handler?.file.file ?? '' } };
    }
  },
});

const worker = "import { Worker } from 'bullmq';\nimport { charge } from './charge';\nimport { queue } from './names';\nnew Worker(queue, charge);\n";
const shop = {
  'package.json': '{ "name": "shop" }',
  'src/worker.ts': worker,
  'src/charge.ts': 'export const charge = async (job) => {};\n',
  'src/names.ts': "export const queue = 'orders';\n",
};

interface Opened {
  readonly root: string;
  readonly analyse: ReturnType<typeof vi.fn>;
  /** Queues with the lines of their consumers, as found in a file with its text on the disk or another one. */
  found(file: string, text?: string): readonly string[];
  write(file: string, text: string): void;
  wait(milliseconds: number): void;
}

function open(files: Readonly<Record<string, string>>, settings: Settings = {}): Opened {
  const root = withProject(files);
  // What was written just before it was read counts as changed, to be on the safe side.
  for (const file of ['.', ...fs.readdirSync(root, { recursive: true, encoding: 'utf8' })]) fs.utimesSync(path.join(root, file), 1e9, 1e9);
  const analyse = vi.fn(engine.analyse);
  let now = Date.now();
  const session = new Session({ root, settings, engine: { ...engine, analyse }, now: () => now });
  return {
    root,
    analyse,
    found(file, text = fs.readFileSync(path.join(root, file), 'utf8')) {
      const findings = session.findingsIn(path.join(root, file), text, noConsumer, {});
      return findings.map(({ at, data }) => `${data?.['queue'] ?? ''}:${String(at.line)}`);
    },
    write(file, text) {
      fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      fs.writeFileSync(path.join(root, file), text);
    },
    wait(milliseconds) {
      now += milliseconds;
    },
  };
}

test('a run over many files analyses once', () => {
  const { found, analyse, wait } = open(shop);
  expect(found('src/worker.ts')).toEqual(['orders:4']);
  expect(found('src/charge.ts')).toEqual([]);
  wait(1_000);
  expect(found('src/names.ts')).toEqual([]);
  wait(1_000);
  expect(found('src/worker.ts')).toEqual(['orders:4']);
  expect(analyse).toHaveBeenCalledTimes(1);
});

describe('text that is not saved', () => {
  test('counts, also for other files', () => {
    const { found } = open(shop);
    expect(found('src/worker.ts', worker.replace('queue,', "'refunds',"))).toEqual(['refunds:4']);
    expect(found('src/names.ts', "export const queue = 'invoices';\n")).toEqual([]);
    expect(found('src/worker.ts')).toEqual(['invoices:4']);
  });

  test('that says the same in other places needs no new analysis', () => {
    const { found, analyse } = open(shop);
    expect(found('src/worker.ts')).toEqual(['orders:4']);
    expect(found('src/worker.ts', `// takes orders\n\n${worker}`)).toEqual(['orders:6']);
    expect(found('src/worker.ts', worker)).toEqual(['orders:4']);
    expect(analyse).toHaveBeenCalledTimes(1);
  });

  test('is dropped when it equals the disk again', () => {
    const { found } = open(shop);
    expect(found('src/names.ts', "export const queue = 'invoices';\n")).toEqual([]);
    expect(found('src/names.ts')).toEqual([]);
    expect(found('src/worker.ts')).toEqual(['orders:4']);
  });

  test('is dropped when its file is saved', () => {
    const { found, write, wait } = open(shop);
    expect(found('src/names.ts', "export const queue = 'invoices';\n")).toEqual([]);
    write('src/names.ts', "export const queue = 'refunds';\n");
    wait(400);
    expect(found('src/worker.ts')).toEqual(['refunds:4']);
  });

  test('is dropped after ten minutes: the editor closed it without saving', () => {
    const { found, wait } = open(shop);
    expect(found('src/names.ts', "export const queue = 'invoices';\n")).toEqual([]);
    wait(601_000);
    expect(found('src/worker.ts')).toEqual(['orders:4']);
  });

  test('of a new file', () => {
    const { found } = open(shop);
    expect(found('src/refunds.ts', worker.replace('queue,', "'refunds',"))).toEqual(['refunds:4']);
  });

  test('with syntax errors', () => {
    const { found } = open(shop);
    expect(found('src/worker.ts', `${worker}new Worker('late', charge`)).toContain('orders:4');
  });
});

describe('the disk', () => {
  test('is looked at after a third of a second', () => {
    const { found, write, wait, analyse } = open(shop);
    expect(found('src/worker.ts')).toEqual(['orders:4']);
    write('src/names.ts', "export const queue = 'invoices';\n");
    wait(100);
    expect(found('src/worker.ts')).toEqual(['orders:4']);
    wait(300);
    expect(found('src/worker.ts')).toEqual(['invoices:4']);
    expect(analyse).toHaveBeenCalledTimes(2);
  });

  test('a file that comes, and goes', () => {
    const { found, write, wait, root } = open(shop);
    expect(found('src/worker.ts')).toEqual(['orders:4']);
    write('jobs/refunds.ts', worker.replace('./charge', '../src/charge').replace('queue,', "'refunds',"));
    wait(400);
    expect(found('jobs/refunds.ts')).toEqual(['refunds:4']);
    fs.rmSync(path.join(root, 'src/names.ts'));
    wait(400);
    expect(found('src/worker.ts')).not.toEqual(['orders:4']);
  });

  test('a file that was written without a change says nothing new', () => {
    const { found, write, wait, analyse } = open(shop);
    expect(found('src/worker.ts')).toEqual(['orders:4']);
    write('src/names.ts', shop['src/names.ts']);
    write('src/notes.md', 'nothing of interest');
    wait(400);
    expect(found('src/worker.ts')).toEqual(['orders:4']);
    expect(analyse).toHaveBeenCalledTimes(1);
  });

  test('a .gitignore that leaves a file out', () => {
    const { found, write, wait } = open(shop);
    expect(found('src/worker.ts')).toEqual(['orders:4']);
    write('.gitignore', 'worker.ts\n');
    wait(400);
    expect(found('src/worker.ts')).toEqual([]);
  });
});

describe('files that do not belong', () => {
  test('test code and ignored files are silent and cost no analysis, whatever their text', () => {
    const { found, analyse } = open({ ...shop, 'src/worker.test.ts': worker, 'legacy/worker.ts': worker }, { ignore: ['legacy'] });
    expect(found('src/worker.test.ts')).toEqual([]);
    expect(found('src/worker.test.ts', `${worker}//`)).toEqual([]);
    expect(found('legacy/worker.ts', `${worker}//`)).toEqual([]);
    expect(found('test/not-saved.ts', worker)).toEqual([]);
    expect(found('test/not-saved.ts', `${worker}//`)).toEqual([]);
    expect(analyse.mock.calls.length).toBeLessThanOrEqual(2);
  });

  test('files outside the root', () => {
    const { found } = open(shop);
    expect(found('../other/worker.ts', worker)).toEqual([]);
  });
});

describe('a failure', () => {
  test('of the analysis is thrown for every file, and the analysis is not run for each', () => {
    const analyse = vi.fn(() => {
      throw new Error('too many queues');
    });
    const root = withProject(shop);
    const session = new Session({ root, settings: {}, engine: { ...engine, analyse } });
    for (const file of ['src/worker.ts', 'src/charge.ts']) {
      expect(() => session.findingsIn(path.join(root, file), shop['src/worker.ts'], noConsumer, {})).toThrow('too many queues');
    }
    expect(analyse).toHaveBeenCalledTimes(1);
  });

  test('of a rule is thrown for that rule alone', () => {
    const root = withProject(shop);
    const session = new Session({ root, settings: {}, engine });
    const broken = {
      ...noConsumer,
      name: 'broken',
      check: () => {
        throw new Error('no idea');
      },
    };
    const file = path.join(root, 'src/worker.ts');
    expect(() => session.findingsIn(file, worker, broken, {})).toThrow('no idea');
    expect(session.findingsIn(file, worker, noConsumer, {})).toHaveLength(1);
  });
});
