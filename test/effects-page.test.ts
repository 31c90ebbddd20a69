import path from 'node:path';
import { expect, test } from 'vitest';
import { clients } from '../src/effects/index.ts';
import type { ClientEffects } from '../src/model/effect.ts';
import { project } from './source-files.ts';

test('docs/effects.md is made from src/effects: npm run docs', async () => {
  await expect(page()).toMatchFileSnapshot(path.join(project, 'docs/effects.md'));
});

test('each client says once what a call does', () => {
  const twice = clients.flatMap(({ name, calls }) => {
    const keys = Object.values(calls).flatMap((text) => text.split(' '));
    return keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${name}: ${key}`);
  });
  expect(twice).toEqual([]);
});

function page(): string {
  const sorted = clients.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  return [
    '# What calls of client libraries do',
    '',
    'Whether a handler may run twice depends on what it calls. This page is made from the tables in `src/effects/clients`:',
    '`npm run docs`. A call is written as its type and member: `Model.create` is `create` of whatever the library gives as',
    'a model, `A.{b,c}` stands for `A.b` and `A.c`, `new:{F,G}` for constructions, `@{m}` for a member of any type, `*` for',
    'every other call.',
    '',
    '- **read**, **read_costly**, **pure**, **builder**, **modifier**: nothing changes.',
    '- **write_idem**: repeating it leaves the same state. **write_nonidem**: each run changes state again.',
    '- **write_cond**: the arguments decide: the statement, the method of a request, a condition, a key.',
    '- **guard**, **lock**: only the first of several runs gets through.',
    '- **send**, **publish**: seen outside, and not to be taken back.',
    '',
    'Other words (`tx`, `ack`, `consume`, `wait`, `cpu`, `admin`, …) are explained in `src/model/effect.ts`.',
    ...sorted.flatMap(sectionOf),
    '',
  ].join('\n');
}

function sectionOf({ name, packages, kind, seenIn, calls, sql, idempotencyKey }: ClientEffects): readonly string[] {
  return [
    '',
    `## ${name}`,
    '',
    `${packages.map((each) => `\`${each}\``).join(', ')}; ${kind}. ${seenIn === undefined ? 'The version it was looked up in was not noted.' : `Seen in: ${seenIn}.`}`,
    '',
    '| | |',
    '| --- | --- |',
    ...Object.entries(calls).map(([type, keys]) => `| ${type} | ${codeOf(keys)} |`),
    ...(sql === undefined ? [] : [`| decided by the statement | ${codeOf(sql)} |`]),
    ...(idempotencyKey === undefined ? [] : [`| safe to repeat with a key at | \`${idempotencyKey}\` |`]),
  ];
}

function codeOf(keys: string): string {
  return keys.split(' ').filter(Boolean).map((key) => `\`${key}\``).join(' ');
}
