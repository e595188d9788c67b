import { expect, test } from 'vitest'
import { chooseGateways } from '../../ask/plan/choose-gateways.ts'
import type { Matrix } from '../../model/matrix.ts'
import type { Program } from '../../model/program.ts'
import type { Scenario } from '../../model/scenario.ts'
import { shipped, shippedFamily } from '../../testing/shipped-families.ts'
import { gateways } from '../../testing/shipped-gateways.ts'
import type { World } from '../world.ts'
import { planMatrix } from './plan-matrix.ts'

const families = Object.fromEntries(shipped.all.map((family) => [family.id, family]))
const scenario: Scenario = {
  id: 'mine',
  title: 'Mine.',
  client: { kind: 'vendor', address: 'base-url' },
  calls: [{ api: 'chat' }],
  behind: ['vendor'],
  file: '/mine.json',
}
const sdk = (id: string, name: string, family: string): Matrix['sdks'][number] => ({
  id,
  registry: 'npm',
  package: name,
  family,
  versions: ['1.0.0'],
  include: [],
  resolve: 'release-day',
})
const matrix: Matrix = {
  file: null,
  families: [],
  sdks: [sdk('a', 'openai', 'openai'), sdk('b', '@anthropic-ai/sdk', 'anthropic')],
  scenarios: ['*'],
  gateways: ['*'],
  accepted: [],
  severities: [],
  failOn: 'breaking',
  timeoutMs: 1000,
}
const listReleases: World['listReleases'] = async ({ package: name }) => ({
  registry: 'npm',
  package: name,
  tags: {},
  repository: null,
  from: 'network',
  releases: [
    {
      version: '1.0.0',
      prerelease: false,
      deprecated: null,
      yanked: null,
      publishedAt: '2026-01-01T00:00:00Z',
      requires: null,
      installable: true,
    },
  ],
})

const charge: Program = { id: 'charge', argv: ['node', 'charge.mjs'], cwd: '/', timeoutMs: 1000 }

const plan = (ids: readonly string[], asked: Matrix = matrix, known: World['families'] = families) => {
  const world = { families: known, gateways, listReleases, readNeeds: async () => ({ needs: [] }) }
  // Planning asks for nothing else of the world.
  return planMatrix(asked, [scenario], ids, world as unknown as World)
}

test('each SDK is planned behind its own vendor’s API', async () => {
  const { planned, notes } = await plan(chooseGateways(gateways, ['*']))
  expect(planned.map(({ sdk: { id }, cells }) => [id, cells.map(({ gateway }) => gateway)])).toEqual([
    ['a', ['openai']],
    ['b', ['anthropic']],
  ])
  expect(notes).toEqual([])
})

test('an SDK that nothing asked for is for is not installed, and the report says so', async () => {
  const { planned, notes } = await plan(['openai'])
  expect(planned.map(({ sdk: { id } }) => id)).toEqual(['a'])
  expect(notes).toEqual(['Nothing that was asked for is for b.'])
})

test('an SDK whose entry names gateways is planned behind these, and the others behind those of the file', async () => {
  const [a, b] = matrix.sdks
  if (!a || !b) throw new Error('no SDKs')
  const theirs = { ...a, gateways: ['bearer', 'openai'], programs: [charge] }
  const { planned } = await plan(chooseGateways(gateways, ['*']), { ...matrix, sdks: [theirs, b] })
  expect(planned.map(({ cells, gateways: behind }) => [cells.map(({ gateway }) => gateway), behind])).toEqual([
    [expect.arrayContaining(['openai', 'bearer']), expect.arrayContaining(['openai', 'bearer'])],
    [['anthropic'], expect.not.arrayContaining(['bearer'])],
  ])
  expect(planned[0]?.gateways).toHaveLength(2)
})

test('the hosts of a family are led to the gateway beside those of an entry', async () => {
  const [a] = matrix.sdks
  if (!a) throw new Error('no SDK')
  const openai = shippedFamily('openai')
  const own = { openai: { ...openai, hosts: { npm: ['api.acme.test'], pypi: ['else.acme.test'] } } }
  const { notes } = await plan(
    ['openai'],
    { ...matrix, sdks: [{ ...a, hosts: ['b.acme.test', 'api.acme.test'] }] },
    own,
  )
  expect(notes).toEqual(['Connections of a to api.acme.test, b.acme.test arrive at the gateway.'])
})

test('what an SDK was measured with stands beside the results', async () => {
  const [a] = matrix.sdks
  if (!a) throw new Error('no SDK')
  const around = { with: { '@langchain/openai': '^1.0.0' }, hosts: ['api.acme.test'] }
  const { notes } = await plan(['openai'], { ...matrix, sdks: [{ ...a, ...around }] })
  expect(notes).toEqual([
    'Connections of a to api.acme.test arrive at the gateway.',
    'a was measured with @langchain/openai 1.0.0 in the same tree.',
  ])
})
