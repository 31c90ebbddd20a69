import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { inventoryOf } from '../../src/audit.ts';
import { json, withProject } from '../with-project.ts';

type Files = Readonly<Record<string, string>>;

const dependencies = { bull: '4.16.5', bullmq: '6.7.0', '@nestjs/bullmq': '12.0.0', '@nestjs/common': '11.0.0', nodemailer: '7.0.0', pg: '8.16.0' };

/** Each consumer below the queue itself: `name line idempotent settles`, in the order of the text. */
function casesIn(files: Files): readonly string[] {
  const root = withProject({ 'package.json': json({ name: 'shop', dependencies }), ...files });
  return inventoryOf(analyse({ root })).consumers.flatMap(({ id, at, jobs, idempotent, settles }) => {
    const [, job] = /\/([^/@]+)@/.exec(id) ?? [];
    return job === undefined || jobs.length > 0 ? [] : [`${job} ${String(at.line)} ${idempotent.status} ${settles.status}`];
  });
}

const head = "import { Worker } from 'bullmq'; import { createTransport } from 'nodemailer'; import { Pool } from 'pg'; const mails = createTransport({}); const db = new Pool();";

/** One job mails, the other sets a row to what the message says. */
const both = ["mail 4 no after-work", "paid 5 yes after-work"];
const mail = "await mails.sendMail({ to: job.data.to })";
const paid = "await db.query('UPDATE orders SET paid = true WHERE id = $1', [job.data.id])";

const ways: readonly (readonly [what: string, files: Files])[] = [
  ['cases of a switch', { 'app.ts': `${head}
new Worker('orders', async (job) => {
  switch (job.name) {
    case 'mail': ${mail}; break;
    case 'paid': ${paid}; break;
  }
});` }],
  ['cases that return', { 'app.ts': `${head}
new Worker('orders', async (job) => {
  switch (job.name) {
    case 'mail': { ${mail}; return; }
    case 'paid': { ${paid}; return; }
  }
  throw new Error(job.name);
});` }],
  ['ifs one behind the other', { 'app.ts': `${head}
new Worker('orders', async (job) => {

  if (job.name === 'mail') { ${mail}; }
  if (job.name === 'paid') { ${paid}; }
});` }],
  ['else if', { 'app.ts': `${head}
new Worker('orders', async (job) => {

  if ('mail' === job.name) { ${mail};
  } else if (job.name == 'paid') { ${paid}; }
});` }],
  ['names of a list and of a set', { 'app.ts': `${head} const MAILS = new Set(['mail']);
new Worker('orders', async (job) => {

  if (MAILS.has(job.name)) { ${mail}; return; }
  if (['paid'].includes(job.name)) { ${paid}; }
});` }],
  ['a return for all others', { 'app.ts': `${head}
new Worker('orders', async (job) => {

  if (job.name === 'mail') { ${mail}; return; }
  if (job.name !== 'paid') return;
  ${paid};
});` }],
  ['an error for all that are not in a list', { 'app.ts': `${head}
new Worker('orders', async (job) => {

  if (job.name === 'mail') { ${mail}; return; }
  if (!['paid'].includes(job.name)) throw new Error(job.name);
  ${paid};
});` }],
  ['a switch of conditions', { 'app.ts': `${head}
new Worker('orders', async (job) => {
  switch (true) {
    case job.name === 'mail': ${mail}; break;
    case job.name === 'paid': ${paid}; break;
  }
});` }],
  ['a name taken out of the job, and names in an enum', { 'app.ts': `${head} enum Kind { Mail = 'mail', Paid = 'paid' }
new Worker('orders', async (job) => { const { name } = job;
  switch (name) {
    case Kind.Mail: ${mail}; break;
    case Kind.Paid: ${paid}; break;
  }
});` }],
  ['inside a try that tells of the error', { 'app.ts': `${head}
new Worker('orders', async (job) => {
  try { switch (job.name) {
    case 'mail': ${mail}; break;
    case 'paid': ${paid}; break;
  } } catch (error) { console.error(error); throw error; }
});` }],
  ['inside a function that is handed the job', { 'app.ts': `import { Job } from 'bullmq'; ${head}
async function run(job: Job): Promise<void> {
  switch (job.name) {
    case 'mail': return void (${mail});
    case 'paid': ${paid}; return;
  }
}
new Worker('orders', async (job) => { console.log(job.id); await run(job); });` }],
  ['a processor of NestJS', { 'app.ts': `import { Processor, WorkerHost } from '@nestjs/bullmq'; import { Job } from 'bullmq'; ${head}
@Processor('orders') class Orders extends WorkerHost { async process(job: Job) {
  switch (job.name) {
    case 'mail': ${mail}; break;
    case 'paid': ${paid}; break;
  }
} }` }],
  ['Bull, required', { 'app.js': `const Queue = require('bull'); ${head.replace("import { Worker } from 'bullmq';", '')}
new Queue('orders').process(async (job) => {
  switch (job.name) {
    case 'mail': ${mail}; break;
    case 'paid': ${paid}; break;
  }
});` }],
];

