import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Audit } from '../../src/model/audit.ts';
import { withProject } from '../with-project.ts';

/** Stands beside whatever is bad: it has to be found all the same. */
const good = "import { Worker } from 'bullmq';\nnew Worker('orders', async (job) => { await fetch(job.data.url, { method: 'PUT' }); });\n";

interface Outcome {
  readonly code: number;
  readonly audit?: Audit;
  readonly errors: string;
}

async function audited(folder: string, home = folder): Promise<Outcome> {
  let output = '';
  let errors = '';
  const code = await main(['audit', folder, '--format', 'json'], {
    folder: home,
    environment: {},
    output: { write: (text) => (output += text) },
    errors: { write: (text) => (errors += text) },
  });
  return { code, errors, ...(output !== '' && { audit: JSON.parse(output) as Audit }) };
}

/** What the audit finds beside the bad files. */
async function foundBeside(bad: Readonly<Record<string, string | Buffer>>): Promise<Audit> {
  return foundIn(withProject({ 'worker.js': good, ...bad }));
}

async function foundIn(root: string): Promise<Audit> {
  const { audit, errors } = await audited(root);
  expect(errors).toBe('');
  expect(audit?.consumers.map(({ destination }) => destination)).toEqual(expect.arrayContaining(['orders']));
  if (!audit) throw new Error('no report');
  return audit;
}

describe('a file', () => {
  test('with syntax errors', async () => {
    await foundBeside({ 'half.ts': 'export const orders = new Queue("orders"\nfunction {{{', 'not.js': '<<<<<<< HEAD\nconst a = 1;\n=======\n>>>>>>> b' });
  });

  test('that nests deeper than the stack goes', async () => {
    const deep = (open: string, close: string): string => open.repeat(5_000) + close.repeat(5_000);
    const { problems } = await foundBeside({ 'lists.ts': `export default ${deep('[', ']')};`, 'blocks.js': deep('if (a) {', '}') });
    expect(problems).toContainEqual({ file: 'lists.ts', message: 'The file "lists.ts" nests too deep and is left out.' });
  });

  test('that is no text', async () => {
    const { problems } = await foundBeside({ 'video.ts': Buffer.from([0, 1, 2, 3, 0, 255]) });
    expect(problems).toEqual([{ file: 'video.ts', message: 'The file "video.ts" is not text and is left out.' }]);
  });

  test('of 20 MB in one line', async () => {
    const { problems } = await foundBeside({ 'bundle.js': `!function(){${'a();'.repeat(5_000_000)}}();` });
    expect(problems).toEqual([{ file: 'bundle.js', message: 'The file "bundle.js" is larger than 1 MB and is left out.' }]);
  });

  test('that nobody may read', async () => {
    const root = withProject({ 'worker.js': good, 'secret.js': good });
    const read = fs.readFileSync;
    const spy = vi.spyOn(fs, 'readFileSync').mockImplementation(((file: string, options: undefined) => {
      if (file.endsWith('secret.js')) throw Object.assign(new Error('denied'), { code: 'EACCES' });
      return read(file, options);
    }) as typeof fs.readFileSync);
    try {
      const { problems } = await foundIn(root);
      expect(problems).toEqual([{ file: 'secret.js', message: 'The file "secret.js" cannot be read (EACCES).' }]);
    } finally {
      spy.mockRestore();
    }
  });

  test('that vanishes after it was listed', async () => {
    const root = withProject({ 'worker.js': good, 'gone.js': good.replace('orders', 'gone'), 'template.yaml': 'Resources: {}\n' });
    const read = fs.readFileSync;
    const spy = vi.spyOn(fs, 'readFileSync').mockImplementation(((file: string, options: undefined) => {
      fs.rmSync(path.join(root, 'gone.js'), { force: true });
      fs.rmSync(path.join(root, 'template.yaml'), { force: true });
      return read(file, options);
    }) as typeof fs.readFileSync);
    try {
      const { problems } = await foundIn(root);
      expect(problems).toEqual([]);
    } finally {
      spy.mockRestore();
    }
  });

  test('with the line ends and the byte order mark of Windows', async () => {
    const root = withProject({ 'worker.js': `\uFEFF// orders\r\n${good.replaceAll('\n', '\r\n')}`, 'package.json': '\uFEFF{ "dependencies": { "bullmq": "^5.0.0" } }\r\n' });
    const { consumers, problems } = await foundIn(root);
    expect(consumers[0]?.at).toEqual({ file: 'worker.js', line: 3, column: 1 });
    expect(problems).toEqual([]);
  });
});

