import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { UsageError } from '../../src/model/usage-error.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { empty, withProject } from '../with-project.ts';

describe('which files belong', () => {
  test('sources and candidates for infrastructure, without output, tools and declarations', () => {
    const root = withProject(
      empty(
        ...['src/orders.ts', 'src/mail.jsx', 'src/build/invoice.mts', 'src/vendor/tax.cjs', '.infra/index.ts'],
        ...['supabase/functions/build/index.ts', 'src/types.d.ts', 'src/types.d.mts', 'README.md', '.pnp.cjs'],
        ...['public/jquery.min.js', 'public/app.bundle.js', 'vendor/lib.js', 'build/a.js', 'packages/api/build/a.js'],
        ...['packages/api/package.json', 'node_modules/bullmq/index.js', 'dist/a.js', 'cdk.out/a.json', '.next/a.js'],
        ...['serverless.yml', '.github/workflows/ci.yaml', 'infra/main.tf', 'wrangler.toml', 'package-lock.json'],
        ...['src/compiled.ts', 'src/compiled.js'],
      ),
    );
    const workspace = openWorkspace({ root });
    expect(workspace.sourceFiles).toEqual([
      ...['.infra/index.ts', 'src/build/invoice.mts', 'src/compiled.ts', 'src/mail.jsx', 'src/orders.ts'],
      ...['src/vendor/tax.cjs', 'supabase/functions/build/index.ts'],
    ]);
    expect(workspace.otherFiles).toEqual([
      '.github/workflows/ci.yaml',
      'infra/main.tf',
      'packages/api/package.json',
      'serverless.yml',
      'wrangler.toml',
    ]);
    expect(workspace.problems).toEqual([]);
  });

  test('test code only when it is asked for, and never because of where the root lies', () => {
    const files = [
      ...['src/orders.test.ts', 'src/orders.e2e-spec.ts', 'src/orders.e2e-ee.ts', 'src/__mocks__/queue.ts', 'e2e/a.js', 'feature-tests/a.ts', 'mocha_spec/a.js'],
      ...['test/docker-compose.yml', 'src/orders.clienttest.ts'],
    ];
    const project = empty(...[...files, 'src/orders.ts', 'src/schema.latest.ts'].map((file) => `test/service/${file}`));
    const root = path.join(withProject(project), 'test/service');
    expect(openWorkspace({ root }).sourceFiles).toEqual(['src/orders.ts', 'src/schema.latest.ts']);
    expect(openWorkspace({ root }).otherFiles).toEqual([]);
    expect(openWorkspace({ root, includeTests: true }).sourceFiles).toHaveLength(10);
    expect(openWorkspace({ root }).resolve('src/orders.ts', './orders.test')).toEqual({
      kind: 'file',
      file: 'src/orders.test.ts',
    });
  });

  test('every .gitignore on the way, those of the repository around the root, and the settings', () => {
    const repository = withProject({
      ...empty('.git/HEAD', 'api/src/orders.ts', 'api/gen/client.ts', 'api/src/old.ts', 'api/src/tmp/keep.ts'),
      ...empty('api/src/tmp/drop.ts', 'api/local.ts', 'api/src/local.ts'),
      '.gitignore': 'gen/\r\nlocal.ts\r\n',
      'api/src/.gitignore': 'tmp/*\n!tmp/keep.ts\n!local.ts\n',
    });
    const root = path.join(repository, 'api');
    expect(openWorkspace({ root, ignore: ['**/old.ts'] }).sourceFiles).toEqual([
      'src/local.ts',
      'src/orders.ts',
      'src/tmp/keep.ts',
    ]);
  });

  test('links: no loop, a linked folder is another name, a file from elsewhere stands where the link is', () => {
    const elsewhere = withProject(empty('shared.ts'));
    const root = withProject(empty('libs/money/src/index.ts', 'api/orders.ts'));
    fs.symlinkSync(root, path.join(root, 'api/loop'));
    fs.symlinkSync('../libs/money', path.join(root, 'api/money'));
    fs.symlinkSync(path.join(elsewhere, 'shared.ts'), path.join(root, 'api/shared.ts'));
    fs.symlinkSync('nowhere.ts', path.join(root, 'api/broken.ts'));
    const workspace = openWorkspace({ root });
    expect(workspace.sourceFiles).toEqual(['api/orders.ts', 'api/shared.ts', 'libs/money/src/index.ts']);
    const money = { kind: 'file', file: 'libs/money/src/index.ts' };
    expect(workspace.resolve('api/orders.ts', './money/src')).toEqual(money);
    expect(workspace.resolve('api/orders.ts', './loop/api/money/src')).toEqual(money);
  });

  test('unsaved text comes first, also for files that are not on the disk', () => {
    const root = withProject({ 'src/orders.ts': 'saved', 'src/other.ts': '' });
    const overlay = new Map([
      [path.join(root, 'src/orders.ts'), '\uFEFFunsaved'],
      [path.join(root, 'src/fresh.ts'), 'fresh'],
      [path.join(root, 'src/fresh.test.ts'), 'fresh'],
      ['/elsewhere/a.ts', ''],
    ]);
    const workspace = openWorkspace({ root, overlay });
    expect(workspace.sourceFiles).toEqual(['src/fresh.ts', 'src/orders.ts', 'src/other.ts']);
    expect(['src/orders.ts', 'src/fresh.ts'].map(workspace.read)).toEqual(['unsaved', 'fresh']);
  });
});

