import { defineConfig } from 'vitest/config'

const live = 'harness/**/*.live.test.ts'
const cli = 'harness/**/*.cli.test.ts'

export default defineConfig({
  test: {
    projects: [
      {
        // No network, no process that takes seconds: what is run while writing code.
        test: {
          name: 'unit',
          include: ['harness/**/*.test.ts'],
          exclude: [live, cli],
          testTimeout: 10_000,
          setupFiles: ['.ci/loopback-only.mjs'],
        },
      },
      {
        // The real program in a sandbox, against a fake registry on loopback.
        test: {
          name: 'cli',
          include: [cli],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Real packages from the real registries.
        test: {
          name: 'live',
          include: [live],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // Real installs and whole matrix runs bring their own concurrency: one file at a time, after the others.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        // What people do in tests of their own (`sdkdrift/vitest`): real versions, a test for each scenario and step.
        test: {
          name: 'drift',
          include: ['fixtures/suites/*.drift.ts'],
          testTimeout: 600_000,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
