import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/temporary.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Nothing in sim/ keeps state of its own: files share modules, and what the engine has compiled.
    isolate: false,
    maxWorkers: 2,
  },
});
