import { expect, test } from 'vitest'
import type { Standing } from '../../measure/store/result-store.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Scenario } from '../../model/scenario.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { gateways } from '../../testing/shipped-gateways.ts'
import { withSession } from '../measure/session.ts'
import { keyOf } from '../measure/shelf-of.ts'
import type { Planned } from '../plan/planned.ts'
import type { World } from '../world.ts'
import { openWork } from './open-work.ts'

const scenario = (id: string): Scenario => ({
  id,
  title: 'Mine.',
  client: { kind: 'vendor', address: 'base-url' },
  calls: [{ api: 'chat' }],
  behind: ['vendor'],
  file: '/mine.json',
})
const family = shippedFamily('openai')
const sdk: MatrixSdk = {
  ...{ id: 'a', registry: 'npm', package: 'openai', family: 'openai', versions: [], include: [], resolve: 'today' },
}
const cells = ['one', 'two'].map((id) => ({ id, scenario: scenario(id), gateway: 'openai', variant: '' as const }))
const planned = (version: string, own = sdk): Planned => {
  const target = { sdk: own, version, publishedAt: null, source: { kind: 'registry' as const } }
  return { sdk: own, family, target, cells, programs: [], gateways: [], among: [] }
}
const keys = cells.map((cell) => keyOf(cell, { gateways }))
const nothing: Standing = { keys: new Set(), choices: new Map(), failure: null, took: null }

const look = (all: readonly Planned[], standings: Readonly<Record<string, Standing>>) => {
  const store: World['store'] = {
    recall: async () => null,
    standing: async ({ target }) => standings[target.version] ?? null,
    nameOfAnswer: () => null,
    concluded: () => undefined,
    conclude: async () => {},
    keep: async () => {},
    keepChoice: async () => {},
    keepFailure: async () => {},
    notes: () => [],
  }
  const runtime = { name: 'node', version: '24.0.0', path: '/node' }
  const world = { store, gateways, concurrency: 1, observeAll: false, installer: { runtime: async () => runtime } }
  // Looking at what there is asks for nothing else of the world.
  return withSession(1_000, world as unknown as World, (session) =>
    openWork(all, session, world as unknown as World),
  ).then((open) =>
    open.map(
      ({
        one: {
          target,
          sdk: { id },
        },
        seconds,
      }) => [id, target.version, seconds],
    ),
  )
}

test('a version with all its results is not open; one of which something is missing is, for what is missing', async () => {
  const all = [planned('1.0.0'), planned('1.1.0'), planned('1.2.0')]
  const standings = {
    '1.0.0': { ...nothing, keys: new Set(keys) },
    '1.1.0': { ...nothing, keys: new Set(keys.slice(0, 1)) },
  }
  const open = await look(all, standings)
  expect(open.map(([, version]) => version)).toEqual(['1.1.0', '1.2.0'])
  expect(Number(open[0]?.[2])).toBeLessThan(Number(open[1]?.[2]))
})

test('a version that could not be measured just now is not tried again', async () => {
  const failure = { kind: 'install', reason: 'no such version' } as const
  expect(await look([planned('1.0.0')], { '1.0.0': { ...nothing, failure } })).toEqual([])
})

test('what an SDK took where somebody measured it says what it takes; of another SDK that says nothing', async () => {
  const other = { ...sdk, id: 'b' }
  const took = { runs: 2, cells: 4, ms: 60_000 }
  const open = await look([planned('1.0.0'), planned('1.1.0'), planned('2.0.0', other)], {
    '1.0.0': { ...nothing, keys: new Set(keys), took },
  })
  expect(open.map(([id, version]) => [id, version])).toEqual([
    ['a', '1.1.0'],
    ['b', '2.0.0'],
  ])
  expect(open[0]?.[2]).toBeCloseTo(30)
  expect(open[1]?.[2]).toBeLessThan(3)
})
