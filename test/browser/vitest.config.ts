import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    // One browser at a time: a small machine would otherwise be busy with drawing only.
    fileParallelism: false,
    // No test is about speed, so none may fail because the machine is busy.
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