describe('reading never fails', () => {
  test('too large, minified, not text, vanished; each said once', () => {
    const root = withProject({
      'src/huge.ts': 'x'.repeat(1_000_001),
      'public/lib.js': `${'a=1;'.repeat(400)}\n`,
      'src/long-lines.ts': `export const page = '${'a'.repeat(2000)}';\n`,
      'src/video.ts': Buffer.from([0x47, 0x40, 0x00, 0x10]),
      'src/mail.ts': '\uFEFFconst a = 1;\r\nconst b = 2;\r\n',
      'src/gone.ts': '',
      'Über uns/e mail.ts': 'äöü',
    });
    const workspace = openWorkspace({ root });
    fs.rmSync(path.join(root, 'src/gone.ts'));
    expect(workspace.sourceFiles).toEqual([
      'src/gone.ts',
      'src/long-lines.ts',
      'src/mail.ts',
      'src/video.ts',
      'Über uns/e mail.ts',
    ]);
    expect(workspace.read('src/mail.ts')).toBe('const a = 1;\r\nconst b = 2;\r\n');
    expect(workspace.read('Über uns/e mail.ts')).toBe('äöü');
    const unreadable = ['src/huge.ts', 'src/video.ts', 'src/video.ts', 'src/gone.ts', 'src', '../outside.ts'];
    expect(unreadable.map(workspace.read)).toEqual(unreadable.map(() => undefined));
    expect(workspace.problems).toEqual([
      { file: 'src/huge.ts', message: 'The file "src/huge.ts" is larger than 1 MB and is left out.' },
      { file: 'src/video.ts', message: 'The file "src/video.ts" is not text and is left out.' },
    ]);
  });

  test('folders and files without permission', () => {
    const root = withProject(empty('src/secret/a.ts', 'src/orders.ts'));
    const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
    const { readdirSync } = fs;
    const folders = vi.spyOn(fs, 'readdirSync').mockImplementation(((folder: string, options: never) => {
      if (folder.endsWith('secret')) throw denied;
      return readdirSync(folder, options);
    }) as never);
    const workspace = openWorkspace({ root });
    folders.mockRestore();
    const files = vi.spyOn(fs, 'readFileSync').mockImplementation(() => {
      throw denied;
    });
    const text = workspace.read('src/orders.ts');
    files.mockRestore();

    expect(text).toBeUndefined();
    expect(workspace.sourceFiles).toEqual(['src/orders.ts']);
    expect(workspace.problems).toEqual([
      { file: 'src/secret', message: 'The folder "src/secret" cannot be read (EACCES).' },
      { file: 'src/orders.ts', message: 'The file "src/orders.ts" cannot be read (EACCES).' },
    ]);
  });

  test('a root that is no folder is wrong use', () => {
    const root = withProject(empty('package.json'));
    for (const wrong of ['nowhere', 'package.json', 'package.json/deeper']) {
      expect(() => openWorkspace({ root: path.join(root, wrong) })).toThrow(UsageError);
    }
  });
});
