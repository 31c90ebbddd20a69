import { vi } from 'vitest';

// Node 20 cannot `require` TypeScript: the tests hand the engine to ESLint's side as the test runner loads it.
vi.mock('../src/rule/session/engine.ts', async () => {
  const { engine } = await import('./engine.ts');
  return { loadEngine: () => engine };
});
