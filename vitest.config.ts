import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Unit specs lie beside what they specify and read its source; what spans the house uses the package as an app does, from dist/.
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    // The package as built is for Node to load, not for Vite to transform.
    server: { deps: { external: [/\/dist\//] } },
    // Processes, not threads: specs end connections and listen for what a process hears.
    pool: 'forks',
    // One more than two cores: most specs wait for a process, a deadline or a page.
    maxWorkers: 3,
    watch: false,
    allowOnly: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', './scripts/reporter.ts'],
  },
});
