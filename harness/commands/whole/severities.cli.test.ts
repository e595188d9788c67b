import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { movedKeyTable } from '../../testing/releases.ts'

// The user's word against the rules holds in every command, and none of them is silent about it.

const { newSandbox } = await fakeWorld({ releases: movedKeyTable() })
const sandbox = newSandbox()

const sdks = [{ id: 'openai-node', registry: 'npm', package: 'openai', versions: ['5.17.0', '5.18.0'] }]
const lowered = (match: object, severity = 'telemetry') => ({ match, severity, reason: 'nobody here uses it' })
const all = [
  lowered({ rule: 'credential-moved', name: 'api-key' }),
  lowered({ rule: 'answer-worse', sdk: 'openai-*' }),
  lowered({ name: 'x-never' }, 'breaking'),
]
const TOLD = 'severity changed from breaking to telemetry by matrix.json'

beforeAll(() => {
  const matrix = { sdks, scenarios: ['azure-api-key'], gateways: ['azure-openai'] }
  sandbox.writeAll({ 'matrix.json': { ...matrix, severities: all }, 'plain.json': matrix })
})

const ends = ['openai-node@5.17.0', 'openai-node@5.18.0'] as const
const steps = ['openai-node', '--from', '5.17.0', '--to', '5.18.0'] as const
const one = ['--scenario', 'azure-api-key'] as const

test('matrix: what was breaking no longer fails the run, the report says why, and an idle entry is named', async () => {
  expect((await sandbox.cli(['matrix', '--config', 'plain.json'])).code).toBe(1)
  const { code, stdout } = await sandbox.cli(['matrix'])
  expect([code, stdout.includes(TOLD)]).toEqual([0, true])
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('severities[2] (name x-never: breaking')
  const { findings } = parseReport(readFileSync(join(sandbox.dir, 'reports/report.json'), 'utf8'), 'report')
  expect(findings.map(({ severity }) => severity)).toEqual(['telemetry'])
})

test.each<[string, readonly string[], number, number]>([
  ['diff', ['diff', ...ends], 1, 0],
  ['gate', ['gate', ...steps], 1, 0],
  ['bisect', ['bisect', 'openai-node', '--good', '5.17.0', '--bad', '5.18.0', ...one], 0, 0],
])('%s says so too', async (_, args, before, after) => {
  expect((await sandbox.cli([...args, '--config', 'plain.json'])).code).toBe(before)
  const { code, stdout } = await sandbox.cli(args)
  expect([code, stdout.replaceAll(/\s+/g, ' ')]).toEqual([after, expect.stringContaining(TOLD)])
})
