import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import { run } from '../../edges/process.ts'
import type { Report } from '../../model/report.ts'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'

/** The shipped matrix, run as the README says, on real packages from the real registries. */
const out = temporaryFolder('live')
const program = join(root(), 'harness', 'bin', 'sdkdrift.cjs')
const sdkdrift = (...args: readonly string[]) =>
  run({
    file: process.execPath,
    args: [program, ...args],
    cwd: root(),
    env: Object.fromEntries(
      Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    timeoutMs: 600_000,
  })

let report: Report

beforeAll(async () => {
  const { exitCode, stderr } = await sdkdrift('matrix', '--fresh', '--out', out)
  expect([exitCode, stderr]).toEqual([0, expect.any(String)])
  report = parseReport(readFileSync(join(out, 'report.json'), 'utf8'), 'report.json')
})

const drift = (sdk: string, to: string, scenario: string, gateway: string) =>
  report.drifts.find((one) => one.sdk === sdk && one.to === to && one.scenario === scenario && one.gateway === gateway)

test.each([
  '',
  '.async',
])('PyPI openai 2.34.0 no longer sends an Entra token given as api_key in authorization%s', (variant) => {
  for (const gateway of ['apim-validate-jwt', 'azure-openai']) {
    const found = drift('openai-python', '2.34.0', `azure-entra-token-as-api-key${variant}`, gateway)
    expect(found).toMatchObject({ from: '2.33.0', severity: 'breaking' })
    expect(found?.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'header-removed', name: 'authorization', before: ['Bearer ‹entra-token›'] }),
        expect.objectContaining({ kind: 'outcome', before: { kind: 'response', status: 200 } }),
      ]),
    )
    expect(found?.remedies[0]?.passes).toMatchObject({ from: true, to: true })
  }
})

test('the very text that users report is observed behind Azure OpenAI', () => {
  const found = drift('openai-python', '2.34.0', 'azure-entra-token-as-api-key', 'azure-openai')
  expect(JSON.stringify(found?.changes)).toContain(
    'Access denied due to invalid subscription key or wrong API endpoint',
  )
})

test('npm openai 5.18.0 moves the key to authorization, and 5.19.1 moves it back', () => {
  expect(drift('openai-node', '5.18.0', 'azure-api-key', 'apim-subscription-key')).toMatchObject({
    severity: 'breaking',
    changes: expect.arrayContaining([
      expect.objectContaining({
        kind: 'credential-moved',
        before: { name: 'api-key', value: '‹api-key›' },
        after: { name: 'authorization', value: 'Bearer ‹api-key›' },
      }),
    ]),
  })
  expect(drift('openai-node', '5.19.1', 'azure-api-key', 'apim-subscription-key')?.changes).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'credential-moved', after: { name: 'api-key', value: '‹api-key›' } }),
    ]),
  )
})

test('everything breaking that the shipped run finds is accepted with a reason, and fails without the acceptances', async () => {
  const breaking = report.findings.filter(({ severity }) => severity === 'breaking')
  expect(breaking.length).toBeGreaterThan(1)
  for (const { accepted } of breaking) expect(accepted?.reason).toBeTruthy()
  expect((await sdkdrift('matrix', '--no-accepted', '--out', join(out, 'strict'))).exitCode).toBe(1)
})

test('every version is measured, with its dependencies', () => {
  expect(report.runs.length).toBeGreaterThanOrEqual(12)
  for (const run of report.runs) {
    expect(run).toMatchObject({ status: 'measured' })
    expect(Object.keys(run.dependencies).length, run.sdk).toBeGreaterThan(0)
  }
})

// The contract check that the project's owners keep beside the checkout; where it is, the report must satisfy it.
const check = join(root(), '..', 'shared', 'acceptance', 'report.py')
test('the report satisfies the acceptance check', async ({ skip }) => {
  skip(!existsSync(check), `${check} is not here`)
  const ran = await run({
    file: 'python3',
    args: [check, join(out, 'report.json')],
    env: { PATH: process.env['PATH'] ?? '' },
  })
  expect([ran.exitCode, ran.stdout]).toEqual([0, expect.stringContaining('holds')])
})

test('bisect finds both edges of the npm incident, and the first bad PyPI version', async () => {
  const npm = JSON.parse(
    (
      await sdkdrift(
        'bisect',
        'openai-node',
        '--scenario',
        'azure-api-key',
        '--all',
        '--good',
        '5.0.0',
        '--bad',
        '6.0.0',
        '--json',
        '--out',
        out,
      )
    ).stdout,
  )
  expect(npm.transitions.map(({ from, to }: { from: string; to: string }) => [from, to])).toEqual([
    ['5.17.0', '5.18.0'],
    ['5.19.0', '5.19.1'],
  ])
  const pypi = JSON.parse(
    (
      await sdkdrift(
        'bisect',
        'openai-python',
        '--scenario',
        'azure-entra-token-as-api-key',
        '--good',
        '1.60.0',
        '--json',
        '--out',
        out,
      )
    ).stdout,
  )
  expect(pypi.transitions).toMatchObject([{ from: '2.33.0', to: '2.34.0' }])
})
