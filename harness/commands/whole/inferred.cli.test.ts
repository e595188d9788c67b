import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report, ScenarioResult } from '../../model/report.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { findUv, NO_UV } from '../../testing/find-uv.ts'
import { shippedTable } from '../../testing/releases.ts'

/** 1.1.0 moves the key; 1.2.0 tries the other place when it is refused: what it does is decided by the answer. */
const { newSandbox } = await fakeWorld({
  releases: {
    ...shippedTable(),
    openai: [
      {
        version: '1.0.0',
        published: '2024-01-10',
        sends: { azureKeyIn: ['api-key'], keyAndToken: 'both', retryCount: false, maxRetries: 0 },
        needs: { npm: { 'wobble-transport': '^1.0.0' }, pypi: { 'wobble-transport': '>=1,<3' } },
      },
      { version: '1.1.0', published: '2024-02-10', sends: { azureKeyIn: ['authorization'] } },
      { version: '1.2.0', published: '2024-03-10', sends: { azureKeyIn: ['api-key'], afterRefusal: 'other-field' } },
    ],
  },
})
const sandbox = newSandbox()

/** Wants what `apim-subscription-key` wants, and answers who is let in as no other gateway does. */
const RULES = { wants: { header: 'api-key' }, answers: [{ path: '/*', body: { id: 'ours' } }] }
sandbox.writeAll({
  'ours.json': RULES,
  'the-same.json': RULES,
  // Its second request is answered otherwise: it remembers.
  'remembers.json': { ...RULES, answers: [{ path: '/*', time: 2, status: 429, body: {} }, ...RULES.answers] },
})
sandbox.write(
  'twice.json',
  JSON.stringify({
    id: 'twice',
    title: 'A key, and two calls.',
    client: { kind: 'azure', address: 'endpoint', credentials: { apiKey: 'api-key' }, apiVersion: '2024-10-21' },
    calls: [{ api: 'chat', times: 2 }],
    behind: ['apim-*', 'azure-openai'],
  }),
)
/** It answers as `ours.json` does, but nobody knows what by. */
const MODULE = `import { http } from '${import.meta.resolve('msw')}'
export default [http.all('*', () => Response.json({ id: 'ours' }))]
`

const matrix = (registry: string) => ({
  sdks: [{ id: 'fake', registry, package: 'openai', versions: ['1.0.0', '1.1.0', '1.2.0'] }],
  scenarios: ['azure-api-key', 'azure-entra-token-as-api-key', 'azure-entra-token-provider', './twice.json'],
  gateways: ['apim-*', 'azure-openai', './ours.json', './the-same.json', './remembers.json'],
  failOn: 'never',
})

const measured = async (value: object, ...args: readonly string[]): Promise<Report> => {
  sandbox.write('matrix.json', JSON.stringify(value))
  const { code, stdout, stderr } = await sandbox.cli(['matrix', '--json', ...args])
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout)
}

/** All that it says but when, and how it is known. */
const said = ({ runs, findings, drifts, notes }: Report) => ({
  findings,
  drifts,
  notes,
  runs: runs.map((run) => ({
    ...run,
    scenarios: run.scenarios.map((result) => ({ ...result, inferred: undefined })),
  })),
})

const inferredIn = (report: Report, version: string, id: string) =>
  Object.fromEntries(
    (report.runs.find((run) => run.version === version)?.scenarios ?? [])
      .filter((result) => result.id === id)
      .map((result) => [result.gateway, from(result)]),
  )
const from = (result: ScenarioResult) => ('inferred' in result ? result.inferred.gateway : 'observed')

describe.each(['npm', 'pypi'])('on %s', (registry) => {
  test('what is inferred is what is observed, also of a version that does other things when it is refused', async ({
    skip,
  }) => {
    skip(registry === 'pypi' && !findUv(process.env), NO_UV)
    const inferred = await measured(matrix(registry), '--fresh')
    const observed = await measured(matrix(registry), '--fresh', '--observe-all')
    expect(said(inferred)).toEqual(said(observed))
    expect(observed.findings.length).toBeGreaterThan(1)
    expect(observed.runs.flatMap(({ scenarios }) => scenarios).filter((one) => 'inferred' in one)).toEqual([])

    // Let in by both with the same answer; the third answers otherwise, the fourth alike.
    expect(inferredIn(inferred, '1.0.0', 'azure-api-key')).toEqual({
      'apim-validate-jwt': 'observed',
      'apim-subscription-key': 'observed',
      'azure-openai': 'apim-subscription-key',
      ours: 'observed',
      'the-same': 'ours',
      remembers: 'ours',
    })
    expect(inferredIn(inferred, '1.0.0', 'twice')).toMatchObject({ 'the-same': 'ours', remembers: 'observed' })
    // The token goes out again in the other field, where it was refused, and there alone.
    const fellBack = inferred.runs
      .find(({ version }) => version === '1.2.0')
      ?.scenarios.filter(({ id }) => id === 'azure-entra-token-as-api-key')
      .map((one) => [
        one.gateway,
        one.status === 'measured' ? one.exchanges.map(({ response }) => response.status) : [],
      ])
    expect(Object.fromEntries(fellBack ?? [])).toMatchObject({
      'apim-validate-jwt': [401, 200],
      'azure-openai': [401, 200],
      ours: [401, 401],
    })
  })
})

test('a gateway that is code is observed, and nothing is inferred from it', async () => {
  const module = join(sandbox.dir, 'code.mjs')
  writeFileSync(module, MODULE)
  const report = await measured({
    ...matrix('npm'),
    scenarios: ['azure-api-key'],
    gateways: ['./code.mjs', './ours.json'],
  })
  expect(inferredIn(report, '1.0.0', 'azure-api-key')).toEqual({ code: 'observed', ours: 'observed' })
})

test('what was inferred is kept as inferred, and is no answer where everything is to be observed', async () => {
  const value = { ...matrix('npm'), scenarios: ['azure-api-key'], gateways: ['./ours.json', './the-same.json'] }
  await measured(value, '--fresh')
  expect(inferredIn(await measured(value), '1.0.0', 'azure-api-key')).toEqual({ ours: 'observed', 'the-same': 'ours' })
  const all = { ours: 'observed', 'the-same': 'observed' }
  expect(inferredIn(await measured(value, '--observe-all'), '1.0.0', 'azure-api-key')).toEqual(all)
  // And so it is kept by then.
  expect(inferredIn(await measured(value), '1.0.0', 'azure-api-key')).toEqual(all)
})

test('a check for noise compares two observations', async () => {
  const value = { ...matrix('npm'), scenarios: ['azure-api-key'], gateways: ['./ours.json', './the-same.json'] }
  const report = await measured(value, '--fresh', '--noise-check')
  expect(inferredIn(report, '1.0.0', 'azure-api-key')).toEqual({ ours: 'observed', 'the-same': 'observed' })
  expect(report.noise).toEqual([])
})
