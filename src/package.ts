import { createRequire } from 'node:module';

const manifest = createRequire(import.meta.url)('eslint-plugin-async-patterns/package.json') as {
  readonly name: string;
  readonly version: string;
};

/** What this package calls itself, in ESLint and in an audit. */
export const { name: packageName, version: packageVersion } = manifest;
