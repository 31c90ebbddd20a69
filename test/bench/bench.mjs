#!/usr/bin/env node
// Measures the audit on checkouts and on generated projects: `npm run bench -- CHECKOUT …`, with `--runs N` (default 5)
// and `--sizes 1000,2000,…` (empty: none). Prints tables of medians: CPU in seconds, peak memory in megabytes. Checkouts
// that are installed are held against others at work on the same tree as well: `tsc --noEmit`, ESLint with types, and
// Jelly's call graph, with `--jelly lib/main.js` of a built one and `--jelly-node` for the Node it needs.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from './generate.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' }, sizes: { type: 'string', default: '1000,2000,5000,10000,20000' }, jelly: { type: 'string' }, 'jelly-node': { type: 'string', default: process.execPath } },
});
const runs = Number(values.runs);
const sizes = values.sizes.split(',').filter(Boolean).map(Number);
const project = path.resolve(import.meta.dirname, '../..');
const bin = path.join(project, 'dist/src/cli/bin.js');
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'async-patterns-bench-'));
const measures = ['no cache', 'cold', 'warm', 'one change'];
process.on('exit', () => fs.rmSync(home, { recursive: true, force: true }));

const projects = [
  ...positionals.map((folder) => ({ name: path.basename(path.resolve(folder)), root: path.resolve(folder) })),
  ...sizes.map((size) => ({ name: `generated ${size}`, root: generate(path.join(home, String(size)), size) })),
];
console.log(`${os.cpus().length} × ${os.cpus()[0]?.model ?? '?'}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, medians of ${runs} runs\n`);
console.log(`| project | files | ${measures.map((name) => `${name} s`).join(' | ')} | cold / no cache | memory MB no cache | memory MB warm |`);
console.log(`| --- | ---: | ${measures.map(() => '---:').join(' | ')} | ---: | ---: | ---: |`);
for (const { name, root } of projects) console.log(rowOf(name, root));

const installed = projects.filter(({ root }) => fs.existsSync(path.join(root, 'node_modules')) && fs.existsSync(path.join(root, 'tsconfig.json')));
if (installed.length > 0) {
  console.log('\n| project | what | CPU s | memory MB | audit, no cache, against it |');
  console.log('| --- | --- | ---: | ---: | ---: |');
}
for (const { name, root } of installed) for (const row of againstOthers(root)) console.log(`| ${name} | ${row}`);

function rowOf(name, root) {
  const copy = path.join(home, 'copy');
  fs.cpSync(root, copy, { recursive: true, filter: (source) => !/[\\/](?:node_modules|\.git)$/.test(source) });
  const sources = sourcesIn(copy);
  const rounds = Array.from({ length: runs }, (_, round) => measure(copy, sources, round));
  fs.rmSync(copy, { recursive: true, force: true });
  const cpu = Object.fromEntries(measures.map((each) => [each, median(rounds.map((round) => round[each].cpu))]));
  const memory = (each) => median(rounds.map((round) => round[each].memory)).toFixed(0);
  const ratio = median(rounds.map((round) => round.cold.cpu / round['no cache'].cpu)).toFixed(2);
  return `| ${name} | ${sources.length} | ${measures.map((each) => cpu[each].toFixed(2)).join(' | ')} | ${ratio} | ${memory('no cache')} | ${memory('warm')} |`;
}

/** Each measure once a round, so that whatever else the machine does falls on all of them. */
function measure(root, sources, round) {
  const cache = path.join(home, 'cache');
  fs.rmSync(cache, { recursive: true, force: true });
  const given = ['--cache-location', cache];
  const [none, cold, warm] = [audit(root, ['--no-cache']), audit(root, given), audit(root, given)];
  // A statement more in the file in the middle.
  fs.appendFileSync(sources[sources.length >> 1], `\nexport const bench${round} = ${round};\n`);
  return { 'no cache': none, cold, warm, 'one change': audit(root, given) };
}

/** The same tree, as it stands. Each is run once a round. */
function againstOthers(root) {
  const cache = path.join(home, 'lint-cache');
  const lint = path.join(import.meta.dirname, 'lint.mjs');
  const tsc = path.join(project, 'node_modules/typescript/bin/tsc');
  const others = {
    'tsc --noEmit': () => used([tsc, '-p', root, '--noEmit'], [0, 1, 2]),
    'ESLint, recommendedTypeChecked': () => used([lint, root, 'typed', 'none', cache]),
    'the same and our preset, cold': () => used([lint, root, 'typed', 'ours', cache]),
    'the same and our preset, warm': () => used([lint, root, 'typed', 'ours', cache]),
    ...(values.jelly && { 'Jelly, call graph of its own code': () => used([values.jelly, '-j', path.join(home, 'jelly.json'), '-b', root, '--ignore-dependencies', '--ignore-unresolved', '--skip-tests', '--loglevel', 'error', root], [0], values['jelly-node']) }),
  };
  const rounds = Array.from({ length: runs }, () => {
    fs.rmSync(cache, { recursive: true, force: true });
    return { audit: audit(root, ['--no-cache']), ...Object.fromEntries(Object.entries(others).map(([what, run]) => [what, run()])) };
  });
  return ['audit', ...Object.keys(others)].map((what) => {
    const ratio = what === 'audit' ? '' : median(rounds.map((round) => round.audit.cpu / round[what].cpu)).toFixed(2);
    return `${what} | ${median(rounds.map((round) => round[what].cpu)).toFixed(2)} | ${median(rounds.map((round) => round[what].memory)).toFixed(0)} | ${ratio} |`;
  });
}

/** What a command of Node's used. */
function used(command, expected = [0], node = process.execPath) {
  const usage = path.join(home, 'usage.json');
  const given = ['--max-old-space-size=6000', '--import', path.join(import.meta.dirname, 'usage.mjs'), ...command];
  const { status, stderr } = spawnSync(node, given, { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, BENCH_USAGE: usage } });
  if (!expected.includes(status)) throw new Error(`${command.join(' ')} failed: ${stderr}`);
  return JSON.parse(fs.readFileSync(usage, 'utf8'));
}

function audit(root, given) {
  const usage = path.join(home, 'usage.json');
  const report = path.join(home, 'report.json');
  const command = ['--import', path.join(import.meta.dirname, 'usage.mjs'), bin, 'audit', root, '--format', 'json', '--fail-on', 'never', '-o', report, ...given];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', env: { ...process.env, BENCH_USAGE: usage } });
  if (status !== 0) throw new Error(`The audit of ${root} failed: ${stderr}`);
  return JSON.parse(fs.readFileSync(usage, 'utf8'));
}

function sourcesIn(root) {
  const files = fs.readdirSync(root, { recursive: true, withFileTypes: true });
  return files.filter((entry) => entry.isFile() && /(?<!\.d)\.[cm]?[jt]sx?$/.test(entry.name)).map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? NaN;
}
