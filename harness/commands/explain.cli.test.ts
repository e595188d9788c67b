import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { root } from '../edges/paths.ts'
import { type FakeRegistry, startFakeRegistry } from '../testing/fake-registry.ts'
import { findUv, NO_UV } from '../testing/find-uv.ts'
import { makeSandbox, type Sandbox } from '../testing/sandbox.ts'

let registry: FakeRegistry
let sandbox: Sandbox

beforeEach(async () => {
  registry = await startFakeRegistry()
  sandbox = makeSandbox(registry)
})
afterEach(async () => {
  sandbox.close()
  await registry.close()
})

const matrix = (...versions: readonly string[]) =>
  sandbox.write(
    'matrix.json',
    JSON.stringify({
      sdks: [
        { id: 'fake-node', registry: 'npm', package: 'openai', versions },
        { id: 'fake-python', registry: 'pypi', package: 'openai', versions: ['1.2.0'] },
      ],
      scenarios: ['azure-entra-token-as-api-key', 'azure-entra-token-provider'],
      gateways: ['azure-openai'],
    }),
  )
const lock = (version: string) => {
  sandbox.write('package.json', JSON.stringify({ name: 'app', dependencies: { openai: '^1.0.0' } }))
  const packages = { '': { dependencies: { openai: '^1.0.0' } }, 'node_modules/openai': { version } }
  sandbox.write('package-lock.json', JSON.stringify({ name: 'app', lockfileVersion: 3, packages }))
}
const SAID = '401 Access denied due to invalid subscription key or wrong…'

test('without a report the installed version is measured beside the matrix, and only the SDK that the project uses', async () => {
  matrix('1.2.0')
  lock('1.3.0')
  const { code, stdout, stderr } = await sandbox.cli(['explain', SAID, '--json'])
  expect(code, stderr).toBe(0)
  expect(stderr).not.toContain('fake-python')
  expect(JSON.parse(stdout)).toMatchObject({
    source: 'measured',
    causes: [
      {
        sdk: 'fake-node',
        from: '1.2.0',
        to: '1.3.0',
        severity: 'breaking',
        before: { status: 200 },
        after: { status: 401 },
        remedies: [{ scenario: 'azure-entra-token-provider', passes: { from: true, to: true } }],
      },
    ],
  })
})

test('with a report nothing is measured; the text may come through stdin, and one that was not seen is 1', async () => {
  matrix('1.2.0', '1.3.0')
  await sandbox.cli(['matrix', '--sdk', 'fake-node'])
  await registry.close()
  const { status, stdout } = spawnSync(process.execPath, [join(root(), 'harness/bin/sdkdrift.cjs'), 'explain', '-'], {
    input: `Traceback:\n  AuthenticationError: ${SAID}\n`,
    cwd: sandbox.dir,
    env: sandbox.env,
    encoding: 'utf8',
  })
  expect([status, stdout]).toEqual([0, expect.stringContaining('fake-node 1.3.0 brought it')])
  const unseen = await sandbox.cli(['explain', 'Access denied due to missing subscription key'])
  expect(unseen).toMatchObject({ code: 1, stdout: expect.stringContaining('No measured scenario ends in this error') })
  registry = await startFakeRegistry()
})

test('where nothing can be measured it is 3, and a text that says nothing is 2', async () => {
  matrix('1.5.0')
  lock('1.5.0')
  expect((await sandbox.cli(['explain', SAID])).code).toBe(3)
  expect(await sandbox.cli(['explain', '401'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('too little'),
  })
})

test('a range is measured where the last report has not got it, and one change is named with its very version', async () => {
  matrix('1.4.2', '1.8.0')
  await sandbox.cli(['matrix', '--sdk', 'fake-node'])
  const range = ['--sdk', 'fake-node', '--from', '1.1.1', '--to', '1.3.0']
  const { code, stdout, stderr } = await sandbox.cli(['explain', SAID, ...range, '--json'])
  expect(code, stderr).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    source: 'measured',
    searched: [{ sdk: 'fake-node', from: '1.1.1', to: '1.3.0', versions: 4, unusable: 0, resolve: 'install-day' }],
    causes: [{ from: '1.2.1', to: '1.3.0' }],
  })
})

