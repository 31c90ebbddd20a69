import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { withProject } from '../with-project.ts';

const floating = [
  "import { Queue } from 'bullmq';",
  "const orders = new Queue('orders');",
  'export async function place(order) {',
  "  orders.add('placed', order);",
  '}',
  '',
].join('\r\n');

async function run(...argv: readonly string[]): Promise<{ readonly code: number; readonly output: string; readonly errors: string }> {
  const written = { output: '', errors: '' };
  const code = await main(argv, {
    folder: process.cwd(),
    environment: {},
    output: { write: (text) => (written.output += text) },
    errors: { write: (text) => (written.errors += text) },
  });
  return { code, ...written };
}

test('audit --fix mends files where they stand, keeps their byte order mark and line ends, and reports the rest', async () => {
  const root = withProject({ 'orders.js': `\uFEFF${floating}` });
  const { code, errors } = await run('audit', root, '--fix', '--rule', 'no-floating-send');
  expect(fs.readFileSync(path.join(root, 'orders.js'), 'utf8')).toBe(`\uFEFF${floating.replace('  orders.add', '  await orders.add')}`);
  expect([code, errors]).toEqual([0, 'Fixed 1 finding in 1 file.\n']);

  const second = await run('audit', root, '--fix', '--rule', 'no-floating-send');
  expect([second.code, second.errors]).toEqual([0, 'Fixed 0 findings in 0 files.\n']);
});

test('audit --fix mends nothing of rules that were not asked for', async () => {
  const root = withProject({ 'orders.js': floating });
  const { errors } = await run('audit', root, '--fix', '--rule', 'no-early-settle');
  expect(fs.readFileSync(path.join(root, 'orders.js'), 'utf8')).toBe(floating);
  expect(errors).toBe('Fixed 0 findings in 0 files.\n');
});

test('without --fix nothing is written', async () => {
  const root = withProject({ 'orders.js': floating });
  expect((await run('audit', root)).code).toBe(1);
  expect(fs.readFileSync(path.join(root, 'orders.js'), 'utf8')).toBe(floating);
});
