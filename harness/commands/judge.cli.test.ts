import { beforeAll, expect, test } from 'vitest'
import { fakeWorld } from '../testing/fake-world.ts'

const { newSandbox, registry } = await fakeWorld()
const sandbox = newSandbox()
const sdks = [{ id: 'fake-node', registry: 'npm', package: 'openai', versions: [{ range: '>=1', keep: 'all' }] }]
const WANTS_KEY = { wants: { header: 'api-key' }, answers: [{ path: '/*', body: {} }] }
const WANTS_BEARER = { wants: { header: 'authorization', scheme: 'Bearer' }, answers: [{ path: '/*', body: {} }] }

beforeAll(async () => {
  sandbox.writeAll({
    'matrix.json': { sdks, scenarios: ['azure-api-key', 'azure-entra-token-provider'], gateways: ['azure-openai'] },
    'before/ours.json': WANTS_KEY,
    'after/ours.json': WANTS_BEARER,
  })
  await sandbox.cli(['matrix', '--fail-on', 'never'])
  registry.requests.length = 0
})

const judge = (...flags: readonly string[]) => sandbox.cli(['judge', ...flags])

test('a gateway that no run stood behind is asked about what was kept; no registry is asked for anything', async () => {
  const { code, stdout } = await judge('--gateway', 'apim-subscription-key', '--scenario', 'azure-api-key', '--json')
  const answer = JSON.parse(stdout)
  expect(answer).toMatchObject({ how: 'replayed, not observed', source: 'store' })
  expect(answer.counts.asked).toBeGreaterThan(1)
  expect(answer.sdks[0].versions.length).toBeGreaterThan(1)
  expect(registry.requests).toEqual([])
  const { steps } = answer.sdks[0].gateways[0]
  const loses = steps.some(
    (step: { before: { kind: string }; after: { kind: string } }) =>
      step.before.kind === 'let-in' && step.after.kind === 'refused',
  )
  expect(code).toBe(loses ? 1 : 0)
})

test.each(['text', 'markdown', 'html'])('--table as %s never speaks of more versions than are kept', async (format) => {
  const { stdout } = await judge('--gateway', 'azure-openai', '--table', '--format', format)
  expect(stdout).toMatch(/of the \d+ kept/)
  expect(stdout).toContain('replayed, not observed')
})

test('a range of versions is told as a table, with each step that loses admission; --no-table tells step by step', async () => {
  const { stdout } = await judge('--gateway', 'azure-openai', '--versions', '>=1')
  expect(stdout).toMatch(/of the \d+ kept/)
  expect((await judge('--gateway', 'azure-openai', '--versions', '>=1', '--no-table')).stdout).not.toMatch(
    /of the \d+ kept/,
  )
})

test('before and after are two files that may be called alike; who is locked out ends with 1', async () => {
  const wish = ['--gateway', 'before/ours.json', '--gateway', 'after/ours.json', '--scenario', 'azure-*']
  const { code, stdout } = await judge(...wish, '--json')
  const [{ beside }] = JSON.parse(stdout).sdks
  const lockedOut = beside.scenarios.filter((one: { change: string }) => one.change === 'locked-out')
  expect(code).toBe(lockedOut.length > 0 ? 1 : 0)
  expect(beside.why).toBe('newest')
  expect((await judge(...wish)).stdout).toMatch(/locked out|let in anew|same answer/)
})

test('a policy document is asked too, and names the line that refuses', async () => {
  sandbox.writeAll({
    'policy.xml': `<policies>
  <inbound>
    <check-header name="api-key" failed-check-httpcode="401" failed-check-error-message="No key." ignore-case="true" />
  </inbound>
  <backend><base /></backend>
</policies>`,
    'policy.settings.json': { subscription: { required: false } },
  })
  const { stdout } = await judge('--gateway', 'policy.xml', '--scenario', 'azure-entra-token-provider')
  expect(stdout).toContain('policy.xml:3 check-header: no api-key field')
})

test('a report is asked about instead of the store', async () => {
  const { stdout } = await judge('--gateway', 'azure-openai', '--report', 'reports/report.json', '--json')
  const answer = JSON.parse(stdout)
  expect(answer.source).toBe('reports/report.json')
  expect(answer.counts.asked).toBeGreaterThan(1)
})

test('what is wrong with the question is said at once', async () => {
  expect(await judge()).toMatchObject({ code: 2, stderr: expect.stringContaining('--gateway') })
  expect(await judge('--gateway', 'azure-opena')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('azure-openai'),
  })
  expect((await judge('--gateway', 'azure-openai', '--versions', 'newest of all')).code).toBe(2)
})

test('versions that were asked for and never looked at cannot be told of', async () => {
  const { code } = await newSandbox().cli(['judge', '--gateway', 'azure-openai', '--versions', '>=1'])
  expect(code).toBe(3)
})
