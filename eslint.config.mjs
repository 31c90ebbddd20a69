import asyncPatterns from 'eslint-plugin-async-patterns';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig([
  globalIgnores(['dist/', 'fixtures/', 'coverage/']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      // `!` is no better than the `as` it would replace.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Interfaces here say `read(file): string` of plain functions, which have no `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // The plugin on itself, as it is built: its own name leads to `dist`.
  asyncPatterns.configs.all,
  // Fixtures are projects of their own, with faults on purpose.
  { settings: { 'async-patterns': { ignore: ['fixtures/', 'bench/'] } } },
]);
