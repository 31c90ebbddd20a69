import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'project',
          include: ['test/**/*.test.ts'],
          exclude: ['test/package.test.ts', 'test/slow/**', 'test/audits.test.ts', 'test/brokers-page.test.ts'],
          setupFiles: ['test/setup.ts'],
          testTimeout: 20_000,
          // The compiler behind ts-morph is loaded once for each worker, not once for each of the files.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Whole audits and long pages as snapshots: `npm run docs` remakes them.
        test: { name: 'snapshots', include: ['test/audits.test.ts', 'test/brokers-page.test.ts'], testTimeout: 20_000, isolate: false, sequence: { groupOrder: 0 } },
      },
      {
        // Prints what becomes of every fix: `npm run fixes:check`, or with CHECKOUTS=<folder of checkouts> of real code.
        test: { name: 'fixes', include: ['test/fix/report.check.ts'], setupFiles: ['test/setup.ts'], testTimeout: 3_600_000 },
      },
      {
        // Packs, installs and runs the package: slow, and of no use before the rest is right.
        test: { name: 'package', include: ['test/package.test.ts', 'test/slow/*.test.ts'], setupFiles: ['test/setup.ts'], testTimeout: 300_000, hookTimeout: 600_000, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