test('--from and --to need one SDK, and versions that exist', async () => {
  matrix('1.2.0')
  expect(await sandbox.cli(['explain', SAID, '--from', '1.1.0'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Name it with --sdk: fake-node, fake-python'),
  })
  expect(await sandbox.cli(['explain', SAID, '--sdk', 'fake-node', '--to', '1.0.7'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is no version 1.0.7 of openai on npm.'),
  })
  expect(await sandbox.cli(['explain', SAID, '--sdk', 'fake-nod'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('fake-node'),
  })
})

test('a key that stands in the text goes nowhere', async () => {
  matrix('1.2.0')
  const key = 'sk-proj-Ab12Cd34Ef56Gh78Ij90'
  const text = `Error code: 401 - {'error': {'message': 'Incorrect API key provided: ${key}.'}}`
  const runs = [
    await sandbox.cli(['explain', text, '--sdk', 'fake-node', '--json']),
    await sandbox.cli(['explain', text, '--sdk', 'fake-node']),
    await sandbox.cli(['explain', key]),
  ]
  for (const { stdout, stderr } of runs) expect(stdout + stderr).not.toContain(key.slice(8, 16))
  expect(JSON.parse(runs[0]?.stdout ?? '').text).toContain('Incorrect API key provided: ‹credential›')
  for (const dir of [sandbox.dir, sandbox.cacheDir])
    for (const file of readdirSync(dir, { recursive: true, withFileTypes: true }))
      if (file.isFile())
        expect(readFileSync(join(file.parentPath, file.name), 'latin1')).not.toContain(key.slice(8, 16))
})

test('a name that no version exports is looked for in each, and that is said', async ({ skip }) => {
  skip(!findUv(process.env), NO_UV)
  matrix('1.2.0')
  const range = ['--sdk', 'fake-python', '--from', '1.0.0', '--to', '1.2.0']
  const { code, stdout } = await sandbox.cli([
    'explain',
    "module 'openai' has no attribute 'error'",
    ...range,
    '--json',
  ])
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    about: { kind: 'name', module: 'openai', name: 'error' },
    names: [
      {
        sdk: 'fake-python',
        versions: [
          { version: '1.0.0', state: 'missing' },
          { version: '1.2.0', state: 'missing' },
        ],
      },
    ],
  })
})

test('--sdk also takes an SDK that the matrix does not list: at the versions that this project has, or in a range', async () => {
  const sdks = [{ id: 'fake-python', registry: 'pypi', package: 'openai', versions: ['1.2.0'] }]
  const scenarios = ['azure-entra-token-as-api-key', 'azure-entra-token-provider']
  sandbox.write('matrix.json', JSON.stringify({ sdks, scenarios, gateways: ['azure-openai'] }))
  const nowhere = await sandbox.cli(['explain', SAID, '--sdk', 'openai-node'])
  expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('--from') })
  lock('1.3.0')
  const { code, stdout, stderr } = await sandbox.cli(['explain', SAID, '--sdk', 'openai-node', '--json'])
  expect(code, stderr).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ searched: [{ sdk: 'openai-node', from: '1.3.0', to: '1.3.0' }] })
})

test('in a range of which no scenario can be asked it is 3, and nothing is tried again with other dependencies', async () => {
  matrix('1.2.0')
  const range = ['--sdk', 'fake-python', '--from', '1.1.0', '--to', '1.2.0', '--scenario', 'foundry-*']
  expect(await sandbox.cli(['explain', SAID, ...range])).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('no version could be measured'),
    stderr: expect.not.stringContaining("today's"),
  })
})

test('of a module that no version lets anybody load, nothing is said about its names', async () => {
  matrix('1.2.0')
  const range = ['--sdk', 'fake-node', '--from', '1.1.1', '--to', '1.2.0']
  const text = "The requested module 'openai/inner' does not provide an export named 'Inner'"
  const { code, stdout } = await sandbox.cli(['explain', text, ...range, '--json'])
  expect(code).toBe(1)
  const { names } = JSON.parse(stdout)
  expect(names).toMatchObject([{ module: 'openai/inner', name: 'Inner' }])
  expect(new Set(names[0].versions.map(({ state }: { state: string }) => state))).toEqual(new Set(['unknown']))
})
