import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Specs that compare processor time. Each shares its caches with what runs beside it, so they run last and alone. */
const COMPARES_TIME = ['tests/regular-expressions/linear-time.test.ts'];

/** The specs of an app of `tests/package/tools.test.ts`, which other test runners run, and those of installed packages. */
const NOT_OURS = ['tests/package/tools/**', '**/node_modules/**'];

export default defineConfig({
  // A spec that reads the source loads this room from the source, too.
  resolve: { alias: { '#development': fileURLToPath(new URL('src/development/index.ts', import.meta.url)) } },
  test: {
    // The package as built is for Node to load, not for Vite to transform.
    server: { deps: { external: [/\/dist\//] } },
    // Processes, not threads: specs end connections and listen for what a process hears.
    pool: 'forks',
    watch: false,
    allowOnly: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', './scripts/reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'specs',
          // Unit specs lie beside what they specify and read its source; what spans the house uses the package as an app does, from dist/.
          include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: [...COMPARES_TIME, ...NOT_OURS],
          // One more than two cores: most specs wait for a process, a deadline or a page.
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'time',
          include: COMPARES_TIME,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          // Room for all that is read in one measurement. Otherwise V8 copies the young objects of a long text, and never those of a short one.
          execArgv: ['--min-semi-space-size=256', '--max-semi-space-size=256'],
        },
      },
    ],
  },
});
