#!/usr/bin/env node
// Replays typing in one process, as an editor's server for ESLint does: `npm run bench:keystrokes -- CHECKOUT …`, with
// `--patience MS` (default 500), `--files N` (default 6), `--sizes 2000,10000` (generated projects; empty: none).
// Prints wall milliseconds: of the first answer without a cache, and percentiles over all keystrokes.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ESLint } from 'eslint';
import parser from '@typescript-eslint/parser';
import { generate } from './generate.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { patience: { type: 'string', default: '500' }, files: { type: 'string', default: '6' }, sizes: { type: 'string', default: '2000,10000' } },
});
const plugin = (await import('../../dist/src/plugin.js')).default;
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'async-patterns-keys-'));
process.on('exit', () => fs.rmSync(home, { recursive: true, force: true }));

const projects = [
  ...positionals.map((folder) => ({ name: path.basename(path.resolve(folder)), root: path.resolve(folder) })),
  ...values.sizes.split(',').filter(Boolean).map((size) => ({ name: `generated ${size}`, root: generate(path.join(home, size), Number(size)) })),
];
console.log(`${os.cpus().length} × ${os.cpus()[0]?.model ?? '?'}, Node ${process.version}, ESLint ${ESLint.version}, ${new Date().toISOString().slice(0, 10)}, patience ${values.patience} ms\n`);
console.log('| project | files | first answer | analysed after | typing a comment p50 / p95 / p99 | typing a statement p50 / p95 / p99 | without the plugin p95 |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const { name, root } of projects) console.log(await rowOf(name, root));
process.exit(0);

async function rowOf(name, root) {
  const copy = path.join(home, 'copy');
  fs.cpSync(root, copy, { recursive: true, filter: (source) => !/[\\/](?:node_modules|\.git)$/.test(source) });
  const sources = fs.readdirSync(copy, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /(?<!\.d)\.[cm]?tsx?$/.test(entry.name)).map((entry) => path.join(entry.parentPath, entry.name)).sort();
  const eslint = linter(copy, true);
  const chosen = Array.from({ length: Number(values.files) }, (_, index) => sources[Math.floor(((index + 0.5) * sources.length) / Number(values.files))]);
  const [file] = chosen;
  const text = fs.readFileSync(file, 'utf8');
  const first = await timed(() => eslint.lintText(text, { filePath: file }));
  const started = performance.now();
  const ready = await until(() => analysed(eslint, copy, sources));
  const after = ready ? performance.now() - started + first : NaN;
  const comment = [];
  const statement = [];
  const bare = [];
  const without = linter(copy, false);
  for (const each of chosen) {
    const whole = fs.readFileSync(each, 'utf8');
    comment.push(...(await typed(eslint, each, whole, '\n// the order may come twice, and the second is left alone\n')));
    bare.push(...(await typed(without, each, whole, '\n// the order may come twice, and the second is left alone\n')));
    statement.push(...(await typed(eslint, each, whole, "\nexport async function again(id: string) { await fetch('https://stock.example/' + id); }\n")));
  }
  fs.rmSync(copy, { recursive: true, force: true });
  return `| ${name} | ${sources.length} | ${first.toFixed(0)} | ${after.toFixed(0)} | ${percentiles(comment)} | ${percentiles(statement)} | ${at(bare, 0.95)} |`;
}

function linter(cwd, withPlugin) {
  const settings = { 'async-patterns': { root: cwd, cache: false, ...(values.patience !== '' && { patience: Number(values.patience) }) } };
  return new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [{ files: ['**/*.{ts,tsx,mts,cts,js,jsx}'], languageOptions: { parser } }, ...(withPlugin ? [...plugin.configs.all, { settings }] : [])] });
}

/** One lint for each character that is typed at the end of a file. */
async function typed(eslint, file, whole, text) {
  const times = [];
  for (let length = 1; length <= text.length; length++) times.push(await timed(() => eslint.lintText(whole + text.slice(0, length), { filePath: file })));
  return times;
}

/** Some file has a finding: the project is analysed. Files are asked in turn, as they are opened. */
async function analysed(eslint, root, sources) {
  for (const file of sources.filter((each) => /new (?:Worker|Queue)\b|sqs|SQS|amqp|kafka/.test(fs.readFileSync(each, 'utf8'))).slice(0, 12)) {
    const [{ messages }] = await eslint.lintText(fs.readFileSync(file, 'utf8'), { filePath: file });
    if (messages.some(({ ruleId }) => ruleId?.startsWith('async-patterns/'))) return true;
  }
  return false;
}

async function until(holds) {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  }
  return false;
}

async function timed(run) {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

function percentiles(times) {
  return [0.5, 0.95, 0.99].map((part) => at(times, part)).join(' / ');
}

function at(times, part) {
  const sorted = [...times].sort((one, other) => one - other);
  return (sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN).toFixed(0);
}
