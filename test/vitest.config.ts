import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**'],
    globalSetup: 'test/support/database-templates.ts',
    // Processes, not threads: the database’s native part is built for one of it in a process.
    pool: 'forks',
    maxWorkers: 2,
    // What a file needs is loaded once for each process, not once for each file; every test has a database of its own.
    isolate: false,
    // No test is about speed, so none may fail because the machine is busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
