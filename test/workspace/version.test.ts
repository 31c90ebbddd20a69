import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../../src/workspace/workspace.ts';
import { json, withProject } from '../with-project.ts';

function versions(workspace: Workspace, from: string, ...names: readonly string[]): readonly (string | undefined)[] {
  return names.map((name) => workspace.versionOf(from, name));
}

function lines(...list: readonly string[]): string {
  return list.join('\n');
}

const declared = { 'package.json': json({ dependencies: { bull: '^4.0.0', '@acme/mail': '~1.2.0', pino: '^8.0.0' } }) };

describe('lockfiles', () => {
  test('of npm, with folders: the nearest node_modules, and links', () => {
    const packages = {
      'node_modules/bull': { version: '4.16.5' },
      'api/node_modules/bull': { version: '3.29.3' },
      'node_modules/shared': { resolved: 'libs/shared', link: true },
      'libs/shared': { version: '0.3.0' },
    };
    const root = withProject({ 'package-lock.json': json({ lockfileVersion: 3, packages }) });
    const workspace = openWorkspace({ root });
    expect(versions(workspace, 'api/src/main.ts', 'bull', 'shared', 'constructor')).toEqual([
      '3.29.3',
      '0.3.0',
      undefined,
    ]);
    expect(versions(workspace, 'web/main.ts', 'bull')).toEqual(['4.16.5']);
  });

  test('of npm, version 1', () => {
    const lockfile = {
      lockfileVersion: 1,
      dependencies: { bull: { version: '3.22.0' }, own: { version: 'file:own' } },
    };
    const root = withProject({ 'npm-shrinkwrap.json': json(lockfile) });
    expect(versions(openWorkspace({ root }), 'main.js', 'bull', 'own')).toEqual(['3.22.0', undefined]);
  });

  test('of yarn 1: by declared range, or the only one there is', () => {
    const lockfile = lines(
      ...['# yarn lockfile v1', '', '"@acme/mail@^1.0.0", "@acme/mail@~1.2.0":', '  version "1.2.9"'],
      ...['bull@^3.0.0:', '  version "3.29.3"', '  dependencies:', '    bull "9.9.9"', 'bull@^4.0.0:'],
      ...['  version "4.16.5"', 'ioredis@^5.0.0:', '  version "5.4.1"', ''],
    );
    const root = withProject({ ...declared, 'yarn.lock': lockfile.replaceAll('\n', '\r\n') });
    const names = ['bull', '@acme/mail', 'ioredis', 'pino'];
    expect(versions(openWorkspace({ root }), 'main.js', ...names)).toEqual(['4.16.5', '1.2.9', '5.4.1', '8.0.0']);
  });

  test('of yarn 2 and later', () => {
    const lockfile = lines(
      ...['__metadata:', '  version: 8', '', '"bull@npm:^3.0.0, bull@npm:^4.0.0":', '  version: 4.16.5'],
      ...['  resolution: "bull@npm:4.16.5"', '', '"@acme/mail@workspace:mail":', '  version: 0.0.0-use.local', ''],
    );
    const root = withProject({ ...declared, 'yarn.lock': lockfile });
    expect(versions(openWorkspace({ root }), 'main.js', 'bull', '@acme/mail')).toEqual(['4.16.5', '1.2.0']);
  });

  test('of pnpm 9: by importing package, without peers', () => {
    const lockfile = lines(
      ...["lockfileVersion: '9.0'", '', 'importers:', '', '  .:', '    devDependencies:', '      pino:'],
      ...['        specifier: ^8.0.0', '        version: 8.21.0', '', '  services/api:', '    dependencies:'],
      ...["      '@acme/mail':", '        specifier: ~1.2.0', '        version: 1.2.9(pino@8.21.0)(bull@4.16.5)'],
      ...['      bull:', '        specifier: npm:@fork/bull@^4.0.0', "        version: '@fork/bull@4.1.0'"],
      ...['      own:', '        specifier: workspace:*', '        version: link:../own', '', '  services/own: {}'],
      ...['', 'packages:', '', '  bull@9.9.9:', '    resolution: {integrity: x}'],
    );
    const root = withProject({ ...declared, 'pnpm-lock.yaml': lockfile });
    const workspace = openWorkspace({ root });
    const names = ['@acme/mail', 'bull', 'pino', 'own'];
    expect(versions(workspace, 'services/api/src/a.ts', ...names)).toEqual(['1.2.9', '4.1.0', '8.21.0', undefined]);
    expect(versions(workspace, 'services/own/a.ts', 'pino')).toEqual(['8.21.0']);
  });

  test('of pnpm 5 and 6, of one package', () => {
    const five = lines(
      ...['lockfileVersion: 5.4', 'specifiers:', '  bull: ^4.0.0', 'dependencies:', '  bull: 4.16.5_pino@8.21.0'],
      ...["  '@acme/mail': registry.example.com/@acme/mail/1.2.9", 'packages:', '  /bull/9.9.9:', '    dev: false'],
    );
    const six = lines(
      ...[
        "lockfileVersion: '6.0'",
        'dependencies:',
        '  bull:',
        '    specifier: ^4.0.0',
        '    version: 4.16.5(pino@8.21.0)',
      ],
      ...[
        "  '@acme/mail':",
        '    specifier: npm:@fork/mail@1',
        '    version: /@fork/mail@1.2.9(pino@8.21.0)',
        'packages: {}',
      ],
    );
    for (const lockfile of [five, six]) {
      const root = withProject({ ...declared, 'pnpm-lock.yaml': lockfile });
      expect(versions(openWorkspace({ root }), 'src/a.ts', 'bull', '@acme/mail')).toEqual(['4.16.5', '1.2.9']);
    }
  });

  test('of bun: a member may have its own', () => {
    const lockfile = `{
      "lockfileVersion": 1,
      "workspaces": { "": { "name": "shop" }, "packages/api": { "name": "@shop/api", }, },
      "packages": {
        "bull": ["bull@4.16.5", "", {}, "sha512"], "@shop/api/bull": ["bull@3.29.3", "", {}, "sha512"],
        "@shop/api": ["@shop/api@workspace:packages/api"],
      },
    }`;
    const workspace = openWorkspace({ root: withProject({ 'bun.lock': lockfile }) });
    expect(versions(workspace, 'packages/api/a.ts', 'bull')).toEqual(['3.29.3']);
    expect(versions(workspace, 'packages/web/a.ts', 'bull', '@shop/api')).toEqual(['4.16.5', undefined]);
  });

  test('above the root, in the same repository; a nearer one that does not know the package passes on', () => {
    const repository = withProject({
      '.git/HEAD': '',
      'package-lock.json': json({ packages: { 'api/node_modules/bull': { version: '4.16.5' } } }),
      'api/package-lock.json': json({ packages: { 'node_modules/pino': { version: '8.21.0' } } }),
      'api/src/main.ts': '',
    });
    const workspace = openWorkspace({ root: path.join(repository, 'api/src') });
    expect(versions(workspace, 'main.ts', 'bull', 'pino')).toEqual(['4.16.5', '8.21.0']);
  });
});

