import { beforeEach, expect, test } from 'vitest'
import { fakeWorld } from '../../testing/fake-world.ts'
import type { Sandbox } from '../../testing/sandbox.ts'

// What a program of the user's sent is asked about as what a scenario sent is.

const { newSandbox } = await fakeWorld()
let sandbox: Sandbox

const PROGRAM = `import OpenAI from 'openai'
await new OpenAI({ baseURL: process.env.SDKDRIFT_GATEWAY_URL + '/v1', apiKey: process.env.SDKDRIFT_API_KEY })
  .chat.completions.create({ model: 'one', messages: [] })`

const gateway = (name: string) => `<policies>
  <inbound><check-header name="${name}" failed-check-httpcode="401" failed-check-error-message="No." ignore-case="true" /></inbound>
  <backend><base /></backend>
</policies>`

beforeEach(() => {
  sandbox = newSandbox()
  const programs = { chat: 'node chat.mjs', shell: { run: ['sh', '-c', 'node chat.mjs'] } }
  const sdks = [{ id: 'ours', registry: 'npm', package: 'openai', versions: ['1.0.0', '1.1.0'], programs }]
  sandbox.writeAll({
    'matrix.json': { sdks, scenarios: ['openai-api-key'], gateways: ['./policy.xml'] },
    'chat.mjs': PROGRAM,
    'policy.xml': gateway('authorization'),
    'policy.settings.json': { subscription: { required: false }, backend: 'any' },
  })
})

const judge = async (...flags: readonly string[]) => {
  const { stdout, stderr, code } = await sandbox.cli(['judge', '--gateway', 'policy.xml', '--json', ...flags])
  if (stdout === '') throw new Error(stderr)
  return { ...JSON.parse(stdout), code }
}

test('a program that ran behind a document is asked about by the document that it has become', async () => {
  await sandbox.cli(['matrix', '--scenario', 'chat', '--scenario', 'shell', '--fail-on', 'never'])
  sandbox.write('policy.xml', gateway('x-no-such-field'))
  const { sdks, counts, notes } = await judge()
  expect(counts.asked).toBe(2)
  const { scenarios } = sdks[0].gateways[0]
  expect(scenarios).toMatchObject([
    { scenario: 'chat', stretches: [{ from: '1.0.0', to: '1.1.0', standing: { kind: 'refused', status: 401 } }] },
  ])
  expect(sdks[0].ways).toMatchObject([{ way: 'your program `chat`', passes: [] }])
  expect(notes).toEqual([expect.stringMatching(/^shell of ours is left out: its results are kept for no later run\./)])
})

test('one that reads otherwise now is left out by its name, and so is one that nobody has run', async () => {
  expect((await judge()).notes).toContain('chat of ours is left out: no run has kept a result of it.')
  await sandbox.cli(['matrix', '--scenario', 'chat', '--scenario', 'shell', '--fail-on', 'never'])
  sandbox.write('chat.mjs', PROGRAM.replace('one', 'two'))
  const { counts, notes } = await judge()
  expect(counts).toMatchObject({ asked: 0, outdated: 2 })
  expect(notes).toContain('chat of ours is left out: 2 kept results under its name, none of it as it reads now.')
})

test('a report has them all, whatever is kept', async () => {
  await sandbox.cli(['matrix', '--scenario', 'chat', '--scenario', 'shell', '--fail-on', 'never'])
  const { counts, notes } = await judge('--report', 'reports/report.json')
  expect(counts.asked).toBe(4)
  expect(notes).toEqual([])
})
