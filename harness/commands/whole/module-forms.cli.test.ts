import { delimiter, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { GateAnswer } from '../../model/gate.ts'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { shippedTable } from '../../testing/releases.ts'

// A fake `openai` whose two forms on npm differ: 1.1.0 changes the file that is imported, 1.2.0 the one that is required.

const shipped = shippedTable()
const [first] = shipped['openai'] ?? []
if (!first) throw new Error('The table has no openai.')
const both = ['api-key', 'authorization']
const rows = [
  first,
  {
    version: '1.1.0',
    published: '2024-02-01',
    sends: { azureKeyIn: ['api-key'] },
    sendsRequired: { azureKeyIn: both },
  },
  { version: '1.2.0', published: '2024-03-01' },
]

const { newSandbox } = await fakeWorld({ releases: { ...shipped, openai: rows } })
const sandbox = newSandbox()

test('a change of one form alone is told at its step, of that form', async () => {
  const sdk = { id: 'node', registry: 'npm', package: 'openai', versions: [{ range: '*', keep: 'all' }] }
  const wish = { scenarios: ['azure-api-key', 'azure-entra-token-as-api-key'], gateways: ['azure-openai', 'apim-*'] }
  sandbox.write('matrix.json', JSON.stringify({ sdks: [sdk], ...wish }))
  const { stdout, stderr } = await sandbox.cli(['matrix', '--json'])
  const { findings } = parseReport(stdout, stderr)
  const causes = findings.map(({ to, cause, scenarios }) => [to, cause, scenarios])
  expect(causes).toEqual([
    ['1.1.0', 'header-removed authorization', ['azure-api-key', 'azure-entra-token-as-api-key']],
    ['1.2.0', 'header-removed authorization', ['azure-api-key.require']],
  ])
})

test.each([
  ['one of CommonJS is told what changed where it is required', {}, ['azure-api-key.require']],
  ['one of modules is not: it never requires it', { type: 'module' }, []],
])('gate: a project, %s', async (name, type, expected) => {
  const lock = { '': { dependencies: { openai: '*' } }, 'node_modules/openai': { version: '1.1.0' } }
  const folder = name.replaceAll(/\W+/g, '-')
  sandbox.write(`${folder}/package.json`, JSON.stringify({ ...type, dependencies: { openai: '*' } }))
  sandbox.write(`${folder}/package-lock.json`, JSON.stringify({ lockfileVersion: 3, packages: lock }))
  const env = { PATH: `${dirname(process.execPath)}${delimiter}${sandbox.env['PATH']}` }
  const cwd = join(sandbox.dir, folder)
  const { stdout } = await sandbox.cli(['gate', '--json', '--scenario', 'azure-api-key'], { cwd, env })
  const { candidates }: GateAnswer = JSON.parse(stdout)
  expect(candidates.map(({ from, to }) => [from, to])).toEqual([['1.1.0', '1.2.0']])
  expect(candidates.flatMap(({ findings }) => findings.flatMap(({ scenarios }) => scenarios))).toEqual(expected)
})