test('without a lockfile: what is installed, else the least the declared range allows', () => {
  const root = withProject({
    'package.json': json({
      devDependencies: { bull: '>=3 <5', installed: '^1.0.0' },
      peerDependencies: { peer: '2 || 3' },
    }),
    'node_modules/installed/package.json': json({ version: '1.7.2' }),
    'pnpm-workspace.yaml': 'catalog:\n  kafkajs: ^2.2.4\ncatalogs:\n  old:\n    amqplib: ^0.8.0\n',
    'api/package.json': json({
      dependencies: { kafkajs: 'catalog:', amqplib: 'catalog:old', own: 'workspace:^', star: '*', latest: 'latest' },
      optionalDependencies: { alias: 'npm:@fork/bull@^4.1.0', git: 'github:acme/git#v1.0.0', none: 'catalog:none' },
    }),
    'package-lock.json': 'not json at all <<<<<<<',
    'yarn.lock': '\u0001',
  });
  const workspace = openWorkspace({ root });
  const known = {
    bull: '3.0.0',
    installed: '1.7.2',
    peer: '2.0.0',
    kafkajs: '2.2.4',
    amqplib: '0.8.0',
    alias: '4.1.0',
  };
  expect(versions(workspace, 'api/src/main.ts', ...Object.keys(known))).toEqual(Object.values(known));
  const unknown = ['own', 'star', 'latest', 'git', 'none', 'undeclared'];
  expect(versions(workspace, 'api/src/main.ts', ...unknown)).toEqual(unknown.map(() => undefined));
});
