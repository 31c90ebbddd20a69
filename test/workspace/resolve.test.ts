import { describe, expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../../src/workspace/workspace.ts';
import { empty, json, withProject } from '../with-project.ts';

/** `package bullmq`, `file src/a.ts`, `missing`: for tables. */
function lead(workspace: Workspace, from: string, specifier: string): string {
  const resolution = workspace.resolve(from, specifier);
  if (resolution.kind === 'file') return `file ${resolution.file}`;
  if (resolution.kind === 'missing') return 'missing';
  return `package ${resolution.name}${resolution.subpath && ` + ${resolution.subpath}`}`;
}

function expectLeads(workspace: Workspace, from: string, leads: Readonly<Record<string, string>>): void {
  const found = Object.keys(leads).map((specifier) => [specifier, lead(workspace, from, specifier)]);
  expect(Object.fromEntries(found)).toEqual(leads);
}

describe('relative imports', () => {
  test('endings, what TypeScript writes for them, folders, bundler queries', () => {
    const root = withProject({
      ...empty('src/orders.ts', 'src/page.tsx', 'src/a.mts', 'src/b.cts', 'src/plain.js', 'src/both.ts', 'src/both.js'),
      ...empty('src/mail/index.ts', 'src/mail.ts', 'src/mail/inner.ts', 'src/order.service.ts', 'src/types.d.ts'),
      ...empty('src/data.json', 'src/logo.svg', 'src/old/lib/main.js', 'src/old/index.js', 'src/Zahlung prüfen.ts'),
      'src/old/package.json': json({ main: 'lib/main' }),
    });
    expectLeads(openWorkspace({ root }), 'src/main.ts', {
      './orders': 'file src/orders.ts',
      './orders.js': 'file src/orders.ts',
      './orders.ts': 'file src/orders.ts',
      './page.js': 'file src/page.tsx',
      './page.jsx': 'file src/page.tsx',
      './a.mjs': 'file src/a.mts',
      './b.cjs': 'file src/b.cts',
      './plain': 'file src/plain.js',
      './both.js': 'file src/both.ts',
      './mail': 'file src/mail.ts',
      './mail/': 'file src/mail/index.ts',
      './order.service': 'file src/order.service.ts',
      './types': 'file src/types.d.ts',
      './data': 'file src/data.json',
      './data.json': 'file src/data.json',
      './logo.svg?url': 'file src/logo.svg',
      'raw-loader!./logo.svg': 'file src/logo.svg',
      './old': 'file src/old/lib/main.js',
      './Zahlung prüfen': 'file src/Zahlung prüfen.ts',
      '../src/orders': 'file src/orders.ts',
      '../node_modules/bullmq/dist/esm': 'package bullmq + dist/esm',
      './nowhere': 'missing',
      '../../outside': 'missing',
      '': 'missing',
    });
    expectLeads(openWorkspace({ root }), 'src/mail/inner.ts', {
      '.': 'file src/mail/index.ts',
      '..': 'missing',
      '../mail': 'file src/mail.ts',
    });
  });
});

describe('packages', () => {
  test('of the registry, of Node and of other platforms', () => {
    const root = withProject({ 'package.json': json({ dependencies: { bullmq: '5.1.0' } }) });
    expectLeads(openWorkspace({ root }), 'src/main.ts', {
      bullmq: 'package bullmq',
      'aws-sdk/clients/sqs': 'package aws-sdk + clients/sqs',
      '@aws-sdk/client-sqs': 'package @aws-sdk/client-sqs',
      '@aws-sdk/client-sqs/dist-es/index.js': 'package @aws-sdk/client-sqs + dist-es/index.js',
      fs: 'package node:fs',
      'node:fs': 'package node:fs',
      'fs/promises': 'package node:fs/promises',
      'npm:pg@8.21.0/lib': 'package pg + lib',
      'jsr:@std/semver@1': 'package @std/semver',
      'cloudflare:workers': 'package cloudflare:workers',
      '@/orders': 'missing',
      '#orders': 'missing',
      '~icons/bell': 'missing',
    });
  });

  test('of the project: sources behind main, exports and built output, however they are linked', () => {
    const root = withProject({
      'package.json': json({ name: 'shop', workspaces: { packages: ['packages/*', '!packages/fake'] } }),
      'packages/jobs/package.json': json({ name: '@shop/jobs', main: './dist/index.js' }),
      ...empty('packages/jobs/src/index.ts', 'packages/jobs/src/worker.ts', 'packages/jobs/dist/index.js'),
      'packages/events/package.json': json({
        name: '@shop/events',
        exports: {
          '.': { types: './dist/types/index.d.ts', import: './dist/esm/index.mjs' },
          './server': { node: { require: './dist/src/server/index.js' } },
          './topics/*': { default: './build/topics/*.js' },
          './topics/internal/*': null,
          './raw': ['./nowhere.js', './raw/raw.ts'],
        },
      }),
      ...empty('packages/events/src/index.ts', 'packages/events/src/server/index.ts', 'packages/events/raw/raw.ts'),
      ...empty('packages/events/src/topics/orders.ts', 'packages/events/types/index.d.ts'),
      'packages/fake/package.json': json({ name: 'bullmq', version: '0.0.1' }),
      'packages/fake/index.ts': '',
      'tools/money/package.json': json({ name: 'money', source: 'lib/money.js', main: 'out/money.js' }),
      'tools/money/lib/money.js': '',
      'api/package.json': json({
        name: '@shop/api',
        dependencies: { bullmq: '^5.0.0', money: 'file:../tools/money', gone: 'workspace:*' },
      }),
      ...empty('api/main.js', 'api/src/index.ts', 'api/src/routes.ts'),
    });
    expectLeads(openWorkspace({ root }), 'api/main.js', {
      '@shop/jobs': 'file packages/jobs/src/index.ts',
      '@shop/jobs/worker': 'file packages/jobs/src/worker.ts',
      '@shop/jobs/src/worker': 'file packages/jobs/src/worker.ts',
      '@shop/jobs/dist/worker.js': 'file packages/jobs/src/worker.ts',
      '@shop/jobs/package.json': 'file packages/jobs/package.json',
      '@shop/jobs/nowhere': 'missing',
      '@shop/events': 'file packages/events/src/index.ts',
      '@shop/events/server': 'file packages/events/src/server/index.ts',
      '@shop/events/topics/orders': 'file packages/events/src/topics/orders.ts',
      '@shop/events/raw': 'file packages/events/raw/raw.ts',
      '../packages/jobs/dist/worker': 'file packages/jobs/src/worker.ts',
      money: 'file tools/money/lib/money.js',
      '@shop/api/routes': 'file api/src/routes.ts',
      bullmq: 'package bullmq',
      gone: 'missing',
      '@shop/unknown': 'package @shop/unknown',
    });
  });

  test('members named by pnpm and lerna are meant even where the declared range is another', () => {
    const member = (name: string): string => json({ name, version: '2.0.0' });
    const root = withProject({
      'pnpm-workspace.yaml': "packages:\n  - 'libs/**'\n  - '!**/old'\n",
      'lerna.json': json({ packages: ['services/{mail,sms}'] }),
      'package.json': json({ dependencies: { mail: '^1.0.0', sms: '^1.0.0', deep: '^1.0.0', old: '^1.0.0' } }),
      'services/mail/package.json': member('mail'),
      'services/sms/package.json': member('sms'),
      'libs/a/deep/package.json': member('deep'),
      'libs/a/old/package.json': member('old'),
      ...empty('services/mail/index.js', 'services/sms/index.js', 'libs/a/deep/index.js', 'libs/a/old/index.js'),
    });
    expectLeads(openWorkspace({ root }), 'main.js', {
      mail: 'file services/mail/index.js',
      sms: 'file services/sms/index.js',
      deep: 'file libs/a/deep/index.js',
      old: 'package old',
    });
  });

  test('`imports` of the nearest package.json', () => {
    const root = withProject({
      'package.json': json({
        imports: { '#db': { node: 'pg', default: './src/db.js' }, '#lib/*': './dist/lib/*.js', '#loop': '#loop' },
      }),
      ...empty('src/lib/mail.ts'),
    });
    expectLeads(openWorkspace({ root }), 'src/main.ts', {
      '#db': 'package pg',
      '#lib/mail': 'file src/lib/mail.ts',
      '#lib/nowhere': 'missing',
      '#loop': 'missing',
    });
  });
});

describe('path aliases', () => {
  test('paths with comments, base configurations, the longest prefix, and the next target', () => {
    const root = withProject({
      'base.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@shared/*": ["gen/*", "shared/*"] } } }',
      'own.json': json({ compilerOptions: { paths: { '@own/*': ['${configDir}/src/*'] } } }),
      'api/tsconfig.json': `\uFEFF{
        // comments and trailing commas
        "extends": ["../base.json", "@tsconfig/node20/tsconfig.json", "../own"],
        "compilerOptions": { "paths": {
          "@own/*": ["api/src/*"], "@own/deep/*": ["api/deep/*"], "@own/*/handler": ["api/src/*/handle"],
          "@shared/*": ["shared/*",], "types": ["node_modules/@types/types"], "exact": ["api/src/exact.ts"],
          "@built/*": ["api/dist/*.d.ts"],
        } },
      }`,
      'web/tsconfig.json': json({ extends: '../own' }),
      ...empty('shared/money.ts', 'api/src/orders.ts', 'api/deep/orders.ts', 'api/src/exact.ts', 'web/src/page.tsx'),
      ...empty('api/src/mail/handle.ts'),
    });
    expectLeads(openWorkspace({ root }), 'api/src/main.ts', {
      '@shared/money': 'file shared/money.ts',
      '@own/orders': 'file api/src/orders.ts',
      '@own/deep/orders': 'file api/deep/orders.ts',
      '@own/mail/handler': 'file api/src/mail/handle.ts',
      '@built/orders': 'file api/src/orders.ts',
      exact: 'file api/src/exact.ts',
      'shared/money': 'file shared/money.ts',
      '@own/nowhere': 'missing',
      types: 'package types',
    });
    expectLeads(openWorkspace({ root }), 'web/src/main.ts', { '@own/page': 'file web/src/page.tsx' });
  });

  test('a solution: only the configuration that covers the file knows its paths', () => {
    const config = (folder: string): string => {
      return json({ include: [`${folder}/**/*`], compilerOptions: { paths: { '@/*': [`${folder}/*`] } } });
    };
    const root = withProject({
      'tsconfig.json': json({ files: [], references: [{ path: './tsconfig.web.json' }, { path: './config/api' }] }),
      'tsconfig.web.json': config('web'),
      'config/api/tsconfig.json': config('../../api'),
      ...empty('web/orders.ts', 'api/orders.ts'),
    });
    const workspace = openWorkspace({ root });
    expectLeads(workspace, 'web/main.ts', { '@/orders': 'file web/orders.ts' });
    expectLeads(workspace, 'api/main.ts', { '@/orders': 'file api/orders.ts' });
  });

  test('`baseUrl` is tried before packages, but not for the name of a dependency or a module of Node', () => {
    const root = withProject({
      'package.json': json({ dependencies: { newrelic: '1.0.0' } }),
      'tsconfig.json': json({ compilerOptions: { baseUrl: 'src' } }),
      ...empty('src/newrelic.ts', 'src/events.ts', 'src/queues/mail.ts', 'src/config.json', 'src/newrelic/own.ts'),
    });
    expectLeads(openWorkspace({ root }), 'src/main.ts', {
      'queues/mail': 'file src/queues/mail.ts',
      'newrelic/own': 'file src/newrelic/own.ts',
      newrelic: 'package newrelic',
      events: 'package node:events',
      config: 'package config',
    });
  });

  test('aliases that nothing declares are taken where they usually lead', () => {
    const root = withProject({
      'package.json': json({ dependencies: { '@queue/core': '1.0.0' }, _moduleAliases: { '@jobs': 'lib/jobs' } }),
      'service/package.json': json({ name: 'service' }),
      ...empty('service/src/orders.js', 'server/models.js', 'lib/jobs/mail.js', 'lib/jobs/index.js', 'queue/core.js'),
    });
    expectLeads(openWorkspace({ root }), 'service/src/main.js', {
      '~/orders': 'file service/src/orders.js',
      '@/orders': 'file service/src/orders.js',
      'src/orders': 'file service/src/orders.js',
      '@server/models': 'file server/models.js',
      '@jobs/mail': 'file lib/jobs/mail.js',
      '@jobs': 'file lib/jobs/index.js',
      'src/nowhere': 'missing',
      '@queue/core': 'package @queue/core',
      'lodash/fp': 'package lodash + fp',
    });
  });
});

test('broken and cyclic configuration is one problem a file, and the rest is used', () => {
  const root = withProject({
    'package.json': '{ "name": "shop", "dependencies": { "bullmq": "5.1.0" }, ',
    'tsconfig.json': '{ "extends": "./a.json", "compilerOptions": { "paths": { "@/*": ["./src/*"] }',
    'a.json': json({ extends: ['./b.json', './a.json'] }),
    'b.json': json({ extends: ['./a.json', './tsconfig.json'] }),
    'pnpm-workspace.yaml': 'packages: [',
    'src/orders.ts': '',
  });
  const workspace = openWorkspace({ root });
  expect(lead(workspace, 'src/main.ts', '@/orders')).toBe('file src/orders.ts');
  expect(lead(workspace, 'src/deep/main.ts', '@/orders')).toBe('file src/orders.ts');
  expect(workspace.packageOf('src/main.ts')).toMatchObject({ directory: '', dependencies: { bullmq: '5.1.0' } });
  expect(workspace.problems.map(({ file }) => file)).toEqual(['package.json', 'pnpm-workspace.yaml', 'tsconfig.json']);
});

test('packageOf is the nearest package.json inside the root', () => {
  const root = withProject({
    'api/package.json': json({ name: 'api', dependencies: { a: '1' }, devDependencies: { b: '2' } }),
  });
  const workspace = openWorkspace({ root });
  expect(workspace.packageOf('api/src/main.ts')).toMatchObject({ directory: 'api', name: 'api' });
  expect(workspace.packageOf('api/src/main.ts')?.dependencies).toEqual({ a: '1', b: '2' });
  expect(workspace.packageOf('web/main.ts')).toBeUndefined();
});

test('the client that Prisma generates is the package, whether or not it is there', () => {
  const root = withProject({
    'prisma/schema.prisma': 'generator client {\n  provider = "prisma-client"\n  output   = "../src/generated/prisma"\n}\ngenerator docs {\n  provider = "docs"\n  output = "../docs"\n}\n',
    'tsconfig.json': json({ compilerOptions: { paths: { '@/*': ['./src/*'] } } }),
    ...empty('src/generated/prisma/enums.ts', 'docs/index.ts'),
  });
  expectLeads(openWorkspace({ root }), 'src/db/orders.ts', {
    '../generated/prisma/client': 'package @prisma/client',
    '../generated/prisma/client.js': 'package @prisma/client',
    '../generated/prisma': 'package @prisma/client',
    '@/generated/prisma/client': 'package @prisma/client',
    '../generated/prisma/enums': 'file src/generated/prisma/enums.ts',
    '../../docs': 'file docs/index.ts',
    '../generated/other': 'missing',
  });
});
