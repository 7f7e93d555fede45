import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const compiled = (folder: string): string => fileURLToPath(new URL(`./dist/${folder}/`, import.meta.url));

/** Tests import `../src/…` and run the compiled program: what is tested is what ships, worker threads included. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^(?:\.\.\/)+src\//, replacement: compiled('src') },
      { find: /^(?:\.\.\/)+scripts\//, replacement: compiled('scripts') },
    ],
  },
  test: {
    globalSetup: ['test/loopback.ts'],
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Only what hangs for ever is stopped: how long something takes is measured by `bench`, and a test may run beside much else.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
  },
});
