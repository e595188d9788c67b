import { beforeAll, expect, test } from 'vitest'
import { fakeWorld } from '../testing/fake-world.ts'
import { har12Schema } from '../testing/har-schema.ts'

const { newSandbox } = await fakeWorld()
const sandbox = newSandbox()

beforeAll(() => {
  const sdks = [{ id: 'fake-node', registry: 'npm', package: 'openai', versions: ['1.2.0'] }]
  sandbox.writeAll({ 'matrix.json': { sdks } })
})

const show = (...flags: readonly string[]) =>
  sandbox.cli(['show', 'fake-node@1.2.0', '--scenario', 'azure-api-key', '--gateway', 'azure-openai', ...flags])

test('--har prints an HTTP Archive, credentials as their roles', async () => {
  const { code, stdout } = await show('--har')
  expect(code).toBe(0)
  const { log } = har12Schema.parse(JSON.parse(stdout))
  expect(log.entries[0]?.request.headers).toContainEqual({ name: 'api-key', value: '‹api-key›' })
  expect(log.pages?.map(({ title }) => title)).toContain('fake-node 1.2.0: azure-api-key behind azure-openai')
})

test('--curl prints a command line, credentials as variables', async () => {
  const { code, stdout } = await show('--curl')
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/^# Set these first:\n.*GATEWAY.*-H 'api-key: '"\$API_KEY"/s),
  ])
})

test('what is printed is one of them', async () => {
  expect(await show('--har', '--curl')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('--curl'),
  })
  expect((await show('--curl', '--json')).code).toBe(2)
  expect((await show('--json')).code).toBe(0)
})
