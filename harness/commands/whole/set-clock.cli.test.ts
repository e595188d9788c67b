import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { fakeWorld } from '../../testing/fake-world.ts'
import { reportOf } from '../../testing/report-of.ts'
import type { Sandbox } from '../../testing/sandbox.ts'
import { clockOff, setClockBy } from '../../testing/set-clock.ts'

/** A clock that is set while a run goes on, and between one and the next: NTP, a machine that wakes up, a person. */
const { registry, newSandbox } = await fakeWorld()
let sandbox: Sandbox
let undisturbed: unknown

beforeAll(async () => {
  sandbox = newSandbox()
  sandbox.writeAll({
    'matrix.json': {
      sdks: [
        { id: 'fake-node', registry: 'npm', package: 'openai', versions: ['1.0.0', '1.2.0', '1.3.0'] },
        { id: 'fake-python', registry: 'pypi', package: 'openai', versions: ['1.0.0', '1.4.1'] },
      ],
      scenarios: ['azure-api-key', 'azure-entra-token-provider', 'azure-entra-token-as-api-key'],
      gateways: ['azure-openai', 'apim-validate-jwt', 'apim-subscription-key'],
      failOn: 'never',
    },
  })
  expect((await sandbox.cli(['matrix'])).code).toBe(0)
  undisturbed = reportOf(sandbox)
})

test.each([-2, 400])('set by %d days: the same report, then and in the next run', async (days) => {
  rmSync(join(sandbox.cacheDir, 'captures'), { recursive: true })
  // One driver at a time, so that there are some behind the step.
  const args = ['matrix', '--concurrency', '1']
  const { code, stderr } = await sandbox.cli(args, { env: { NODE_OPTIONS: setClockBy(days) } })
  expect([code, reportOf(sandbox)], stderr).toEqual([0, undisturbed])
  const { startedAt, finishedAt } = JSON.parse(readFileSync(join(sandbox.dir, 'reports', 'report.json'), 'utf8'))
  const tookMs = Date.parse(finishedAt) - Date.parse(startedAt)
  expect([tookMs >= 0, tookMs < 86_400_000]).toEqual([true, true])
  expect((await sandbox.cli(['matrix'])).code).toBe(0)
  expect(reportOf(sandbox)).toEqual(undisturbed)
})

test('an install that is damaged is made anew by a clock that was set back since', async () => {
  const file = join(sandbox.cacheDir, INSTALLED)
  const { atime, mtime } = statSync(file)
  writeFileSync(file, readFileSync(file).fill('?'))
  utimesSync(file, atime, mtime)
  rmSync(join(sandbox.cacheDir, 'captures'), { recursive: true })
  const { code, stderr } = await sandbox.cli(['matrix'], { env: { NODE_OPTIONS: clockOff(-100) } })
  expect([code, reportOf(sandbox)], stderr).toEqual([0, undisturbed])
})

const INSTALLED = 'installs/npm/openai/1.3.0/node-24/node_modules/.pnpm/openai@1.3.0/node_modules/openai/index.js'

test('what came out while the clock was wrong is found when it is right again', async () => {
  const range = { range: '1.x', keep: 'newest' }
  const matrix = { sdks: [{ id: 'fake-node', registry: 'npm', package: 'openai', versions: ['1.0.0', range] }] }
  const home = newSandbox()
  home.writeAll({ 'matrix.json': { ...matrix, scenarios: ['azure-api-key'], failOn: 'never' } })
  const newest = async (...env: readonly string[]): Promise<string> => {
    const { code, stdout } = await home.cli(['plan', '--json'], { env: env[0] ? { NODE_OPTIONS: env[0] } : {} })
    expect(code).toBe(0)
    return /1\.4\.\d/.exec(stdout)?.[0] ?? stdout
  }
  registry.setReleases('1.4.0')
  expect(await newest(clockOff(1000))).toBe('1.4.0')
  registry.setReleases('1.4.1')
  expect(await newest()).toBe('1.4.1')
})
