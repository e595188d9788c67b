import { defineConfig } from 'vitest/config'

const live = 'harness/**/*.live.test.ts'
const cli = 'harness/**/*.cli.test.ts'

/** Milliseconds. How long a test takes is the machine's affair and proves nothing: this ends one that hangs. */
const PATIENCE_MS = 300_000

/** Temporary folders that tests made, when a file is done. */
const REMOVES_FOLDERS = 'harness/testing/remove-temporary-folders.ts'

export default defineConfig({
  test: {
    projects: [
      {
        // No network, no process that takes seconds: what is run while writing code.
        test: {
          name: 'unit',
          include: ['harness/**/*.test.ts'],
          exclude: [live, cli],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          // Vitest would leave one core to itself, which does next to nothing while they run.
          maxWorkers: '100%',
          setupFiles: ['.ci/loopback-only.mjs', REMOVES_FOLDERS],
        },
      },
      {
        // The real program in a sandbox, against a fake registry on loopback.
        test: {
          name: 'cli',
          include: [cli],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          maxWorkers: 2,
          setupFiles: [REMOVES_FOLDERS],
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
          // One waits for a registry while another measures. More would measure against each other: runs bring their own
          // concurrency.
          maxWorkers: 2,
          setupFiles: [REMOVES_FOLDERS],
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