test.each(ways)('%s', (_, files) => {
  expect(casesIn(files)).toEqual(both);
});

test('what stands around the cases counts for each of them', () => {
  const text = `${head}
new Worker('orders', async (job) => {
  const { rowCount } = await db.query('INSERT INTO seen (id) VALUES ($1) ON CONFLICT DO NOTHING', [job.id]);
  if (rowCount === 0) return;
  if (job.name === 'mail') ${mail};
  if (job.name === 'paid') await db.query('INSERT INTO payments (amount) VALUES ($1)', [job.data.amount]);
});`;
  expect(casesIn({ 'app.ts': text })).toEqual(['mail 5 yes after-work', 'paid 6 yes after-work']);
});

test('what stands behind the cases counts for those that come to it', () => {
  const text = `${head}
new Worker('orders', async (job) => {
  if (job.name === 'paid') { ${paid}; return; }
  if (job.name === 'shipped') await db.query('UPDATE orders SET shipped = true WHERE id = $1', [job.data.id]);
  ${mail};
});`;
  expect(casesIn({ 'app.ts': text })).toEqual(['paid 3 yes after-work', 'shipped 4 no after-work']);
});

test('a case that falls through does what the next one does', () => {
  const text = `${head}
new Worker('orders', async (job) => {
  switch (job.name) {
    case 'paid': ${paid};
    case 'mail': case 'reminder': ${mail}; break;
    default: throw new Error(job.name);
  }
});`;
  expect(casesIn({ 'app.ts': text })).toEqual(['paid 4 no after-work', 'mail 5 no after-work', 'reminder 5 no after-work']);
});

test('a case whose failures nobody learns of is told from one that fails', () => {
  const text = `${head}
new Worker('orders', async (job) => {
  switch (job.name) {
    case 'mail': try { ${mail}; } catch (error) { console.error(error); } break;
    case 'paid': ${paid}; break;
  }
});`;
  expect(casesIn({ 'app.ts': text })).toEqual(['mail 4 no swallowed', 'paid 5 yes after-work']);
});

const whole: readonly (readonly [what: string, text: string])[] = [
  ['a kind that the payload tells', `new Worker('orders', async (job) => { switch (job.data.name) { case 'mail': ${mail}; break; case 'paid': ${paid}; break; } });`],
  ['one name alone', `new Worker('orders', async (job) => { if (job.name === 'mail') ${mail}; });`],
  ['names that nothing is done for', `new Worker('orders', async (job) => { switch (job.name) { case 'mail': console.log(1); break; case 'paid': console.log(2); break; } ${mail}; });`],
  ['names that are computed', `new Worker('orders', async (job) => { switch (job.name) { case kindOf(1): ${mail}; break; case kindOf(2): ${paid}; break; } });`],
  ['an object of its own called job', `new Worker('orders', async () => { const job = await load(); switch (job.name) { case 'mail': ${mail}; break; case 'paid': ${paid}; break; } });`],
];

test.each(whole)('the queue alone: %s', (_, text) => {
  expect(casesIn({ 'app.ts': `${head}\n${text}` })).toEqual([]);
});
