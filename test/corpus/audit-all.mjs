#!/usr/bin/env node
// Audits every project in a folder of checkouts: `node test/corpus/audit-all.mjs CHECKOUTS REPORTS [PART-OF-NAME …]`.
// Writes REPORTS/<name>.json for each, and tells how long each took. Needs `npm run build`.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const [checkouts, reports, ...wanted] = process.argv.slice(2);
if (checkouts === undefined || reports === undefined) {
  console.error('Usage: node test/corpus/audit-all.mjs CHECKOUTS REPORTS [PART-OF-NAME …]');
  process.exit(2);
}
const bin = path.resolve(import.meta.dirname, '../../dist/src/cli/bin.js');
const minutes = 5;
fs.mkdirSync(reports, { recursive: true });

const names = fs
  .readdirSync(checkouts, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && (wanted.length === 0 || wanted.some((part) => entry.name.includes(part))))
  .map(({ name }) => name)
  .sort();

let failed = 0;
for (const name of names) {
  const report = path.resolve(reports, `${name}.json`);
  const start = performance.now();
  const given = ['audit', path.join(checkouts, name), '--format', 'json', '--output-file', report, '--fail-on', 'never'];
  const { status, stderr } = spawnSync(process.execPath, [bin, ...given], { encoding: 'utf8', timeout: minutes * 60_000 });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (status === 0) {
    const { consumers, findings } = JSON.parse(fs.readFileSync(report, 'utf8'));
    console.log(`${name}  ${seconds} s  ${consumers.length} consumers, ${findings.length} findings`);
  } else {
    failed += 1;
    console.log(`${name}  ${seconds} s  FAILED (${status ?? 'out of time'})\n${stderr.trim()}`);
  }
}
console.log(`${names.length} projects, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
