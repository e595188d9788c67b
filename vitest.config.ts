import { defineConfig } from 'vitest/config'

const live = 'harness/**/*.live.test.ts'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['harness/**/*.test.ts'],
          exclude: [live],
          testTimeout: 10_000,
          setupFiles: ['.ci/loopback-only.mjs'],
        },
      },
      {
        test: {
          name: 'live',
          include: [live],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // Real installs and whole matrix runs bring their own concurrency: one file at a time, after the unit tests.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
