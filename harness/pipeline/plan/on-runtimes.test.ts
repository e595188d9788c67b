import { describe, expect, test } from 'vitest'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { ProgressEvent } from '../../model/progress.ts'
import { type RuntimeWish, wishIn, wishText } from '../../model/runtime-wish.ts'
import type { Registry, Target } from '../../model/sdk.ts'
import type { World } from '../world.ts'
import { lanesOf, onOne } from './on-runtimes.ts'
import { cannotRunOn, claimNotes, withClaim } from './runtime-claims.ts'

const wish = (text: string) => wishIn(text) ?? expect.fail(text)
const anSdk = (registry: Registry, ...runtimes: readonly string[]): MatrixSdk => ({
  ...{ id: 'a', registry, package: 'openai', family: 'openai', versions: [], include: [], resolve: 'release-day' },
  ...(runtimes.length > 0 ? { runtimes: runtimes.map(wish) } : {}),
})
/** Each wish is the `.9` of its version; Node 99 cannot be had. */
const events: ProgressEvent[] = []
const world = {
  tell: (event: ProgressEvent) => events.push(event),
  stopwatch: () => 0,
  installer: {
    runtimeAs: async (_: Registry, asked: RuntimeWish) =>
      asked.version === '99'
        ? { reason: 'not published' }
        : {
            name: asked.name,
            version: asked.version.includes('.') ? asked.version : `${asked.version}.9.0`,
            path: '/x',
            asked,
          },
  },
} as unknown as World
const told = (lanes: Awaited<ReturnType<typeof lanesOf>>) =>
  lanes.map((lane) => (lane.kind === 'found' ? wishText(lane.runtime) : lane.kind))

describe('the runtimes of an SDK', () => {
  test('are those of its language, oldest first, each once, what cannot be had last', async () => {
    const runtimes = ['node 24', 'python 3.11', 'node 99', 'node 22', 'node 24.9.0', 'node 9']
    expect(told(await lanesOf(anSdk('npm', ...runtimes), world))).toEqual([
      'node 9.9.0',
      'node 22.9.0',
      'node 24.9.0',
      'missing',
    ])
    expect(told(await lanesOf(anSdk('pypi', ...runtimes), world))).toEqual(['python 3.11'])
  })

  test('are told of while they are looked for: one may have to be fetched', async () => {
    events.length = 0
    await lanesOf(anSdk('npm', 'node 22', 'node 99'), world)
    expect(events.map((event) => ('target' in event ? [event.kind, event.target] : []))).toEqual([
      ['installing', 'node 22'],
      ['installing', 'node 99'],
      ['installed', 'node 22'],
      ['installed', 'node 99'],
    ])
  })

  test('are what is there where nobody asks', async () => {
    expect(told(await lanesOf(anSdk('npm'), world))).toEqual(['any'])
    expect(told(await lanesOf(anSdk('npm', 'python 3.11'), world))).toEqual(['any'])
  })

  test('one question is answered on the first, and the others are named', async () => {
    expect(await onOne(anSdk('npm', 'node 24', 'node 22'), world)).toMatchObject({
      on: { version: '24.9.0' },
      notes: ['a was measured on node 24.9.0, and not on node 22: --runtime asks for another.'],
    })
    expect(await onOne(anSdk('npm'), world)).toEqual({ on: null, notes: [] })
    expect(await onOne(anSdk('npm', 'node 99'), world)).toEqual({ reason: 'not published' })
  })
})

describe('what a version says of its runtime', () => {
  const aTarget = (registry: Registry, on: string | null, requires: string | null): Target => ({
    sdk: { id: 'a', registry, package: 'openai', family: 'openai' },
    version: '7.0.0',
    publishedAt: null,
    source: { kind: 'registry' },
    ...(on === null ? {} : { runtime: { ...wish(on), path: '/x', asked: wish(on) } }),
    requires,
  })

  test('Requires-Python is held to: it is not even installed', () => {
    expect(cannotRunOn(aTarget('pypi', 'python 3.9.18', '>=3.10'))).toBe(
      'openai 7.0.0 wants python >=3.10 (Requires-Python), and this is python 3.9.18: its installers refuse it there.',
    )
    expect(cannotRunOn(aTarget('pypi', 'python 3.11.7', '>=3.10'))).toBeNull()
  })

  test('engines are advice: it is tried, told, and named when it fails', () => {
    const target = aTarget('npm', 'node 20.20.2', '>=22.0.0')
    expect(cannotRunOn(target)).toBeNull()
    expect(claimNotes([target, { ...target, version: '7.1.0' }])).toEqual([
      'a 7.0.0, 7.1.0 say that they want node >=22.0.0 (engines.node); tried on node 20.20.2 all the same, for installers only warn.',
    ])
    expect(withClaim('It crashed.', target)).toBe(
      'It crashed.\nIt says that it wants node >=22.0.0 (engines.node), and this is node 20.20.2.',
    )
  })

  test.each([
    ['one that fits', aTarget('npm', 'node 22.1.0', '>=22.0.0')],
    ['one that says nothing', aTarget('npm', 'node 22.1.0', null)],
    ['words that are no range', aTarget('npm', 'node 22.1.0', 'the newest')],
    ['no runtime that was asked for', aTarget('npm', null, '>=99')],
  ])('%s: nothing is said', (_, target) => {
    expect([cannotRunOn(target), claimNotes([target]), withClaim('It crashed.', target)]).toEqual([
      null,
      [],
      'It crashed.',
    ])
  })
})
