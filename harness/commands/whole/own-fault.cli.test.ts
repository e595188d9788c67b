import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakeWorld } from '../../testing/fake-world.ts'

const { newSandbox } = await fakeWorld()
const KEY = 'npm_Q7w8E2rT5yU1iO9pA3sD6fG4hJ0kL'

/** A program that is broken in this place from its start on. */
const broken = (what: string): string =>
  `--import=data:text/javascript,${encodeURIComponent(
    `import fs from 'node:fs/promises'; import { syncBuiltinESMExports } from 'node:module'; ${what}; syncBuiltinESMExports()`,
  )}`

test.each([
  ['thrown', `fs.readdir = () => { throw new RangeError('planted ${KEY}\\n and more') }`],
  [
    'by something that nobody waited for',
    `const { readdir } = fs; fs.readdir = (...of) => { setTimeout(() => { throw new RangeError('planted ${KEY}') }); return readdir(...of) }`,
  ],
])('a fault of ours %s is one line with what was under way, a file with the rest, and exit 4', async (_, what) => {
  const sandbox = newSandbox()
  const env = { NODE_OPTIONS: broken(what), MY_TOKEN: KEY, FORCE: '1' }
  const { code, stdout, stderr } = await sandbox.cli(['matrix', '--offline'], { env })
  const line = stderr.split('\n').find((one) => one.startsWith('sdkdrift failed'))
  expect(line, stderr).toMatch(
    /^sdkdrift failed: RangeError: planted ‹value of MY_TOKEN›.*\(a fault of ours, at: matrix --offline; /,
  )
  expect([code, stdout]).toEqual([4, ''])
  expect(stderr).not.toMatch(/^\s+at /m)
  const file = /details: (\S+\.txt);/.exec(line ?? '')?.[1] ?? ''
  expect(file.startsWith(join(sandbox.cacheDir, 'faults'))).toBe(true)
  const details = readFileSync(file, 'utf8')
  expect(details).toMatch(/^sdkdrift .*, node v[\s\S]*under way: matrix --offline[\s\S]*RangeError[\s\S]*\n +at /)
  expect(details).not.toContain(KEY)
})

test('a fault of ours at one version is told in its place, the report is written, and the exit is 4, not 3', async () => {
  const sandbox = newSandbox()
  const sdk = { id: 'node', registry: 'npm', package: 'openai', versions: ['1.2.0'] }
  sandbox.writeAll({ 'matrix.json': { sdks: [sdk], scenarios: ['azure-api-key'] } })
  const env = { NODE_OPTIONS: broken(`fs.mkdtemp = () => { throw new RangeError('planted') }`) }
  const { code, stdout, stderr } = await sandbox.cli(['matrix', '--json'], { env })
  expect(code, stderr).toBe(4)
  const [run] = JSON.parse(stdout).runs
  expect(run).toMatchObject({
    status: 'not-measured',
    ours: true,
    reason: expect.stringContaining('RangeError: planted'),
  })
  expect(run.reason).toMatch(/^sdkdrift itself failed here: .*at: measuring node@1\.2\.0.*details: /)
})

test.each([
  [['matrix', '--config', '/'], '/: This is a folder, and a file is wanted.'],
  [['matrix', '--config', 'bad.json'], 'bad.json'],
])('what the user gave is the user’s to mend, however odd: %j', async (args, said) => {
  const sandbox = newSandbox()
  sandbox.write('bad.json', JSON.stringify({ sdks: 7, scenarios: ['./s.json'] }))
  const { code, stderr } = await sandbox.cli(args)
  expect([code, stderr]).toEqual([2, expect.stringContaining(said)])
  expect(stderr).not.toMatch(/^\s+at /m)
})

test('a scenario with an object where a word belongs is told by its place', async () => {
  const sandbox = newSandbox()
  const sdk = { id: 'node', registry: 'npm', package: 'openai', versions: ['1.2.0'] }
  sandbox.writeAll({
    'matrix.json': { sdks: [sdk], scenarios: ['./s.json'] },
    's.json': { id: 's', title: 'S', first: [{ redirect: {} }] },
  })
  const { code, stderr } = await sandbox.cli(['matrix'])
  expect([code, stderr]).toEqual([2, expect.stringMatching(/s\.json:\d+:\d+: \{\} is not known here/)])
})
