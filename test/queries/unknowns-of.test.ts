import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { unknownsOf } from '../../src/queries/unknowns-of.ts';
import { withProject } from '../with-project.ts';

function unknownsIn(files: Readonly<Record<string, string>>): readonly string[] {
  return unknownsOf(analyse({ root: withProject(files) }).model).map(({ at, reason, wouldDecide }) => `${at.file}:${String(at.line)} ${reason} | ${wouldDecide}`);
}

const work = "async (job) => { await fetch(job.data.url, { method: 'PUT' }); }";

test('a handler of a module that is not there', () => {
  expect(unknownsIn({ 'worker.js': "import { Worker } from 'bullmq';\nimport { pack } from './pack.js';\nnew Worker('parcels', pack);\n" })).toEqual([
    "worker.js:3 handler of 'parcels': module not found | the module './pack.js'",
  ]);
});

test('a handler of a private package', () => {
  expect(unknownsIn({ 'worker.js': "import { Worker } from 'bullmq';\nimport { pack } from '@shop/parcels';\nnew Worker('parcels', pack);\n" })).toEqual([
    "worker.js:3 handler of 'parcels': declared outside this project | the package '@shop/parcels'",
  ]);
});

test('a name that only callers outside of the project give', () => {
  expect(unknownsIn({ 'start.js': `import { Worker } from 'bullmq';\nexport function start(queue) {\n  return new Worker(queue, ${work});\n}\n` })).toEqual([
    "start.js:3 destination: never called with a known value | a call of 'start' (start.js:2)",
  ]);
});

test('a queue that no file declares', () => {
  expect(unknownsIn({ 'take.js': "import { Consumer } from 'sqs-consumer';\nConsumer.create({ queueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/orders', handleMessage: async () => {} });\n" })).toEqual([
    expect.stringMatching(/^take\.js:2 where failed messages of '.*orders' end \| the declaration of the queue '.*orders'$/),
  ]);
});

test('a function that no infrastructure file feeds', () => {
  const [only, ...more] = unknownsIn({ 'take.ts': "import type { SQSEvent } from 'aws-lambda';\nexport async function handler(event: SQSEvent) { console.log(event); }\n" });
  expect(only).toBe('take.ts:2 its source is declared outside this project | an infrastructure file that names the function and what feeds it');
  expect(more).toEqual([]);
});

test('modules that are found by scanning a folder', () => {
  const files = {
    'load.js': "const fs = require('fs');\nconst path = require('path');\nfor (const file of fs.readdirSync(process.env.HANDLERS)) require(path.join(process.env.HANDLERS, file));\n",
    'worker.js': `const { Worker } = require('bullmq');\nnew Worker('orders', ${work});\n`,
  };
  expect(unknownsIn(files)).toEqual(expect.arrayContaining([expect.stringMatching(/^load\.js:3 found by scanning a folder \| the files/)]));
});

test('nothing, where all is written; and nothing of a project without queues', () => {
  expect(unknownsIn({ 'jobs.js': `import { Queue, Worker } from 'bullmq';\nexport const orders = new Queue('orders');\nnew Worker('orders', ${work});\n` })).toEqual([]);
  expect(unknownsIn({ 'load.js': "const fs = require('fs');\nfor (const file of fs.readdirSync('plugins')) require('./plugins/' + file);\n" })).toEqual([]);
});
