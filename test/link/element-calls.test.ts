import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { json, withProject } from '../with-project.ts';

const start = `
  import { Worker } from 'bullmq';
  export interface Task { queue: string; run(data: object): Promise<void> }
  export function start({ queue, run }: Task): Worker { return new Worker(queue, async (job) => run(job.data)); }`;

const tasks = `
  import type { Task } from './start';
  export const receipts: Task = { queue: 'receipts', run: async () => { await fetch('https://mail.example', { method: 'POST' }); } };
  export const stock: Task = { queue: 'stock', run: async () => { await fetch('https://stock.example', { method: 'PUT' }); } };`;

const runner = `
  import { Worker } from 'bullmq';
  import type { Task } from './start';
  export class Runner {
    constructor(private readonly prefix: string) {}
    start = (task: Task): Worker => new Worker(this.prefix + task.queue, async (job) => task.run(job.data));
  }`;

function consumedBy(main: string, more: Readonly<Record<string, string>> = {}): readonly (string | undefined)[] {
  const { model } = analyse({ root: withProject({ 'package.json': json({ name: 'shop', dependencies: { bullmq: '5.40.0' } }), 'src/start.ts': start, 'src/tasks.ts': tasks, 'src/main.ts': main, ...more }) });
  return model.consumers.map(({ destination, handler }) => `${destination?.shown ?? '?'} ${handler?.fact.name ?? '?'} ${handler?.file.file ?? '?'}`).sort();
}

const both = ['receipts run src/tasks.ts', 'stock run src/tasks.ts'];

test('a function that is named where a list is gone over', () => {
  expect(consumedBy(`
    import { start } from './start';
    import { receipts, stock } from './tasks';
    export const workers = [receipts, stock].map(start);`)).toEqual(both);
});

test('under another name', () => {
  expect(consumedBy(`
    import { start as open } from './start';
    import * as tasks from './tasks';
    [tasks.receipts, tasks.stock].forEach(open);`)).toEqual(both);
});

test('called for some, and gone over for others', () => {
  expect(consumedBy(`
    import { start } from './start';
    import { receipts, stock } from './tasks';
    start(stock);
    [receipts].forEach(start);`)).toEqual(both);
});

test('a method that knows its object', () => {
  expect(consumedBy(`
    import { Runner } from './runner';
    import { receipts, stock } from './tasks';
    const runner = new Runner('shop-');
    [receipts, stock].forEach(runner.start);`, { 'src/runner.ts': runner, 'src/start.ts': 'export interface Task { queue: string; run(data: object): Promise<void> }' })).toEqual(['shop-receipts run src/tasks.ts', 'shop-stock run src/tasks.ts']);
});
