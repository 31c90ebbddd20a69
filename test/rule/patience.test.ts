import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { defineRule } from '../../src/rule/rule.ts';
import type { Answer, Background, Task } from '../../src/rule/session/background.ts';
import { FactStore } from '../../src/rule/session/fact-store.ts';
import { Session } from '../../src/rule/session/session.ts';
import { takeSnapshot } from '../../src/rule/session/snapshot.ts';
import { engine } from '../engine.ts';
import { withProject } from '../with-project.ts';

/** Finds every consumer. */
const noConsumer = defineRule({
  name: 'no-consumer',
  meta: { type: 'problem', docs: { description: 'Disallow consumers', preset: 'all' }, messages: { consumer: "'{{queue}}' is consumed." }, options: {}, defaultOptions: {} },
  *check(model) {
    for (const { at, destination } of model.consumers) yield { at, messageId: 'consumer', data: { queue: destination?.shown ?? '' } };
  },
});

/** A thread that is ready when the test says so. */
function byHand(): Background & { readonly tasks: Task[]; finish(): void } {
  const tasks: Task[] = [];
  let answer: Answer | undefined;
  return {
    tasks,
    ask(task) {
      tasks.push(task);
      return undefined;
    },
    finish() {
      const task = tasks.at(-1);
      if (!task) throw new Error('nothing was asked');
      const snapshot = takeSnapshot((options) => engine.analyse(options), task, new FactStore(engine.readSource));
      const texts = new Map(snapshot.whole().sources.map((file) => [file, snapshot.reading(file)?.digest ?? '']));
      answer = { done: true, texts, reads: new Map(), seen: snapshot.seen(), found: new Map([['findings no-consumer {}', snapshot.found(noConsumer, {}) ?? []]]) };
    },
    arrived() {
      const sent = answer;
      answer = undefined;
      return sent;
    },
  };
}

const worker = "import { Worker } from 'bullmq';\nimport { queue } from './names';\nnew Worker(queue, async () => {});\n";

function open() {
  const root = withProject({ 'package.json': '{}', 'worker.ts': worker, 'names.ts': "export const queue = 'orders';\n" });
  for (const file of ['.', ...fs.readdirSync(root)]) fs.utimesSync(path.join(root, file), 1e9, 1e9);
  const background = byHand();
  let now = Date.now();
  const session = new Session({ root, settings: {}, engine, behind: { background, patience: 0 }, now: () => now });
  return {
    root,
    background,
    found: (file: string, text = fs.readFileSync(path.join(root, file), 'utf8')) => session.findingsIn(path.join(root, file), text, noConsumer, {}).map(({ at, data }) => `${data?.['queue'] ?? ''}:${String(at.line)}`),
    later: () => (now += 10_000),
  };
}

test('nothing is found until the analysis in the background is done, and it is asked once', () => {
  const { background, found } = open();
  expect(found('worker.ts')).toEqual([]);
  expect(found('names.ts')).toEqual([]);
  expect(background.tasks).toHaveLength(1);
  background.finish();
  expect(found('worker.ts')).toEqual(['orders:3']);
  expect(background.tasks).toHaveLength(1);
});

test('an edit that keeps the meaning is shown at once; one that changes it, when it has been analysed', () => {
  const { background, found } = open();
  found('worker.ts');
  background.finish();
  expect(found('worker.ts', `\n${worker}`)).toEqual(['orders:4']);
  const second = `${worker}new Worker('parcels', async () => {});\n`;
  expect(found('worker.ts', second)).toEqual([]);
  expect(background.tasks).toHaveLength(2);
  background.finish();
  expect(found('worker.ts', second)).toEqual(['orders:3', 'parcels:4']);
  // A comment behind it moves nothing.
  expect(found('worker.ts', `// many\n${second}`)).toEqual(['orders:4', 'parcels:5']);
  expect(background.tasks).toHaveLength(2);
});

test('what changes while it is analysed is not taken for what was analysed', () => {
  const { root, background, found, later } = open();
  found('worker.ts');
  background.finish();
  fs.writeFileSync(path.join(root, 'names.ts'), "export const queue = 'parcels';\n");
  found('worker.ts');
  later();
  expect(found('worker.ts')).toEqual([]);
  background.finish();
  expect(found('worker.ts')).toEqual(['parcels:3']);
});
