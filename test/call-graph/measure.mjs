#!/usr/bin/env node
// Holds call graphs against what a program executes: `npm run bench:calls -- CHECKOUT [options] -- COMMAND…`.
// The checkout is copied and instrumented, the command (its tests, its server and what asks it) runs in the copy, and one
// table shows how much of what was executed each graph knows: ours, the TypeScript checker's, and that of Jelly.
//
//   --in FOLDER      where in the checkout the command runs
//   --recording DIR  where the recording is kept; one that is there already is used again, and nothing runs
//   --tsconfig FILE  of the checkout, whose options the checker gets
//   --jelly FILE     `lib/main.js` of a built Jelly; `--jelly-node FILE` the Node ≥ 22 it needs
//   --graphs NAMES   of ours,checker,jelly (default: all there are)
//   --misses N       prints so many of the edges that ours misses, and of those nobody executed
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compare } from './compare.mjs';
import { instrumentedCopy } from './instrumented-copy.mjs';
import { jellyGraph } from './jelly-graph.mjs';
import { readRecording } from './recording.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    in: { type: 'string', default: '.' },
    recording: { type: 'string' },
    jelly: { type: 'string' },
    'jelly-node': { type: 'string', default: process.execPath },
    tsconfig: { type: 'string', default: 'tsconfig.json' },
    graphs: { type: 'string', default: 'ours,checker,jelly' },
    misses: { type: 'string', default: '0' },
  },
});
const [checkout, ...command] = positionals;
if (!checkout) {
  console.error('Name a checkout, and behind -- the command to run in it.');
  process.exit(2);
}
const root = path.resolve(checkout);
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'call-graph-'));
process.on('exit', () => fs.rmSync(home, { recursive: true, force: true }));

const recordings = path.resolve(values.recording ?? path.join(home, 'recording'));
if (!fs.existsSync(recordings)) record();
const graphs = Object.fromEntries(values.graphs.split(',').filter((name) => name !== 'jelly' || values.jelly).map((name) => [name, graphOf(name)]));
const sources = new Set(Object.values(graphs).find(({ sources }) => sources)?.sources ?? []);
const recording = readRecording(recordings, (file) => sources.size === 0 || sources.has(file));

console.log(`${os.cpus().length} × ${os.cpus()[0]?.model ?? '?'}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, ${path.basename(root)}, ${sources.size} files\n`);
console.log('| graph | executed edges | recall | precision | sites of one target: precision | callbacks | CPU s | memory MB |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const [name, graph] of Object.entries(graphs)) console.log(rowOf(name, graph));
if (graphs.ours) show(compare(recording, graphs.ours.calls), Number(values.misses));

function record() {
  const copy = path.join(home, 'copy');
  console.error(`${instrumentedCopy(root, copy)} files instrumented`);
  fs.mkdirSync(recordings, { recursive: true });
  const runtime = `--require ${path.join(import.meta.dirname, 'runtime.cjs')}`;
  const env = { ...process.env, CALL_GRAPH: recordings, NODE_OPTIONS: [process.env.NODE_OPTIONS, runtime].filter(Boolean).join(' ') };
  const [program, ...given] = command;
  const { status } = spawnSync(program, given, { cwd: path.join(copy, values.in), env, stdio: 'inherit' });
  console.error(`the command ended with ${status}`);
}

/** Each graph is made in a process of its own: what that uses is what the graph costs. */
function graphOf(name) {
  const out = outOf(name);
  const [program, ...given] = {
    ours: [process.execPath, path.join(import.meta.dirname, 'make-ours.mjs'), root, out],
    checker: [process.execPath, '--max-old-space-size=6000', path.join(import.meta.dirname, 'make-checkers.mjs'), root, out, outOf('ours'), values.tsconfig],
    jelly: [values['jelly-node'], '--max-old-space-size=6000', values.jelly, '-j', out, '-b', root, '--ignore-dependencies', '--ignore-unresolved', '--skip-tests', '--no-callgraph-native', '--no-callgraph-require', '--loglevel', 'error', root],
  }[name];
  const measured = path.join(home, 'usage.json');
  const { status } = spawnSync(program, ['--import', path.join(import.meta.dirname, '../bench/usage.mjs'), ...given], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, BENCH_USAGE: measured } });
  if (status !== 0) throw new Error(`The graph "${name}" could not be made.`);
  const written = JSON.parse(fs.readFileSync(out, 'utf8'));
  const { calls, handed, sources: files } = name === 'jelly' ? jellyGraph(root, written) : written;
  return { usage: JSON.parse(fs.readFileSync(measured, 'utf8')), sources: files, handed: handed && new Set(handed), calls: new Map(calls.map(([site, targets]) => [site, new Set(targets)])) };
}

function outOf(name) {
  return path.join(home, `${name}.json`);
}

function rowOf(name, { calls, handed, usage }) {
  const { executed, recall, precision } = compare(recording, calls);
  const single = new Map([...calls].filter(([, targets]) => targets.size === 1));
  const only = compare({ direct: new Map([...recording.direct].filter(([site]) => single.has(site))) }, single);
  const known = [...recording.fromOutside].filter((fn) => handed?.has(fn)).length;
  const cells = [name, executed, share(recall), share(precision), share(only.precision), handed ? share(known / recording.fromOutside.size) : '', usage.cpu.toFixed(1), usage.memory.toFixed(0)];
  return `| ${cells.join(' | ')} |`;
}

function share(part) {
  return `${(part * 100).toFixed(1)} %`;
}

function show({ missed, unseen }, count) {
  const text = (id) => {
    const file = id.slice(0, id.lastIndexOf(':', id.lastIndexOf(':') - 1));
    const [start, end] = id.slice(file.length + 1).split(':').map(Number);
    const source = fs.readFileSync(path.join(root, file), 'utf8');
    return `${file}:${source.slice(0, start).split('\n').length} ${source.slice(start, end).replace(/\s+/g, ' ').slice(0, 90)}`;
  };
  for (const [title, edges] of [['missed', missed], ['never executed', unseen]]) {
    for (const [site, fn] of spread(edges, count)) console.log(`${title}: ${text(site)}\n    -> ${text(fn)}`);
  }
}

/** Of many so few, from all over. */
function spread(edges, count) {
  return edges.length <= count ? edges : Array.from({ length: count }, (_, index) => edges[Math.floor((index * edges.length) / count)]);
}
