#!/usr/bin/env node
// Edits bodies of functions in one session, as an editor's server sees it: `npm run bench:edits -- CHECKOUT …`, with
// `--files N` (default 5) and `--seed N`. In each file one body is changed first; then every other body is given a
// statement that calls something, one at a time. Prints how many of those edits needed an analysis, and milliseconds of
// CPU of both kinds. The last edit of each file is held against an analysis of everything: exit code 1 where they differ.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { files: { type: 'string', default: '5' }, seed: { type: 'string', default: '1' } } });
const { Session } = await import('../../dist/src/rule/session/session.js');
const { loadEngine } = await import('../../dist/src/rule/session/engine.js');
const { rules } = await import('../../dist/rules/index.js');
const { readSource } = await import('../../dist/src/source/read-source.js');
const engine = loadEngine();
let differ = 0;
console.log(`${os.cpus().length} × ${os.cpus()[0]?.model ?? '?'}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}\n`);
console.log('| project | files | bodies edited | without an analysis | ms each p50 / p95 | ms of an analysis p50 | differ from one of everything |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const folder of positionals) console.log(rowOf(path.resolve(folder)));
process.exitCode = differ > 0 ? 1 : 0;

function rowOf(root) {
  let analyses = 0;
  const counting = { ...engine, analyse: (options) => ((analyses += 1), engine.analyse(options)) };
  const session = new Session({ root, settings: {}, engine: counting });
  const sources = sourcesIn(root);
  const [free, costly] = [[], []];
  let wrong = 0;
  ask(session, root, sources[0]);
  for (const file of chosen(sources)) {
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    const bodies = bodiesOf(file, text);
    if (bodies.length < 2) continue;
    ask(session, root, file, edited(text, bodies[0]));
    let last;
    for (const body of bodies.slice(1)) {
      const before = analyses;
      const started = process.cpuUsage();
      last = edited(text, body);
      ask(session, root, file, last);
      const { user, system } = process.cpuUsage(started);
      (analyses === before ? free : costly).push((user + system) / 1000);
    }
    const fresh = new Session({ root, settings: {}, engine });
    if (!isDeepStrictEqual(ask(session, root, file, last), ask(fresh, root, file, last))) wrong += 1;
    ask(session, root, file, text);
  }
  differ += wrong;
  const all = free.length + costly.length;
  return `| ${path.basename(root)} | ${sources.length} | ${all} | ${free.length} | ${at(free, 0.5)} / ${at(free, 0.95)} | ${at(costly, 0.5)} | ${wrong} |`;
}

/** What all rules find in a file; lines that a message names are those of the last analysis. */
function ask(session, root, file, text = fs.readFileSync(path.join(root, file), 'utf8')) {
  const found = rules.flatMap((rule) => session.findingsIn(path.join(root, file), text, rule, rule.meta.defaultOptions).map(({ at, messageId, suggestions }) => ({ rule: rule.name, at, messageId, suggestions })));
  return JSON.parse(JSON.stringify(found));
}

function edited(text, offset) {
  return `${text.slice(0, offset)} console.log(Number('1'));${text.slice(offset)}`;
}

/** Where bodies of functions in braces begin. */
function bodiesOf(file, text) {
  const starts = readSource(file, text).functions.slice(1).map(({ span: [start, end] }) => {
    const found = /^(?:async\s+)?(?:function\b[^{]*|[\w$]+\s*\([^{}]*\)\s*(?::\s*[\w<>[\].]+\s*)?|\([^{}]*\)\s*(?::\s*[\w<>[\].]+\s*)?=>\s*)\{/.exec(text.slice(start, end));
    return found && start + found[0].length;
  });
  return starts.filter((start) => start && readSource(file, edited(text, start)).broken === false).slice(0, 12);
}

function chosen(sources) {
  const step = sources.length / Number(values.files);
  const start = (Number(values.seed) * 0.37) % 1;
  return Array.from({ length: Number(values.files) }, (_, index) => sources[Math.floor((index + start) * step)]);
}

function sourcesIn(root) {
  const entries = fs.readdirSync(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /(?<!\.d|test|spec)\.[cm]?[jt]sx?$/.test(entry.name)).map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
  return files.filter((file) => !/(^|\/)(node_modules|dist|\.git)\//.test(file)).sort();
}

function at(times, share) {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted.length === 0 ? '' : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0);
}