describe('a project', () => {
  test('without files', async () => {
    const { code, audit } = await audited(withProject({}));
    expect(code).toBe(0);
    expect(audit).toMatchObject({ consumers: [], findings: [], problems: [] });
  });

  test('that is not there: one sentence and exit code 2', async () => {
    const { code, audit, errors } = await audited('no/such folder', withProject({}));
    expect(code).toBe(2);
    expect(audit).toBeUndefined();
    expect(errors).toMatch(/^async-patterns: .*no\/such folder.*\.\n$/);
  });

  test('that is a file: the same', async () => {
    const { code, errors } = await audited(path.join(withProject({ 'a.js': '' }), 'a.js'));
    expect(code).toBe(2);
    expect(errors.split('\n')).toHaveLength(2);
  });

  test('with broken configuration', async () => {
    const { problems } = await foundBeside({
      'package.json': '{ "name": "shop", "dependencies": { "bullmq": ',
      'tsconfig.json': '{ "compilerOptions": { "paths": [1, 2], "baseUrl": 7 }, "extends": "./tsconfig.json"',
      'pnpm-workspace.yaml': 'packages: [[[',
      'serverless.yml': 'functions: {{{',
      'wrangler.toml': '[[[',
      'main.tf': 'resource "aws_sqs_queue" "orders" {{{',
    });
    expect(problems.map(({ file }) => file)).toEqual(expect.arrayContaining(['package.json', 'serverless.yml', 'wrangler.toml']));
  });

  test('with links in a circle', async () => {
    const root = withProject({ 'worker.js': good, 'api/a.js': '' });
    fs.symlinkSync(root, path.join(root, 'api/up'));
    fs.symlinkSync('self', path.join(root, 'self'));
    fs.symlinkSync('two', path.join(root, 'one'));
    fs.symlinkSync('one', path.join(root, 'two'));
    const { consumers } = await foundIn(root);
    expect(consumers).toHaveLength(1);
  });

  test('with re-exports in a circle', async () => {
    const { consumers } = await foundBeside({
      'a.js': "export * from './b.js';\nexport { start } from './b.js';\n",
      'b.js': "export * from './a.js';\nexport { start } from './a.js';\n",
      'c.js': "import { start, handle } from './a.js';\nimport { Worker } from 'bullmq';\nstart();\nnew Worker('invoices', handle);\n",
      'd.js': "module.exports = require('./e.js');\n",
      'e.js': "module.exports = require('./d.js');\n",
    });
    expect(consumers.map(({ destination }) => destination).sort()).toEqual(['invoices', 'orders']);
  });

  test.each<readonly [what: string, files: Readonly<Record<string, string | Buffer>>, told: readonly string[]]>([
    ['configs that extend each other', { 'tsconfig.json': '{ "extends": "./base.json" }', 'base.json': '{ "extends": "./tsconfig.json" }' }, []],
    ['configs that refer to each other', { 'tsconfig.json': '{ "references": [{ "path": "./api" }] }', 'api/tsconfig.json': '{ "references": [{ "path": ".." }] }' }, []],
    ['workspaces inside of each other', { 'package.json': '{ "name": "shop", "workspaces": ["packages/*", "."] }', 'packages/api/package.json': '{ "name": "api", "workspaces": ["../../*"], "dependencies": { "shop": "*" } }' }, []],
    ['imports of a package that lead to each other', { 'package.json': '{ "name": "shop", "imports": { "#a": "#b", "#b": "#a" } }', 'a.js': "import '#a';\n" }, []],
    ['a template of 10 MB', { 'template.json': `{ "Resources": { ${'"Orders": { "Type": "AWS::SQS::Queue" },\n'.repeat(250_000)} "Last": {} } }` }, ['template.json']],
    ['a template that nests very deep', { 'template.json': `${'{ "Resources": '.repeat(5_000)}1${' }'.repeat(5_000)}` }, []],
    ['a chain of very many calls', { 'chain.js': `start()${'\n  .then(next)'.repeat(8_000)};\n` }, ['chain.js']],
    ['very many branches behind each other', { 'branches.js': Array.from({ length: 6_000 }, (_, at) => `if (kind === ${String(at)}) { run(${String(at)}); }`).join(' else\n') }, ['branches.js']],
    ['null bytes', { 'nulls.js': 'const name = "\0\0";\n' }, ['nulls.js']],
    ['bytes that are no UTF-8', { 'bytes.js': Buffer.from([0x76, 0x61, 0x72, 0x20, 0xff, 0x80, 0x3b, 0x0a]) }, []],
    ['folders that are called like files', { 'orders.ts/index.ts': 'export const orders = 1;\n', 'tsconfig.json/readme.txt': '', 'serverless.yml/readme.txt': '' }, []],
  ])('with %s', async (_, files, told) => {
    const { problems } = await foundBeside(files);
    expect(problems.map(({ file }) => file)).toEqual(told);
  });

  test('whose packages lead to each other by links', async () => {
    const root = withProject({
      'worker.js': good,
      'packages/api/package.json': '{ "name": "api", "main": "./index.js" }',
      'packages/api/index.js': "export * from 'jobs';\n",
      'packages/jobs/package.json': '{ "name": "jobs", "main": "./index.js" }',
      'packages/jobs/index.js': "export * from 'api';\n",
    });
    for (const [from, to] of [['api', 'jobs'], ['jobs', 'api']] as const) {
      fs.mkdirSync(path.join(root, `packages/${from}/node_modules`));
      fs.symlinkSync(`../../${to}`, path.join(root, `packages/${from}/node_modules/${to}`));
    }
    expect((await foundIn(root)).consumers).toHaveLength(1);
  });

  test('with a registry of 10,000 elements', async () => {
    const elements = Array.from({ length: 10_000 }, (_, at) => `  { name: 'queue-${String(at)}', handle: async (job) => { await send(job.data, ${String(at)}); } },`);
    const { consumers } = await foundBeside({
      'registry.js': `import { send } from './send.js';\nexport const registry = [\n${elements.join('\n')}\n];\n`,
      'send.js': "export async function send(data, kind) { await fetch('https://orders.example/' + kind, { method: 'PUT', body: data }); }\n",
      'start.js': "import { Worker } from 'bullmq';\nimport { registry } from './registry.js';\nfor (const { name, handle } of registry) new Worker(name, handle);\n",
    });
    expect(consumers.length).toBeGreaterThan(100);
  });

  test('with a bomb of YAML aliases', async () => {
    const levels = Array.from('abcdefghi', (name, at, all = 'abcdefghi') => {
      const inside = at === 0 ? 'x' : `*${all[at - 1] ?? ''}`;
      return `${name}: &${name} [${Array.from({ length: 10 }, () => inside).join(', ')}]\n`;
    });
    await foundBeside({ 'pnpm-lock.yaml': levels.join(''), 'pnpm-workspace.yaml': levels.join(''), 'serverless.yml': `service: shop\n${levels.join('')}` });
  });

  test('whose paths have blanks and letters of other alphabets', async () => {
    const root = withProject({
      'größe/中文 папка/worker.js': good,
      'größe/中文 папка/données.js': "import { Worker } from 'bullmq';\nimport { traiter } from './traiter l’été.js';\nnew Worker('été', traiter);\n",
      'größe/中文 папка/traiter l’été.js': "export async function traiter(job) { await fetch(job.data.url, { method: 'PUT' }); }\n",
    });
    const { consumers } = await foundIn(root);
    expect(consumers.map(({ destination, handler }) => [destination, handler?.file])).toContainEqual(['été', 'größe/中文 папка/traiter l’été.js']);
  });
});
