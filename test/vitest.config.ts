import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**'],
    globalSetup: 'test/support/database-templates.ts',
    // Processes, not threads: the database’s native part is built for one of it in a process.
    pool: 'forks',
    maxWorkers: 2,
    // No test is about speed, so none may fail because the machine is busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
