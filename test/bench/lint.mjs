// Lints the TypeScript of a checkout as CI does: `node lint.mjs CHECKOUT typed|none ours|none CACHE`.
// `typed`: typescript-eslint's `recommendedTypeChecked`; `ours`: our preset, which keeps what it finds out in CACHE.
import fs from 'node:fs';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import plugin from '../../dist/src/plugin.js';

const [root, types, own, cache] = process.argv.slice(2);
const typed = tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] }));
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  overrideConfig: [
    ...(types === 'typed' ? typed : []),
    { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser, parserOptions: types === 'typed' ? { projectService: true, tsconfigRootDir: root } : {} } },
    ...(own === 'ours' ? [...plugin.configs.recommended, { settings: { 'async-patterns': { root, cache } } }] : []),
  ],
});
const folders = ['src', 'lib', 'app', 'packages', 'apps'].filter((folder) => fs.existsSync(`${root}/${folder}`));
const results = await eslint.lintFiles((folders.length > 0 ? folders : ['.']).map((folder) => `${folder}/**/*.ts`));
console.log(results.length);
