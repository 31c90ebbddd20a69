import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRootOf } from '../../src/rule/session/project-root.ts';
import { withProject } from '../with-project.ts';

const file = 'packages/orders/src/worker.ts';

test.each([
  ['a pnpm workspace', { 'pnpm-workspace.yaml': '', 'packages/orders/package.json': '{}' }, ''],
  ['npm workspaces', { 'package.json': '{ "workspaces": ["packages/*"] }', 'packages/orders/package.json': '{}' }, ''],
  ['a repository', { '.git/HEAD': '', 'packages/orders/package.json': '{}' }, ''],
  ['the nearest of two', { '.git/HEAD': '', 'packages/nx.json': '{}' }, 'packages'],
  ['without a mark, the nearest package', { 'package.json': '{}', 'packages/orders/package.json': '{}' }, 'packages/orders'],
  ['a broken package.json is no workspace', { 'package.json': '{ "workspaces"', 'packages/orders/package.json': '{}' }, 'packages/orders'],
])('%s', (_, files, expected) => {
  const root = withProject({ ...files, [file]: '' });
  expect(projectRootOf(path.join(root, file))).toBe(path.join(root, expected));
});

test('without any of them, the folder of the file', () => {
  const root = withProject({ 'worker.ts': '' });
  expect(projectRootOf(path.join(root, 'worker.ts'))).toBe(root);
});
