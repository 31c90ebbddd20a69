import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder, forgetOthers } from '../../src/cache/folder.ts';
import { withProject } from '../with-project.ts';

test('beside the modules of the project, else among the files of the user', () => {
  const [bare, installed] = [withProject({ 'a.js': '' }), withProject({ 'node_modules/bullmq/package.json': '{}' })];
  expect(cacheFolder(installed)).toBe(path.join(installed, 'node_modules/.cache/eslint-plugin-async-patterns'));
  const folder = cacheFolder(bare, { XDG_CACHE_HOME: '/home/ann/kept' });
  expect(path.dirname(folder)).toBe('/home/ann/kept/eslint-plugin-async-patterns');
  expect(cacheFolder(`${bare}/other`, { XDG_CACHE_HOME: '/home/ann/kept' })).not.toBe(folder);
});

test('projects that nobody audited for a month are forgotten, others and their neighbours are not', () => {
  const all = path.join(withProject({}), 'eslint-plugin-async-patterns');
  const folders = ['mine', 'recent', 'old'].map((name) => path.join(all, name));
  for (const folder of folders) fs.mkdirSync(folder, { recursive: true });
  for (const name of ['mine', 'old']) fs.utimesSync(path.join(all, name), 1e9, 1e9);
  forgetOthers(path.join(all, 'mine'));
  expect(fs.readdirSync(all).sort()).toEqual(['mine', 'recent']);

  const elsewhere = withProject({ 'old/a': '', 'mine/a': '' });
  fs.utimesSync(path.join(elsewhere, 'old'), 1e9, 1e9);
  forgetOthers(path.join(elsewhere, 'mine'));
  expect(fs.readdirSync(elsewhere).sort()).toEqual(['mine', 'old']);
});
