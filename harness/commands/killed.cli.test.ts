import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { root } from '../edges/paths.ts'
import { fakeWorld } from '../testing/fake-world.ts'
import { reportOf } from '../testing/report-of.ts'
import type { Sandbox } from '../testing/sandbox.ts'

const { newSandbox } = await fakeWorld()

const aSandbox = (): Sandbox => {
  const sandbox = newSandbox()
  sandbox.write(
    'matrix.json',
    JSON.stringify({
      sdks: [{ id: 'fake-node', registry: 'npm', package: 'openai', versions: ['1.0.0', '1.2.0', '1.3.0', '1.4.1'] }],
      scenarios: ['azure-*'],
      failOn: 'never',
    }),
  )
  return sandbox
}

/** Starts the program and kills it, and all that it started, without a warning after so many milliseconds. */
const killAfter = async (sandbox: Sandbox, ms: number): Promise<void> => {
  const child = spawn(process.execPath, [join(root(), 'harness', 'bin', 'sdkdrift.cjs'), 'matrix'], {
    cwd: sandbox.dir,
    env: sandbox.env,
    stdio: 'ignore',
  })
  await Promise.race([wait(ms), new Promise((resolve) => child.once('exit', resolve))])
  child.kill('SIGKILL')
}

test('killed at any moment and started again: the same report, and no repair by hand', async () => {
  const undisturbed = aSandbox()
  expect((await undisturbed.cli(['matrix'])).code).toBe(0)
  const killed = aSandbox()
  for (const ms of [150, 350, 500, 650, 800, 1000, 1300]) await killAfter(killed, ms)
  expect((await killed.cli(['matrix'])).code).toBe(0)
  expect(reportOf(killed)).toEqual(reportOf(undisturbed))
})
