import { expect, test } from 'vitest'
import type { Gateway } from '../../measure/gateways/gateway.ts'
import type { Scenario } from '../../model/scenario.ts'
import { familyCells } from './family-cells.ts'

const aScenario = (id: string, over: Partial<Scenario> = {}): Scenario => ({
  id,
  title: `${id}.`,
  client: { kind: 'vendor', address: 'base-url' },
  calls: [{ api: 'chat' }],
  behind: ['vendor', 'apim-*'],
  file: `/scenarios/${id}.json`,
  ...over,
})
const aGateway = (id: string, over: Partial<Gateway> = {}): Gateway => ({ id, title: id, handlers: () => [], ...over })

const known = {
  'apim-jwt': aGateway('apim-jwt'),
  acme: aGateway('acme', { families: ['acme'], vendor: true }),
  'acme-cloud': aGateway('acme-cloud', { families: ['acme'] }),
  rival: aGateway('rival', { families: ['rival'], vendor: true }),
}
const scenarios = [
  aScenario('key'),
  aScenario('acme-key', { families: ['acme'], behind: ['acme-cloud'] }),
  aScenario('anywhere', { behind: ['*'] }),
]
const cells = (
  family: string,
  gateways: readonly string[] = Object.keys(known),
  all: Record<string, Gateway> = known,
) =>
  familyCells(
    { id: family, variants: { npm: [''] }, samples: {}, dictionaries: {} },
    'npm',
    { scenarios, gateways, patterns: ['*'] },
    all,
  ).map(({ id, gateway }) => `${id} ${gateway}`)

test('each family is asked behind its own vendor’s API, and behind what stands in front of any', () => {
  expect(cells('rival')).toEqual(['key apim-jwt', 'key rival', 'anywhere apim-jwt', 'anywhere rival'])
})

test('a scenario that is for one family is no cell of another', () => {
  expect(cells('acme')).toContain('acme-key acme-cloud')
  expect(cells('rival').join()).not.toContain('acme')
})

test('a gateway that was not asked for stays out, also as the vendor’s API', () => {
  expect(cells('acme', ['apim-jwt'])).toEqual(['key apim-jwt', 'anywhere apim-jwt'])
})

test('so is a gateway that is taken by name', () => {
  const named = { ...known, any: aGateway('any', { byName: true }) }
  expect(cells('rival', ['any'], named)).toEqual(['key any', 'anywhere any'])
})

test('a gateway of the user’s own is for every family and every scenario that is for it', () => {
  const own = { ...known, mine: aGateway('mine', { own: true }) }
  expect(cells('rival', ['mine'], own)).toEqual(['key mine', 'anywhere mine'])
})
