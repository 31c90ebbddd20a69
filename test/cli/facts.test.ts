import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writePack } from '../../src/cache/pack.ts';
import { main } from '../../src/cli/main.ts';
import { json, withProject } from '../with-project.ts';

/** Two packages: the worker of one is given its handler by the other. */
const harbour = {
  'package.json': json({ private: true, workspaces: ['packages/*'] }),
  'packages/mail/package.json': json({ name: '@harbour/mail', type: 'module', dependencies: { nodemailer: '^7.0.0' } }),
  'packages/mail/index.ts': "import nodemailer from 'nodemailer';\nexport async function sendReceipt(to: string): Promise<void> {\n  await nodemailer.createTransport('smtp://mail').sendMail({ to });\n}\n",
  'packages/orders/package.json': json({ name: '@harbour/orders', type: 'module', dependencies: { bullmq: '^5.0.0', '@harbour/mail': 'workspace:*' } }),
  'packages/orders/src/worker.ts': "import { Worker } from 'bullmq';\nimport { sendReceipt } from '@harbour/mail';\nnew Worker('orders', async (job) => sendReceipt(job.data.to));\n",
};

interface Said {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

async function run(folder: string, ...given: readonly string[]): Promise<Said> {
  let output = '';
  let errors = '';
  const code = await main(given, { folder, environment: {}, output: { write: (text) => (output += text) }, errors: { write: (text) => (errors += text) } });
  return { code, output, errors };
}

async function written(root: string): Promise<string> {
  for (const name of ['mail', 'orders']) {
    const { code, errors } = await run(path.join(root, 'packages', name), 'facts', '--package', '.', '--out', 'build/package.facts');
    expect({ code, errors }).toEqual({ code: 0, errors: `async-patterns: facts of 1 files of packages/${name}\n` });
  }
  return 'packages/*/build/package.facts';
}

function read(root: string, name: string): Buffer {
  return fs.readFileSync(path.join(root, `packages/${name}/build/package.facts`));
}

test('facts are the same to the byte in two checkouts, and hold no path of either', async () => {
  const [one, other] = [withProject(harbour), withProject(harbour)];
  await written(one);
  await written(other);
  for (const name of ['mail', 'orders']) {
    expect(read(one, name).equals(read(other, name))).toBe(true);
    expect(read(one, name).includes(one)).toBe(false);
  }
});

test('an audit of facts that another checkout wrote says what an audit of the sources says', async () => {
  const [machine, clone] = [withProject(harbour), withProject(harbour)];
  const facts = await written(machine);
  for (const name of ['mail', 'orders']) fs.cpSync(path.join(machine, 'packages', name, 'build'), path.join(clone, 'packages', name, 'build'), { recursive: true });
  const audit = ['audit', '.', '--format', 'json', '--no-cache'];
  const fresh = await run(clone, ...audit);
  expect(JSON.parse(fresh.output)).toMatchObject({ findings: expect.arrayContaining([expect.objectContaining({ ruleId: 'require-idempotent-consumer' })]) as unknown });
  expect(await run(clone, ...audit, '--facts', facts)).toEqual(fresh);
  expect(await run(clone, ...audit, '--facts', 'packages/mail/build/package.facts,packages/orders/build/package.facts')).toEqual(fresh);

  // The text of a file that was changed since is read.
  fs.writeFileSync(path.join(clone, 'packages/mail/index.ts'), 'export async function sendReceipt(): Promise<void> {}\n');
  const changed = await run(clone, ...audit);
  expect(changed.output).not.toBe(fresh.output);
  expect(await run(clone, ...audit, '--facts', facts)).toEqual(changed);
});

test('the facts are taken, the sources are not read again', async () => {
  const root = withProject(harbour);
  const facts = await written(root);
  const file = path.join(root, 'packages/orders/build/package.facts');
  const bytes = fs.readFileSync(file);
  const place = bytes.indexOf('"orders"');
  // Damage that a reader of the sources would never meet.
  bytes.write('"ordeRs"', place);
  fs.writeFileSync(file, bytes);
  const { code, errors } = await run(root, 'audit', '.', '--no-cache', '--facts', facts);
  expect(code).toBe(2);
  expect(errors).toContain(`"${file}" is damaged (packages/orders/src/worker.ts); write it anew with async-patterns facts.`);
});

test('files that hold no facts, or those of another version, are told', async () => {
  const root = withProject({ ...harbour, 'notes.facts': 'nothing\n', 'cut.facts': '' });
  const facts = await written(root);
  const told = async (given: string): Promise<string> => {
    const { code, errors } = await run(root, 'audit', '.', '--no-cache', '--facts', given);
    expect(code).toBe(2);
    return errors;
  };
  expect(await told('notes.facts')).toContain('notes.facts" is not there, or holds no facts');
  expect(await told('cut.facts')).toContain('holds no facts');
  expect(await told('none.facts')).toContain('none.facts" is not there');
  expect(await told('packages/*/none.facts')).toContain('There is no file "packages/*/none.facts"');
  writePack(path.join(root, 'old.facts'), [{ key: 'async-patterns facts', content: () => Buffer.from('another build') }]);
  expect(await told('old.facts')).toContain('old.facts" was written by another version of async-patterns');
  const whole = read(root, 'orders');
  for (const length of [whole.length - 1, whole.length >> 1, 10]) {
    fs.writeFileSync(path.join(root, 'cut.facts'), whole.subarray(0, length));
    expect(await told(`${facts},cut.facts`)).toContain('cut.facts" is not there, or holds no facts');
  }
});

test('wrong use of facts is told', async () => {
  const root = withProject(harbour);
  expect(await run(root, 'facts', '--package', 'packages/mail')).toMatchObject({ code: 2, errors: expect.stringContaining('async-patterns facts --package FOLDER --out FILE') as unknown });
  expect(await run(root, 'facts', '--package', 'packages/none', '--out', 'x.facts')).toMatchObject({ code: 2, errors: expect.stringContaining('There is no folder') as unknown });
  expect(await run(root, 'facts', 'packages/orders', '--package', 'packages/mail', '--out', 'x.facts')).toMatchObject({ code: 2, errors: expect.stringContaining('does not lie in') as unknown });
});
