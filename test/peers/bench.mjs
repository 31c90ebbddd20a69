// Runs the seeded samples through other ESLint plugins and through ours, side by side, and writes docs/comparison.md.
// Installs the others by name from the registry into a folder for temporary files; needs `npm run build` before.
//
//   npm run bench:peers
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { analyse } from '../../dist/src/analyse.js';
import { auditOf } from '../../dist/src/audit.js';
import { rules } from '../../dist/rules/index.js';
import { seedsOf } from './seeds.mjs';

const project = path.resolve(import.meta.dirname, '../..');
const samples = ['comparison-app', 'comparison-stack', 'comparison-correct-stack'];
const peers = ['eslint@9', 'typescript@5.9', 'typescript-eslint@8', 'eslint-plugin-sonarjs', 'eslint-plugin-promise', 'eslint-plugin-n', 'eslint-plugin-awscdk'];

/** What the samples are written for, so that rules which need types have them. */
const libraries = ['bullmq@5', '@aws-sdk/client-sqs@3', 'kafkajs@2', '@types/amqplib', '@types/aws-lambda', '@types/express', '@types/node@20', '@types/nodemailer', 'aws-cdk-lib@2', 'constructs@10'];

const place = fs.mkdtempSync(path.join(os.tmpdir(), 'peers-'));
try {
  fs.writeFileSync(path.join(place, 'package.json'), '{"name":"peers","private":true,"type":"module"}');
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', ...peers, ...libraries], { cwd: place, stdio: 'inherit' });
  const theirs = await reportsOfPeers(place);
  fs.writeFileSync(path.join(project, 'docs/comparison.md'), page(theirs, versions(place)));
} finally {
  fs.rmSync(place, { recursive: true, force: true });
}

/** Every rule of every plugin, on: as `{ sample, file, line, rule }`. */
async function reportsOfPeers(folder) {
  const require = createRequire(path.join(folder, 'package.json'));
  const load = async (name) => {
    const loaded = await import(require.resolve(name));
    return loaded.default?.rules || loaded.default?.ESLint || loaded.default?.plugin ? loaded.default : (loaded.default ?? loaded);
  };
  const { ESLint } = await load('eslint');
  const tseslint = await load('typescript-eslint');
  const plugins = {
    '@typescript-eslint': tseslint.plugin,
    sonarjs: await load('eslint-plugin-sonarjs'),
    promise: await load('eslint-plugin-promise'),
    n: await load('eslint-plugin-n'),
    awscdk: await load('eslint-plugin-awscdk'),
  };
  for (const sample of samples) fs.cpSync(path.join(project, 'fixtures/samples', sample), path.join(folder, sample), { recursive: true });
  fs.writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { strict: true, module: 'NodeNext', allowImportingTsExtensions: true, noEmit: true, skipLibCheck: true }, include: samples }),
  );
  const { default: core } = await import(require.resolve('@eslint/js'));
  const on = Object.entries(plugins).flatMap(([prefix, { rules: own }]) =>
    Object.entries(own)
      .filter(([, rule]) => !rule.meta?.deprecated)
      .map(([name]) => [`${prefix}/${name}`, 'warn']),
  );
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      core.configs.all,
      { files: ['**/*.ts'], plugins, languageOptions: { parser: tseslint.parser, parserOptions: { project: './tsconfig.json', tsconfigRootDir: folder } }, rules: Object.fromEntries(on) },
    ],
  });
  const results = await eslint.lintFiles(samples.map((sample) => `${sample}/**/*.ts`));
  return results.flatMap(({ filePath, messages }) => {
    const [sample, ...rest] = path.relative(folder, filePath).split(path.sep);
    return messages.map(({ line, ruleId }) => ({ sample, file: rest.join('/'), line, rule: ruleId ?? 'syntax' }));
  });
}

/** Rules about style, names, size and encryption find something on every line; those about promises and queues are what counts here. */
function isAbout(rule) {
  return !/no-native|encrypted/.test(rule) && /promise|await|strict-void|floating|aws|sqs|queue|lambda|no-try|ignored-exception/.test(rule);
}

function page(theirs, versionsText) {
  const rows = samples.flatMap((sample) => {
    const root = path.join(project, 'fixtures/samples', sample);
    const { findings } = auditOf(analyse({ root }), rules, { version: '0.0.0' });
    return seedsOf(root).map((seed) => {
      const near = ({ file, line }) => file === seed.file && line >= seed.line && line <= seed.next;
      const peer = new Set(theirs.filter((report) => report.sample === sample && near(report) && isAbout(report.rule)).map(({ rule }) => rule));
      const own = new Set(findings.filter(({ ruleId }) => seed.rules.includes(ruleId)).filter(({ at, because }) => near(at) || because.some((step) => near(step.at))).map(({ ruleId }) => ruleId));
      return `| ${sample} ${seed.number} | ${seed.text} | ${cell(own)} | ${cell(peer)} |`;
    });
  });
  const silent = ['comparison-correct-stack'].map((sample) => {
    const { findings } = auditOf(analyse({ root: path.join(project, 'fixtures/samples', sample) }), rules, { version: '0.0.0' });
    return `On the correct design of \`fixtures/samples/${sample}\` we report ${findings.length === 0 ? 'nothing' : `${String(findings.length)} findings`}.`;
  });
  return [
    '# Comparison',
    '',
    'Defects seeded in `fixtures/samples/comparison-*`, and who reports them. Made by `npm run bench:peers`.',
    `The others run with every rule that is not deprecated; of what they report at the place of a seed, rules about promises, AWS and ignored errors are listed. ${versionsText}`,
    '',
    '| seed | defect | async-patterns | others |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    ...silent,
    '',
  ].join('\n');
}

function cell(names) {
  return names.size === 0 ? '—' : [...names].sort().map((name) => `\`${name}\``).join(' ');
}

function versions(folder) {
  const names = peers.map((name) => name.replace(/(?<=.)@.*$/, ''));
  const list = names.map((name) => `${name} ${JSON.parse(fs.readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8')).version}`);
  return `Versions: ${list.join(', ')}.`;
}
