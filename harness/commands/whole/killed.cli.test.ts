import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { endAfter } from '../../testing/end-after.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { reportOf } from '../../testing/report-of.ts'
import type { Sandbox } from '../../testing/sandbox.ts'

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

test('killed at any moment and started again: the same report, and no repair by hand', async () => {
  const undisturbed = aSandbox()
  const begun = performance.now()
  expect((await undisturbed.cli(['matrix'])).code).toBe(0)
  const tookMs = performance.now() - begun
  const killed = aSandbox()
  for (const part of [0.15, 0.3, 0.5, 0.7]) await endAfter(killed, 'SIGKILL', part * tookMs)
  expect((await killed.cli(['matrix'])).code).toBe(0)
  expect(reportOf(killed)).toEqual(reportOf(undisturbed))
  expect(readdirSync(killed.env['TMPDIR'] ?? '')).toEqual([])
})

test.each(['SIGTERM', 'SIGINT'] as const)('%s says how to go on, and ends it by that signal', async (signal) => {
  const stopped = aSandbox()
  const early = await endAfter(stopped, signal, 'first words')
  expect(early.signal).toBe(signal)
  expect(early.stderr).toContain(`Ended by ${signal}. What was finished is kept: the same command goes on from there.`)
  expect((await stopped.cli(['matrix'])).code).toBe(0)
})
