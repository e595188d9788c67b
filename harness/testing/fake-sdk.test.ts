import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type FakeRegistry, startFakeRegistry } from './fake-registry.ts'
import { findUv, NO_UV } from './find-uv.ts'
import { datedTable } from './releases.ts'
import { makeSandbox, type Sandbox } from './sandbox.ts'

// The planted changes, as the whole program sees them: what other tests rely on.

const uv = findUv(process.env)
const reportSchema = z.object({
  runs: z.array(
    z.object({
      sdk: z.string(),
      version: z.string(),
      status: z.string(),
      dependencies: z.record(z.string(), z.string()),
      scenarios: z.array(z.object({ id: z.string(), status: z.string() })),
    }),
  ),
  findings: z.array(
    z.object({
      sdk: z.string(),
      from: z.string(),
      to: z.string(),
      severity: z.string(),
      scenarios: z.array(z.string()),
    }),
  ),
})

let registry: FakeRegistry
let sandbox: Sandbox
let report: z.infer<typeof reportSchema>

beforeAll(async () => {
  registry = await startFakeRegistry({ releases: datedTable() })
  sandbox = makeSandbox(registry)
  const sdk = (id: string, kind: 'npm' | 'pypi') => ({
    id,
    registry: kind,
    package: 'openai',
    versions: [{ range: '>=1.0.0', keep: 'all' }],
    include: ['deprecated', 'yanked', 'prerelease'],
  })
  const matrix = {
    sdks: [sdk('node', 'npm'), ...(uv ? [sdk('python', 'pypi')] : [])],
    scenarios: ['azure-entra-token-as-api-key', 'azure-api-key-and-entra-token-provider', 'openai-retry-after-429'],
    gateways: ['azure-openai', 'openai'],
    timeoutMs: 1500,
  }
  sandbox.write('matrix.json', JSON.stringify(matrix))
  const { stdout, stderr, code } = await sandbox.cli(['matrix', '--json'])
  expect(code, stderr).toBe(1)
  report = reportSchema.parse(JSON.parse(stdout))
})

afterAll(async () => {
  await registry.close()
  sandbox.close()
})

const sides = ['node', 'python'] as const
const variantOf = (sdk: (typeof sides)[number]): string => (sdk === 'node' ? '' : '.async')

test.for(sides)('%s: every planted change is found, at its own version', (sdk, { skip }) => {
  skip(sdk === 'python' && !uv, NO_UV)
  const variant = variantOf(sdk)
  const steps = report.findings.filter((finding) => finding.sdk === sdk)
  const at = (id: string, wanted: string) =>
    steps
      .filter(({ scenarios, severity }) => scenarios.includes(id + variant) && severity === wanted)
      .map(({ from, to }) => `${from} → ${to}`)
  const [beta] = sdk === 'node' ? ['2.0.0-beta.1'] : ['2.0.0b1']
  expect(at('azure-entra-token-as-api-key', 'breaking').sort()).toEqual(['1.2.0 → 1.3.0', '1.4.1 → 1.4.2'])
  expect(at('openai-retry-after-429', 'breaking')).toEqual(['1.4.2 → 1.6.1'])
  expect(at('azure-api-key-and-entra-token-provider', 'breaking')).toEqual([`1.10.0 → ${beta}`])
  expect(at('azure-entra-token-as-api-key', 'telemetry').sort()).toEqual(['1.1.1 → 1.2.0', '1.9.0 → 1.10.0'])
})

test.for(sides)('%s: what cannot be measured is lost alone', (sdk, { skip }) => {
  skip(sdk === 'python' && !uv, NO_UV)
  const variant = variantOf(sdk)
  const runs = report.runs.filter((run) => run.sdk === sdk)
  expect(runs).toHaveLength(19)
  expect(runs.filter(({ status }) => status !== 'measured').map(({ version }) => version)).toEqual([
    '1.5.0',
    '1.6.0',
    '1.7.0',
  ])
  const statusAt = (version: string) =>
    Object.fromEntries(
      runs.find((run) => run.version === version)?.scenarios.map(({ id, status }) => [id, status]) ?? [],
    )
  expect(statusAt('1.6.1')).toMatchObject({
    [`azure-api-key-and-entra-token-provider${variant}`]: 'timeout',
    [`openai-retry-after-429${variant}`]: 'measured',
  })
  expect(statusAt('1.7.1')).toMatchObject({
    [`azure-api-key-and-entra-token-provider${variant}`]: 'crashed',
    [`openai-retry-after-429${variant}`]: 'measured',
  })
})

test.for(sides)('%s: 1.10.0 differs in its dependency alone', (sdk, { skip }) => {
  skip(sdk === 'python' && !uv, NO_UV)
  const dependenciesOf = (version: string) =>
    report.runs.find((run) => run.sdk === sdk && run.version === version)?.dependencies
  expect(dependenciesOf('1.9.0')).toEqual({ openai: '1.9.0', 'wobble-transport': '1.0.0' })
  expect(dependenciesOf('1.10.0')).toEqual({ openai: '1.10.0', 'wobble-transport': '2.0.0' })
})

test('nothing but the fake registry was asked', () => {
  expect(registry.requests).toContain('GET /npm/openai/-/openai-1.0.0.tgz 200')
  expect(registry.requests.filter((line) => line.endsWith('404')).every((line) => line.includes('wobble-absent'))).toBe(
    true,
  )
})
