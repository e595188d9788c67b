import { expect, test } from 'vitest'
import { keeping } from '../../edges/keeping.ts'
import { normaliseCapture } from '../../judge/normalise/normalise-capture.ts'
import { createResultStore } from '../../measure/store/result-store.ts'
import type { MaskedCapture } from '../../model/capture.ts'
import type { Acceptance, MatrixSdk } from '../../model/matrix.ts'
import type { ProgressEvent } from '../../model/progress.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Target } from '../../model/sdk.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { gateways } from '../../testing/shipped-gateways.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { keyOf, shelfOf } from '../measure/shelf-of.ts'
import type { World } from '../world.ts'
import type { GateRequest, GateStep } from './gate-request.ts'
import { gateRuns } from './gate-runs.ts'
import { runGate } from './run-gate.ts'

const family = shippedFamily('openai')
const sdk: MatrixSdk = {
  ...{ id: 'a', registry: 'npm', package: 'openai', family: 'openai', versions: [], include: [], resolve: 'today' },
}
const scenario: Scenario = {
  ...{ id: 'one', title: 'Mine.', file: '/mine.json', behind: ['vendor'], calls: [{ api: 'chat' }] },
  client: { kind: 'vendor', address: 'base-url' },
}
const versions = ['1.0.0', '1.1.0', '1.2.0']
const targetOf = (version: string): Target => ({ sdk, version, publishedAt: null, source: { kind: 'registry' } })
const targets = versions.map(targetOf)
const [from, , to] = targets as [Target, Target, Target]
const lines = {
  nameOf: () => '1.x',
  stepOf: () => null,
  way: (a: string, b: string) => versions.slice(versions.indexOf(a), versions.indexOf(b) + 1),
}
const step: GateStep = {
  ...{ sdk, family, from, to, versions, lines },
  reach: { targets, ends: [{ index: 2, is: ['newest'] }] },
}
const request: GateRequest = {
  ...{ steps: [step], scenarios: [scenario], patterns: ['one'], gateways: ['openai'], gatewaysChosen: true },
  ...{ acceptances: [], severities: [], failOn: 'auth', timeoutMs: 1_000, command: null },
}

const capture = (key: string, status = 200): MaskedCapture => ({
  ...{ scenario: 'one', gateway: 'openai', masked: true, status: 'measured' },
  outcome: { kind: 'response', status },
  exchanges: [
    {
      ...{ method: 'POST', origin: 'gateway', target: '/chat', body: { bytes: 0, text: '' } },
      headers: [[key, '‹api-key›']],
      answered: { status, by: 'backend' },
    },
  ],
})

/** A cache in which all three versions are kept; the second sends its key in another field, and is refused. */
const aCache = async () => {
  const dir = temporaryFolder('judged')
  let day = '2026-01-01'
  const clock = { now: () => new Date(`${day}T12:00:00Z`) }
  const storeOf = (concludedBy = 'one') =>
    createResultStore({
      ...{ dir, fingerprint: 'one', machine: 'linux', clock, keep: keeping(), read: normaliseCapture, readBy: 'one' },
      concludedBy: () => concludedBy,
    })
  const runtime = { name: 'node', version: '24.0.0', path: '/node' }
  const worldWith = (over: Partial<World>): World =>
    ({
      ...{ gateways, clock, concurrency: 2, observeAll: false, stopwatch: () => 0, tell: () => {} },
      installer: { runtime: async () => runtime },
      ...over,
    }) as World
  const keep = async (version: string, one: MaskedCapture) => {
    const world = worldWith({ store: null })
    const planned = gateRuns(request, {} as never, world).planned(step, targetOf(version))
    const shelf = await shelfOf(planned, world)
    if (!shelf) throw new Error('It is kept.')
    const captures = new Map(planned.cells.map((cell) => [keyOf(cell, world), one]))
    await storeOf().keep(shelf, { dependencies: { openai: version }, captures, day: '2026-01-01' })
  }
  for (const version of versions)
    await keep(version, version === '1.1.0' ? capture('api-key', 401) : capture('authorization'))
  const gate = async (over: { request?: Partial<GateRequest>; by?: string; meanwhile?: () => Promise<void> } = {}) => {
    const store = storeOf(over.by)
    const read: string[] = []
    const told: ProgressEvent[] = []
    const answers = await runGate(
      { ...request, ...over.request },
      worldWith({
        store: {
          ...store,
          recall: async (shelf, wanted) => {
            read.push(shelf.target.version)
            const kept = await store.recall(shelf, wanted)
            await over.meanwhile?.()
            return kept
          },
        },
        tell: (event) => void told.push(event),
      }),
    )
    const named = told.flatMap((event) => (event.kind === 'measured' ? [event.target] : []))
    return { answers: JSON.parse(JSON.stringify(answers)), read: [...new Set(read)].sort(), named: named.sort() }
  }
  return {
    gate,
    keep,
    wait: () => {
      day = '2026-01-02'
    },
  }
}

