import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import { run } from '../../edges/process.ts'
import type { Report } from '../../model/report.ts'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'

/** The second family's part of the shipped matrix, on real packages from the real registries. */
const out = temporaryFolder('live')
let report: Report

beforeAll(async () => {
  const { exitCode, stderr } = await run({
    file: process.execPath,
    args: [join(root(), 'harness', 'bin', 'sdkdrift.cjs'), 'matrix', '--sdk', 'anthropic-*', '--out', out],
    cwd: root(),
    env: Object.fromEntries(
      Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    timeoutMs: 600_000,
  })
  expect([exitCode, stderr]).toEqual([0, expect.any(String)])
  report = parseReport(readFileSync(join(out, 'report.json'), 'utf8'), 'report.json')
})

const drift = (sdk: string, to: string, scenario: string, gateway: string) =>
  report.drifts.find((one) => one.sdk === sdk && one.to === to && one.scenario === scenario && one.gateway === gateway)

test.each([
  ['anthropic-node', '1.0.0', 'anthropic-api-key'],
  ['anthropic-python', '2.0.0', 'anthropic-api-key'],
  ['anthropic-python', '2.0.0', 'anthropic-api-key.async'],
])('%s %s moves the key to authorization, and a gateway that reads x-api-key refuses it', (sdk, to, scenario) => {
  const refused = drift(sdk, to, scenario, 'apim-subscription-key')
  expect(refused).toMatchObject({ severity: 'breaking', accepted: { reason: expect.any(String) } })
  expect(refused?.changes).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        kind: 'credential-moved',
        before: { name: 'x-api-key', value: '‹api-key›' },
        after: { name: 'authorization', value: 'Bearer ‹api-key›' },
      }),
    ]),
  )
  expect(refused?.remedies[0]).toMatchObject({ passes: { from: true, to: true, newest: true } })
  expect(drift(sdk, to, scenario, 'anthropic')).toMatchObject({ severity: 'auth' })
})

test('every version of each package was measured, and the Foundry client of both languages is let in', () => {
  expect(report.runs.filter(({ status }) => status !== 'measured')).toEqual([])
  const foundry = report.runs.flatMap(({ sdk, scenarios }) =>
    scenarios
      .filter(({ id, gateway, status }) => id === 'foundry-api-key' && gateway === 'foundry' && status === 'measured')
      .map((one) => [sdk, 'outcome' in one && one.outcome]),
  )
  expect(new Set(foundry.map(([sdk]) => sdk))).toEqual(new Set(['anthropic-foundry-node', 'anthropic-python']))
  for (const [, outcome] of foundry) expect(outcome).toEqual({ kind: 'response', status: 200 })
})

test('no scenario of another vendor’s product is asked of it', () => {
  const ids = report.runs.flatMap(({ scenarios }) => scenarios.map(({ id }) => id))
  expect(ids.some((id) => id.startsWith('azure-'))).toBe(false)
})
