import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakeWorld } from '../../testing/fake-world.ts'
import { shippedTable } from '../../testing/releases.ts'

// A package that no shipped family knows: a few words of the user's make its scenarios run.

const shipped = shippedTable()
const [first] = shipped['openai'] ?? []
if (!first) throw new Error('The table has no openai.')

const { newSandbox } = await fakeWorld({
  releases: { ...shipped, 'acme-llm': [{ ...first, version: '9.1.0', fork: { of: 'openai', module: 'acme_llm' } }] },
})
const sandbox = newSandbox()

const words = { extends: 'stainless', module: 'acme-llm', client: 'OpenAI', path: '/v1' }
const matrix = (families: readonly string[]) => ({
  families,
  sdks: [{ id: 'acme-node', registry: 'npm', package: 'acme-llm', versions: ['9.1.0'] }],
  scenarios: ['openai-api-key'],
})

/** Behind which gateways the one scenario was measured, and what it was answered. */
const answers = async (args: readonly string[]) => {
  const { code, stdout, stderr } = await sandbox.cli([...args, '--json'])
  expect(code, stderr).toBe(0)
  const { runs } = JSON.parse(stdout)
  return Object.fromEntries(
    runs[0].scenarios
      .filter(({ id }: { id: string }) => id === 'openai-api-key')
      .map(({ gateway, outcome }: { gateway: string; outcome: { kind: string } }) => [gateway, outcome.kind]),
  )
}

test.each([
  ['a JSON file', { 'families/acme.json': words }, './families/acme.json'],
  [
    'a module',
    { 'families/acme.ts': `const words: object = ${JSON.stringify(words)}\nexport default words\n` },
    './families/acme.ts',
  ],
  [
    'an npm package',
    {
      'node_modules/sdkdrift-family-acme/package.json': { name: 'sdkdrift-family-acme', exports: './family.json' },
      'node_modules/sdkdrift-family-acme/family.json': words,
    },
    'sdkdrift-family-acme',
  ],
  [
    'a PyPI package',
    {
      '.venv/lib/python3.12/site-packages/sdkdrift_family_acme-1.0.dist-info/entry_points.txt':
        '[console_scripts]\na = b:c\n\n[sdkdrift.families]\nacme = sdkdrift_family_acme.data:family.json\n',
      '.venv/lib/python3.12/site-packages/sdkdrift_family_acme/data/family.json': words,
    },
    'sdkdrift_family-acme',
  ],
])('%s is a family: scenarios run for its package, behind its own API too', async (name, files, entry) => {
  const folder = name.replaceAll(' ', '-')
  const placed = Object.fromEntries(Object.entries(files).map(([path, content]) => [join(folder, path), content]))
  sandbox.writeAll({ ...placed, [join(folder, 'matrix.json')]: matrix([entry]) })
  expect(await answers(['matrix', '--config', join(folder, 'matrix.json')])).toMatchObject({
    acme: 'response',
    'apim-validate-jwt': 'error',
  })
})

test('a flag names one for a package that no entry lists', async () => {
  sandbox.writeAll({ 'acme.json': words })
  const flags = ['--family', './acme.json', '--scenario', 'openai-api-key', '--gateway', 'acme']
  const { code, stdout, stderr } = await sandbox.cli(['show', 'npm:acme-llm@9.1.0', ...flags])
  expect(code, stderr).toBe(0)
  expect(stdout).toContain("from 'acme-llm'")
  expect(stdout).toMatch(/authorization: Bearer ‹api-key›/i)
})

test('faults are told with file, line and column, all at once, before anything is installed', async () => {
  sandbox.write('bad.json', '{\n  "extends": "stainless",\n  "module": "acme-llm",\n  "clent": "A",\n  "path": 1\n}')
  sandbox.writeAll({ 'matrix.json': matrix(['./bad.json']) })
  const { code, stderr } = await sandbox.cli(['matrix'])
  expect(code).toBe(2)
  expect(stderr).toMatch(/bad\.json:4:3.*"clent" is not known here\.\s+Did you mean "client"/)
  expect(stderr).toMatch(/bad\.json:5:11.*1 does not fit here/s)
  sandbox.writeAll({ 'matrix.json': matrix(['./none.json', 'sdkdrift-family-none']) })
  const none = await sandbox.cli(['matrix'])
  expect(none.code).toBe(2)
  expect(none.stderr).toContain('There is no family file')
  expect(none.stderr).toContain('There is no package "sdkdrift-family-none" with a family in it.')
})

test('a PyPI package that is installed with -e has its file elsewhere, and says so', async () => {
  const info = 'editable/.venv/lib/python3.12/site-packages/sdkdrift_family_acme-1.0.dist-info'
  sandbox.write(`${info}/entry_points.txt`, '[sdkdrift.families]\nacme = sdkdrift_family_acme:family.json\n')
  sandbox.writeAll({ 'editable/matrix.json': matrix(['sdkdrift-family-acme']) })
  const { code, stderr } = await sandbox.cli(['matrix', '--config', 'editable/matrix.json'])
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('names sdkdrift_family_acme:family.json, and has no such'),
  ])
  expect(stderr).toContain('without -e')
})