test('a gate of which nothing has changed is answered as before, and reads no capture', async () => {
  const { gate } = await aCache()
  const first = await gate()
  expect(first.answers).toMatchObject([{ verdict: 'safe', howFar: { safe: '1.2.0', first: null } }])
  expect(first.read).toEqual(['1.0.0', '1.2.0'])
  await gate()
  const third = await gate()
  expect(third.answers).toEqual(first.answers)
  expect(third.read).toEqual([])
  // Who watches sees what the answer rests on.
  expect(third.named).toEqual(['a@1.0.0', 'a@1.2.0'])
})

test('what lies on the way is known as well', async () => {
  const { gate, keep } = await aCache()
  await keep('1.2.0', capture('api-key', 401))
  const first = await gate()
  expect(first.answers).toMatchObject([{ verdict: 'blocked', howFar: { safe: '1.0.0', first: { version: '1.1.0' } } }])
  await gate()
  const third = await gate()
  expect(third).toMatchObject({ answers: first.answers, read: [], named: ['a@1.0.0', 'a@1.1.0', 'a@1.2.0'] })
})

test('what another run measures between reading and judging is not taken for what was judged', async () => {
  const { gate, keep } = await aCache()
  await gate()
  const first = await gate({ meanwhile: () => keep('1.2.0', capture('api-key', 401)) })
  expect(first.answers).toMatchObject([{ verdict: 'safe' }])
  await gate()
  expect((await gate()).answers).toMatchObject([{ verdict: 'blocked' }])
})

const accepted = (over: Partial<Acceptance> = {}): Acceptance =>
  ({ sdk: 'a', scenario: 'one', reason: 'known', line: 1, ...over }) as Acceptance

test.each([
  ['an acceptance', { request: { acceptances: [accepted()] } }],
  ['a severity of the user’s', { request: { severities: [{ rule: 'auth-lost', severity: 'cosmetic' }] as never } }],
  ['another bar', { request: { failOn: 'breaking' as const } }],
  ['a scenario that stands elsewhere', { request: { scenarios: [{ ...scenario, file: '/yours.json' }] } }],
  ['another build of this tool', { by: 'two' }],
  ['a line that the step goes over', { request: { steps: [{ ...step, lines: { ...lines, way: () => ['1.0.0'] } }] } }],
])('%s is judged anew', async (_, over) => {
  const { gate } = await aCache()
  await gate()
  await gate()
  expect((await gate(over)).read).not.toEqual([])
})

test('another measurement of either end is judged anew', async () => {
  for (const version of ['1.0.0', '1.2.0']) {
    const { gate, keep } = await aCache()
    await gate()
    await gate()
    await keep(version, capture('api-key', 401))
    const later = await gate()
    expect(later.read).not.toEqual([])
    expect(later.answers).not.toMatchObject([{ verdict: 'safe' }])
  }
})

test('the day counts where an acceptance may end on it, and nowhere else', async () => {
  for (const [acceptances, read] of [
    [[], []],
    [[accepted()], ['1.0.0', '1.2.0']],
  ] as const) {
    const { gate, wait } = await aCache()
    await gate({ request: { acceptances } })
    await gate({ request: { acceptances } })
    expect((await gate({ request: { acceptances } })).read).toEqual([])
    wait()
    expect((await gate({ request: { acceptances } })).read).toEqual(read)
  }
})

test('a crash is believed for a while only, and so is what was judged by it', async () => {
  const { gate, keep } = await aCache()
  await keep('1.2.0', { scenario: 'one', gateway: 'openai', masked: true, status: 'crashed', reason: 'exit 1' })
  for (let time = 0; time < 3; time += 1) expect((await gate()).read).toContain('1.2.0')
})
