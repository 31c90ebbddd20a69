import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { noLongSyncChain } from '../../rules/no-long-sync-chain.ts';
import { analyse } from '../../src/analyse.ts';
import { applyEdits } from '../../src/fix/apply-edits.ts';
import type { Finding } from '../../src/model/finding.ts';
import { messageOf } from '../../src/rule/rule.ts';
import { withProject } from '../with-project.ts';

const packages = JSON.stringify({ name: 'shop', type: 'module', dependencies: { express: '5.1.0' } });

function foundIn(files: Readonly<Record<string, string>>, parallel = true): readonly Finding[] {
  const { model } = analyse({ root: withProject({ 'package.json': packages, ...files }) });
  return [...noLongSyncChain.check(model, { parallel })];
}

/** One route, whose body is given, with what it may use. */
function route(body: string): string {
  return `import express from 'express';
import axios from 'axios';
import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
const app = express();
const prices = async (id) => (await axios.get('https://prices.example/' + id)).data;
const stock = async (id) => { const { data } = await axios.get('https://stock.example/' + id); if (!data) throw new Error('gone'); return data; };
let last;
const remembered = async (id) => { last = id; return (await axios.get('https://prices.example/' + id)).data; };
const reserve = async (id) => (await axios.post('https://stock.example/' + id)).data;
const ensureShop = async (id) => (await axios.get('https://shops.example/' + id)).data;
app.get('/orders/:id', async (request, response) => {
${body}
});
`;
}

function lines(body: string): readonly string[] {
  return foundIn({ 'app.js': route(body) }).map(({ at, messageId }) => `${messageId} ${String(at.line - 12)}`);
}

describe('reports', () => {
  test('answers of other services that are waited for one after the other', () => {
    const [finding] = foundIn({ 'app.js': route('  const price = await prices(request.params.id);\n  const { left } = await stock(request.params.id);\n  response.json({ price, left });') });
    expect(finding && messageOf(noLongSyncChain, finding)).toBe(
      "'GET /orders/:id' waits for 'prices' and 'stock' one after the other, though none needs another's answer: at once they take as long as the slowest. prices (app.js:13)",
    );
  });

  test('the longest row of them', () => {
    expect(lines("  const a = await prices(1);\n  const b = await stock(2);\n  const c = await axios.get('https://shops.example');\n  response.json({ a, b, c });")).toEqual(['parallel 1']);
    expect(lines('  const a = await prices(1);\n  const b = await stock(a.id);\n  const c = await prices(3);\n  response.json({ a, b, c });')).toEqual(['parallel 2']);
  });

  test('in a function that a request waits for', () => {
    const found = foundIn({
      'app.js': "import express from 'express';\nimport { summary } from './summary.js';\nexpress().get('/summary', async (request, response) => { response.json(await summary()); });\n",
      'summary.js': "export async function summary() {\n  const shops = await fetch('https://shops.example');\n  const rates = await fetch('https://rates.example');\n  return [shops.status, rates.status];\n}\n",
    });
    expect(found.map(({ at }) => `${at.file}:${String(at.line)}`)).toEqual(['summary.js:2']);
  });

  test('nothing unless it is asked for', () => {
    expect(foundIn({ 'app.js': route('  const a = await prices(1);\n  const b = await stock(2);\n  response.json({ a, b });') }, false)).toEqual([]);
  });
});

