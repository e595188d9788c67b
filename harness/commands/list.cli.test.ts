import { beforeAll, expect, test } from 'vitest'
import { fakeWorld } from '../testing/fake-world.ts'

const { newSandbox } = await fakeWorld()
const sandbox = newSandbox()
const list = (...args: readonly string[]) => sandbox.cli(['list', ...args])

beforeAll(() => {
  sandbox.write(
    'matrix.json',
    JSON.stringify({ sdks: [{ id: 'fake-node', registry: 'npm', package: 'openai', versions: ['1.2.0', '1.3.0'] }] }),
  )
})

test('SDKs are those of the matrix and all that are known; gateways and scenarios have a sentence each', async () => {
  const { stdout } = await list('sdks')
  expect(stdout).toMatch(/^fake-node +npm:openai +1\.2\.0, 1\.3\.0$/mu)
  expect(stdout).toMatch(/^groq-python +pypi:groq +known \(family groq\), not listed$/mu)
  expect((await list('gateways')).stdout).toMatch(/^apim-validate-jwt +\S/mu)
  expect((await list('scenarios', 'azure-api-key')).stdout).toMatch(/^@credentials .*\n\* azure-api-key {2}\S/mu)
})

test('a gateway file that the entry of one SDK names is listed', async () => {
  const own = newSandbox()
  const sdk = { id: 'fake-node', registry: 'npm', package: 'openai', versions: ['1.2.0'], gateways: ['./ours.json'] }
  own.write('matrix.json', JSON.stringify({ sdks: [sdk] }))
  own.write('ours.json', '{ "wants": null }')
  expect((await own.cli(['list', 'gateways', 'ours'])).stdout).toMatch(/^ours +Your own gateway: ours\.json\.$/mu)
})

test('asked for nothing it lists the SDKs, and says what else there is', async () => {
  const { code, stdout } = await list()
  expect(code).toBe(0)
  expect(stdout).toMatch(/^fake-node .*And: sdkdrift list scenarios \| gateways \| versions$/msu)
})

test('versions come from the registry, of an SDK and of any package; --json has what it says of each', async () => {
  expect((await list('versions', 'fake-node')).stdout).toMatch(/^1\.3\.0 /mu)
  const answer = JSON.parse((await list('versions', 'npm:openai', '--json')).stdout)
  expect(answer.releases.map(({ version }: { version: string }) => version)).toContain('1.2.0')
})

test.each(['sdks', 'scenarios', 'gateways'])('%s --json follows its schema, and has what is told', async (thing) => {
  const { code, stdout } = await list(thing, '--json')
  const { of, [thing]: all } = JSON.parse(stdout)
  expect([code, of]).toEqual([0, thing])
  const told = (await list(thing)).stdout
  expect(all.length).toBeGreaterThan(5)
  for (const { id } of all) expect(told).toContain(id)
})

test('a registry that gives no list is told with its address, and is no fault of ours', async () => {
  const env = { SDKDRIFT_CACHE: '/proc/x' }
  const { code, stderr } = await sandbox.cli(['list', 'versions', 'npm:openai', '--offline'], { env })
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^http.+: The versions of openai could not be looked up/)])
  expect(stderr).not.toContain('a fault of ours')
})

test('what fits nothing is told with what is near', async () => {
  for (const [args, hint] of [
    [['gatway'], 'gateways'],
    [['gateways', 'apim-validate'], 'apim-validate-jwt'],
    [['versions'], 'sdkdrift list versions'],
  ] as const) {
    const { code, stderr } = await list(...args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(hint)])
  }
})

test('who asks for a package by its name is told the SDKs that are it', async () => {
  const { code, stderr } = await sandbox.cli(['show', 'openai@1.2.0', '--scenario', 'azure-api-key'])
  expect([code, stderr]).toEqual([2, expect.stringContaining('It is the package of fake-node')])
})

test('an SDK that a family knows needs no entry in a matrix of others', async () => {
  const other = newSandbox()
  const sdks = [{ id: 'mine', registry: 'npm', package: 'stripe', versions: ['1.0.0'], programs: { a: 'node a.mjs' } }]
  other.writeAll({ 'matrix.json': { sdks } })
  const one = ['--scenario', 'azure-api-key', '--gateway', 'azure-openai']
  for (const args of [
    ['show', 'openai-node@1.2.0', ...one],
    ['diff', 'openai-node@1.1.0', 'openai-node@1.1.1', ...one],
    ['bisect', 'openai-node', '--good', '1.2.0', '--bad', '1.3.0', ...one],
  ]) {
    const { code, stdout, stderr } = await other.cli(args)
    expect(code, stderr).toBe(0)
    expect(stdout).toContain('openai-node')
  }
})
