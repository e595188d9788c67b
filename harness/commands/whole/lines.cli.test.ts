import { beforeAll, expect, test } from 'vitest'
import type { Bisection } from '../../model/bisection.ts'
import type { GateAnswer } from '../../model/gate.ts'
import type { Report } from '../../model/report.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { shippedTable } from '../../testing/releases.ts'

/** 1.1.1 is a backport that moves the key, out after 2.0.0; 2.1.0 moves it in the other line. */
const HISTORY = {
  ...shippedTable(),
  openai: [
    {
      version: '1.0.0',
      published: '2024-01-10',
      sends: { azureKeyIn: ['api-key'], keyAndToken: 'both', retryCount: false, maxRetries: 0 },
      needs: { npm: { 'wobble-transport': '^1.0.0' } },
    },
    { version: '1.1.0', published: '2024-02-10' },
    { version: '1.1.1', published: '2024-04-20', sends: { azureKeyIn: ['authorization'] } },
    { version: '2.0.0', published: '2024-03-10', sends: { azureKeyIn: ['api-key'] } },
    { version: '2.0.1', published: '2024-05-10' },
    { version: '2.1.0', published: '2024-06-10', sends: { azureKeyIn: ['authorization'] } },
  ],
}

const { newSandbox } = await fakeWorld({ releases: HISTORY })
const sandbox = newSandbox()
const { registry: undated } = await fakeWorld({ releases: HISTORY, dates: false })

beforeAll(() => {
  sandbox.write(
    'matrix.json',
    JSON.stringify({
      sdks: [{ id: 'fake', registry: 'npm', package: 'openai', versions: ['>=1'] }],
      scenarios: ['azure-api-key'],
      gateways: ['apim-subscription-key'],
      failOn: 'never',
    }),
  )
})

const steps = ({ findings }: Report) => findings.map(({ from, to, line }) => ({ step: `${from} → ${to}`, line }))

test('matrix compares a backport in its own line, and a new line with what it left', async () => {
  const { code, stdout } = await sandbox.cli(['matrix', '--json'])
  const report: Report = JSON.parse(stdout)
  expect(code).toBe(0)
  expect(steps(report)).toEqual([
    { step: '1.1.0 → 1.1.1', line: { from: '1.x', to: '1.x', across: false } },
    { step: '2.0.1 → 2.1.0', line: { from: '2.x', to: '2.x', across: false } },
  ])
  expect(report.runs.map(({ version, line }) => `${version} after ${line?.after}`)).toContain('2.0.0 after 1.1.0')
  expect((await sandbox.cli(['matrix'])).stdout).toMatch(/^ +line +1\.x$/mu)
})

test('where the registry dates nothing, numbers alone decide, and that is said', async () => {
  const { stdout } = await sandbox.cli(['matrix', '--json', '--fresh'], {
    env: { npm_config_registry: undated.npmUrl, SDKDRIFT_CACHE: `${sandbox.cacheDir}-undated` },
  })
  const report: Report = JSON.parse(stdout)
  expect(
    steps(report)
      .map(({ step }) => step)
      .sort(),
  ).toEqual(['1.1.0 → 1.1.1', '1.1.1 → 2.0.0', '2.0.1 → 2.1.0'])
  expect(report.notes).toContain(
    'Dates do not follow the versions of fake (its registry dates nothing): release lines are told by number alone and dependencies are not those of the release days.',
  )
})

test('bisect follows what the bad version came from', async () => {
  const { code, stdout } = await sandbox.cli([
    ...['bisect', 'fake', '--scenario', 'azure-api-key', '--good', '1.0.0', '--bad', '2.1.0', '--exhaustive', '--json'],
  ])
  const told: Bisection = JSON.parse(stdout)
  expect([code, told.versions]).toEqual([0, 5])
  expect(told.transitions).toMatchObject([{ from: '2.0.1', to: '2.1.0', line: { from: '2.x', to: '2.x' } }])
  expect(told.notes).toContain(
    'The search follows what 2.1.0 (line 2.x) came from: 1 version beside it is not looked at (1.1.1).',
  )
})

test('gate goes as far as the line of the newest goes, and says which it is', async () => {
  sandbox.write('package.json', JSON.stringify({ dependencies: { openai: '1.0.0' } }))
  sandbox.write(
    'package-lock.json',
    JSON.stringify({
      lockfileVersion: 3,
      packages: { '': { dependencies: { openai: '1.0.0' } }, 'node_modules/openai': { version: '1.0.0' } },
    }),
  )
  const { stdout, stderr } = await sandbox.cli([
    'gate',
    '--json',
    '--fail-on',
    'breaking',
    '--gateway',
    'apim-subscription-key',
  ])
  const { candidates }: GateAnswer = JSON.parse(stdout)
  expect(candidates, stderr).toMatchObject([
    { to: '2.1.0', verdict: 'blocked', howFar: { safe: '2.0.1', line: '2.x', first: { version: '2.1.0' } } },
  ])
  expect(candidates[0]?.findings[0]).toMatchObject({ line: { from: '1.x', to: '2.x', across: false } })
})
