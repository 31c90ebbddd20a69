/**
 * Counts what the rules find on real code: `npm run counts -- labelled=<folder> unlabelled=<folder> [judged=<file>]`.
 * In: folders with a JSON report of each repository (`audit --format json -o <repository>.json`), by the name of the set;
 * judgements by hand, `[{ "ruleId", "messageId", "right", "wrong" }]`, with `messageId: "*"` for all of a rule.
 * Out: `docs/counts.json`, of which `npm run docs` makes the table in `docs/rules/README.md`.
 */
import fs from 'node:fs';
import path from 'node:path';

const target = path.join(import.meta.dirname, '../../docs/counts.json');
const given = process.argv.slice(2).map((argument) => argument.split(/=(.*)/s));
const judged = given.flatMap(([name, file]) => (name === 'judged' ? JSON.parse(fs.readFileSync(file, 'utf8')) : []));
const folders = given.filter(([name]) => name !== 'judged');
if (folders.length === 0 || folders.some(([, folder]) => !folder)) {
  console.error('Name at least one set with the folder of its reports: labelled=reports/labelled');
  process.exit(2);
}

const rows = new Map();
const rowOf = (ruleId, messageId) => {
  const key = `${ruleId} ${messageId}`;
  if (!rows.has(key)) rows.set(key, { ruleId, messageId, findings: Object.fromEntries(folders.map(([name]) => [name, 0])), repositories: 0, right: 0, wrong: 0 });
  return rows.get(key);
};

const sets = {};
for (const [set, folder] of folders) {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.json'));
  sets[set] = 0;
  for (const file of files) {
    const { findings } = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
    if (!Array.isArray(findings)) continue;
    sets[set] += 1;
    for (const { ruleId, messageId } of findings) rowOf(ruleId, messageId).findings[set] += 1;
    for (const key of new Set(findings.map(({ ruleId, messageId }) => `${ruleId} ${messageId}`))) rows.get(key).repositories += 1;
  }
}
for (const { ruleId, messageId, right, wrong } of judged) {
  const row = rowOf(ruleId, messageId);
  row.right += right;
  row.wrong += wrong;
}
const sorted = [...rows.values()].sort((a, b) => (`${a.ruleId} ${a.messageId}` < `${b.ruleId} ${b.messageId}` ? -1 : 1));
fs.writeFileSync(target, `${JSON.stringify({ sets, rows: sorted }, null, 2)}\n`);