describe('is silent', () => {
  test.each([
    ['one needs the other', '  const price = await prices(1);\n  const left = await stock(price.product);\n  response.json({ price, left });'],
    ['one needs the other by way of a function', '  const price = await prices(1);\n  const left = await stock([1, 2].find((id) => id === price.id));\n  response.json({ price, left });'],
    ['a guard stands in between', '  const price = await prices(1);\n  if (!price) return response.sendStatus(404);\n  const left = await stock(1);\n  response.json({ price, left });'],
    ['one is a guard by its name', '  const shop = await ensureShop(1);\n  const left = await stock(1);\n  response.json({ shop, left });'],
    ['one is asked for nothing but its failure', '  await prices(1);\n  const left = await stock(1);\n  response.json({ left });'],
    ['one changes something', '  const reserved = await reserve(1);\n  const left = await stock(1);\n  response.json({ reserved, left });'],
    ['one leaves something behind', '  const price = await remembered(1);\n  const left = await stock(1);\n  response.json({ price, left, last });'],
    ['only one is far away', '  const order = await prisma.order.findUnique({ where: { id: 1 } });\n  const left = await stock(1);\n  response.json({ order, left });'],
    ['it is a database, with few connections', '  const order = await prisma.order.findUnique({ where: { id: 1 } });\n  const shop = await prisma.shop.findUnique({ where: { id: 1 } });\n  response.json({ order, shop });'],
    ['turns of a loop wait for each other', '  for (;;) {\n  const price = await prices(1);\n  const left = await stock(1);\n  if (left) return response.json({ price, left });\n  }'],
    ['a handle is shared', "  const session = {};\n  const a = await axios.get('https://a.example', session);\n  const b = await axios.get('https://b.example', session);\n  response.json({ a, b });"],
    ['they run at once already', '  const [price, left] = await Promise.all([prices(1), stock(1)]);\n  response.json({ price, left });'],
  ])('%s', (_, body) => {
    expect(lines(body)).toEqual([]);
  });

  test('nobody knows what one does', () => {
    const text = route('  const price = await prices(1);\n  const offer = await offers(1);\n  response.json({ price, offer });').replace("import axios", "import { offers } from '@shop/offers';\nimport axios");
    expect(foundIn({ 'app.js': text })).toEqual([]);
  });

  test('no request waits for it', () => {
    expect(foundIn({ 'job.js': "export async function nightly() {\n  const shops = await fetch('https://shops.example');\n  const rates = await fetch('https://rates.example');\n  return [shops, rates];\n}\n" })).toEqual([]);
  });
});

describe('the suggestion', () => {
  /** The text with the only suggestion applied. */
  function mended(text: string): string {
    const [finding] = foundIn({ 'app.js': text });
    const [suggestion] = finding?.suggestions ?? [];
    expect(suggestion).toBeDefined();
    return applyEdits(text, suggestion?.edits ?? []) ?? '';
  }

  test('asks for all at once, keeps comments, and finds nothing more', () => {
    const after = mended(route('  const price = await prices(request.params.id); // the shop\'s own\n  // What is left of it.\n  const { left } = await stock(\n    request.params.id,\n  );\n  response.json({ price, left });'));
    expect(after.split('\n').slice(12, 22).join('\n')).toBe(`  const [price, { left }] = await Promise.all([
    prices(request.params.id), // the shop's own
  // What is left of it.
    stock(
    request.params.id,
  ),
  ]);
  response.json({ price, left });
});
`);
    expect(foundIn({ 'app.js': after })).toEqual([]);
  });

  test('is not made where a statement does not start its line', () => {
    expect(foundIn({ 'app.js': route('  if (request) { const a = await prices(1);\n  const b = await stock(2);\n  response.json({ a, b }); }') }).map(({ suggestions }) => suggestions)).toEqual([[]]);
  });

  test('gives the same answer, sooner', async () => {
    const before = `import express from 'express';
const ask = (name) => fetch('https://' + name + '.example');
export async function summary(id) {
  const rates = await ask('rates' + id)
  const { status } = await ask('stock' + id)
  return { rates: rates.status, stock: status }
}
express().get('/summary/:id', async (request, response) => { response.json(await summary(request.params.id)); });
`;
    const after = mended(before);
    expect(await run(before)).toEqual({ answer: { rates: 206, stock: 206 }, asked: ['https://rates7.example', 'https://stock7.example'], most: 1 });
    expect(await run(after)).toEqual({ answer: { rates: 206, stock: 206 }, asked: ['https://rates7.example', 'https://stock7.example'], most: 2 });
  });
});

/** Runs `summary(7)` of a module against a service that takes its time. `most`: requests under way at one time. */
async function run(text: string): Promise<unknown> {
  const root = withProject({ 'package.json': '{"type":"module"}', 'node_modules/express/package.json': '{"type":"module","main":"index.js"}', 'node_modules/express/index.js': 'export default () => ({ get() {} });', 'summary.js': text });
  const runner = path.join(root, 'run.mjs');
  fs.writeFileSync(
    runner,
    `const asked = []; let now = 0; let most = 0;
globalThis.fetch = async (url) => { asked.push(url); now += 1; most = Math.max(most, now); await new Promise((done) => setTimeout(done, 20)); now -= 1; return { status: 206 }; };
const { summary } = await import('./summary.js');
export default { answer: await summary(7), asked, most };`,
  );
  const { execFileSync } = await import('node:child_process');
  const print = `import(${JSON.stringify(pathToFileURL(runner).href)}).then(({ default: all }) => console.log(JSON.stringify(all)))`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', print], { encoding: 'utf8' }));
}
