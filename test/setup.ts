import path from 'node:path';
import { vi } from 'vitest';

// What the command and ESLint keep in tests is not kept among the user's own.
process.env['XDG_CACHE_HOME'] = path.resolve(import.meta.dirname, '../node_modules/.cache/tests');

// Node 20 cannot `require` TypeScript: the tests hand the engine to ESLint's side as the test runner loads it.
vi.mock('../src/rule/session/engine.ts', async () => {
  const { engine } = await import('./engine.ts');
  return { loadEngine: () => engine };
});
