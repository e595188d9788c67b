import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { findUv, NO_UV } from '../../testing/find-uv.ts'
import { shippedTable } from '../../testing/releases.ts'

// Forks of the fake `openai` under other names: "family": "openai" is all that a matrix says of them.

const uv = findUv(process.env)

const shipped = shippedTable()
const [first] = shipped['openai'] ?? []
if (!first) throw new Error('The table has no openai.')
const needs = { npm: { ...first.needs?.npm, openai: '1.0.0' }, pypi: { ...first.needs?.pypi, openai: '==1.0.0' } }
const fork = (module: string) => [
  { ...first, version: '9.1.0', needs, fork: { of: 'openai', module } },
  { version: '9.2.0', published: '2024-03-01', differs: 'telemetry', sends: { retryCount: true } },
]

const { newSandbox } = await fakeWorld({
  releases: {
    ...shipped,
    'acme-llm': fork('acme_llm'),
    'acme-sdk': fork('acme'),
    // Lies in the place of the original, as a fork that is a drop-in does: it cannot have it as a dependency.
    'acme-openai': fork('openai').map((row) => ('needs' in row ? { ...row, needs: first.needs } : row)),
  },
})
const sandbox = newSandbox()

const measured = async (kind: 'npm' | 'pypi', name: string): Promise<Report> => {
  const sdk = { id: name, registry: kind, package: name, family: 'openai', versions: ['9.1.0', '9.2.0'] }
  const scenarios = ['azure-api-key', 'openai-default-header-none']
  sandbox.write(`${name}.json`, JSON.stringify({ sdks: [sdk], scenarios, gateways: ['azure-openai', 'openai'] }))
  const out = join(sandbox.dir, `out-${name}`)
  const { code, stderr } = await sandbox.cli(['matrix', '--config', `${name}.json`, '--out', out])
  expect([code, stderr]).toEqual([0, expect.any(String)])
  return parseReport(readFileSync(join(out, 'report.json'), 'utf8'), 'report.json')
}

test.for([
  ['npm', 'acme-llm'],
  ['pypi', 'acme-llm'],
  ['pypi', 'acme-sdk'],
  ['pypi', 'acme-openai'],
] as const)('%s: %s is measured itself, whatever it is imported by and whatever lies beside it', async ([kind, name], {
  skip,
}) => {
  skip(kind === 'pypi' && !uv, NO_UV)
  const { runs, findings } = await measured(kind, name)
  expect(runs.map(({ version, status }) => `${version} ${status}`)).toEqual(['9.1.0 measured', '9.2.0 measured'])
  expect(new Set(runs.flatMap(({ scenarios }) => scenarios.map(({ status }) => status)))).toEqual(new Set(['measured']))
  expect(JSON.stringify(runs)).toContain('‹own version›')
  expect(findings.map(({ cause }) => cause)).toEqual(['header-added x-stainless-retry-count'])
})
