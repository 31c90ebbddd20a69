import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'project',
          include: ['test/**/*.test.ts'],
          exclude: ['test/package.test.ts'],
          setupFiles: ['test/setup.ts'],
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Packs, installs and runs the package: slow, and of no use before the rest is right.
        test: { name: 'package', include: ['test/package.test.ts'], testTimeout: 300_000, hookTimeout: 600_000, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
