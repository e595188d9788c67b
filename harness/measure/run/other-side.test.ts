import { setTimeout as sleep } from 'node:timers/promises'
import { http } from 'msw'
import { describe, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { spawnDriver } from '../../edges/driver-process.ts'
import type { Capture } from '../../model/capture.ts'
import type { Interlude, Scenario, ScriptedAnswer } from '../../model/scenario.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { startCapture } from '../capture/server.ts'
import { makeTrust } from '../capture/trust.ts'
import { installFake } from './fake-install.fixture.ts'
import { measure, type ObserveOptions } from './measure.ts'

// What the other side does, met by a small SDK that asks again as the large ones do.

const trust = await makeTrust(new Date())
const { installedFrom } = installFake('patient')

/** One call of a client whose organization says how it waits. */
const scenario = (id: string, over: Partial<Scenario> = {}, organization = 'capped'): Scenario => ({
  id,
  title: id,
  client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' }, organization },
  calls: [{ api: 'chat' }],
  behind: ['open'],
  file: 'test',
  ...over,
})

describe.each([
  ['npm', ''],
  ['pypi', ''],
  ['pypi', '.async'],
] as const)('a driver for %s, variant "%s",', (registry, variant) => {
  const run = async (scenarios: readonly Scenario[], over: Partial<ObserveOptions> = {}) => {
    const { control, captures } = await measure({
      installed: installedFrom(registry),
      family: shippedFamily('openai'),
      cells: scenarios.map((one) => ({ scenario: one, variant, id: one.id, gateway: 'open' })),
      credentials: { of: (role) => role, provider: (role) => [role], roles: [], files: {}, minted: [] },
      allowPorts: [],
      startCapture: () =>
        startCapture({ ...clock, tls: trust, handlersFor: () => [http.all('*', () => new Response('{}'))] }),
      hosts: { patterns: [], certificate: trust.certificate },
      timeoutMs: 8_000,
      spawn: spawnDriver,
      ...over,
    })
    expect(control).toMatchObject({ ok: true })
    return Object.fromEntries(captures.map((capture) => [capture.scenario, capture]))
  }

  test.concurrent('asks a gateway over TLS as well, and trusts who signs for it', async () => {
    const captures = await run([
      scenario('secure', { scheme: 'https' }),
      scenario('plain'),
      scenario('reset', { scheme: 'https', first: [{ reset: 'before-headers' }] }),
    ])
    expect(exchangesOf(captures['secure'])).toMatchObject([
      { secure: true, origin: 'gateway', answered: { status: 200 } },
    ])
    expect(exchangesOf(captures['plain'])[0]).not.toHaveProperty('secure')
    expect(exchangesOf(captures['reset']).map(({ answered }) => answered.status)).toEqual([0, 200])
  })

  test.concurrent('asks again where a connection is reset before or behind the header fields', async () => {
    const captures = await run([
      scenario('before', { first: [{ reset: 'before-headers' }] }),
      scenario('behind', { first: [{ reset: 'after-headers' }] }),
    ])
    for (const id of ['before', 'behind'])
      expect([captures[id], exchangesOf(captures[id]).length]).toMatchObject([{ outcome: { status: 200 } }, 2])
  })

  test.concurrent('what goes through the proxy that a scenario names is told so', async () => {
    const variable = registry === 'npm' ? 'HTTP_PROXY' : 'HTTPS_PROXY'
    const environment = { variables: { [variable]: { proxy: true } } } as const
    const captures = await run([
      scenario('proxied', { environment, ...(registry === 'npm' ? {} : { scheme: 'https' as const }) }),
      scenario('direct'),
    ])
    const tunnel = { method: 'CONNECT', via: 'proxy', answered: { status: 200, by: 'proxy' } }
    const call = { method: 'POST', target: '/v1/chat/completions', via: 'proxy', answered: { status: 200 } }
    // The asynchronous client of this SDK knows of no proxy.
    const expected = { 'npm ': [call], 'pypi ': [tunnel, call], 'pypi .async': [{ method: 'POST' }] }
    expect(exchangesOf(captures['proxied'])).toMatchObject(expected[`${registry} ${variant}` as keyof typeof expected])
    expect(exchangesOf(captures['direct'])[0]).not.toHaveProperty('via')
  })

  test.concurrent('a wait of ten minutes takes a moment, and is told with what was asked', async () => {
    const asked = (headers: ScriptedAnswer['headers'], status = 429) => ({ status, headers: headers ?? {} })
    const captures = await run(
      [
        scenario('seconds', virtual([asked({ 'retry-after': '600' })]), 'obedient'),
        scenario('milliseconds', virtual([asked({ 'retry-after-ms': '1500' }, 408)])),
        scenario('date', virtual([asked({ 'retry-after': { 'date-in': 30 } }, 503)])),
        scenario('too-long', virtual([asked({ 'retry-after': '600' })])),
        scenario('hasty', virtual([asked({ 'retry-after': '600' })]), 'hasty'),
        scenario('twice', virtual([{ status: 500 }, asked({ 'retry-after': { 'date-in': 40 } })])),
      ].map((one) => ({ ...one, client: { ...one.client, maxRetries: 2 } })),
    )
    const waits = (id: string) => exchangesOf(captures[id]).map(({ waited }) => waited)
    expect(waits('seconds')).toEqual([undefined, { ms: 600_000, asked: [{ ms: 600_000 }] }])
    expect(waits('milliseconds')).toEqual([undefined, { ms: 1500, asked: [{ ms: 1500 }] }])
    expect(waits('date')).toEqual([undefined, { ms: near(29_500, 600), asked: [{ ms: 30_000, byDate: true }] }])
    expect(waits('too-long')).toEqual([undefined, { ms: 406, asked: [{ ms: 600_000 }] }])
    expect(waits('hasty')).toEqual([undefined, undefined])
    expect(waits('twice')).toEqual([
      undefined,
      { ms: 406 },
      { ms: near(39_500, 600), asked: [{ ms: 40_000, byDate: true }] },
    ])
    for (const capture of Object.values(captures)) expect(capture).toMatchObject({ outcome: { status: 200 } })
  })

  test.concurrent('a time-out of the client’s own comes after its time, and never before an answer', async () => {
    const slowly = () =>
      startCapture({
        ...clock,
        tls: trust,
        handlersFor: () => [http.all('*', () => sleep(400).then(() => new Response('{}')))],
      })
    const captures = await run(
      [
        scenario('hang', virtual([{ hang: true }])),
        scenario('secure', { ...virtual([{ hang: true }]), scheme: 'https' }),
        scenario('given-up', virtual([{ hang: true }, { hang: true }, { hang: true }])),
        scenario('slow', virtual([])),
      ].map((one) => ({ ...one, client: { ...one.client, maxRetries: 2, timeoutMs: 60_000 } })),
      { startCapture: slowly },
    )
    for (const id of ['hang', 'secure'])
      expect(exchangesOf(captures[id])).toMatchObject([
        { answered: { status: 0 }, gaveUpAfterMs: 60_000 },
        { answered: { status: 200 }, waited: { ms: 406 } },
      ])
    expect(captures['given-up']).toMatchObject({
      outcome: { message: 'timed out' },
      exchanges: [{ gaveUpAfterMs: 60_000 }, { gaveUpAfterMs: 60_000 }, { gaveUpAfterMs: 60_000 }],
    })
    expect(captures['slow']).toMatchObject({ outcome: { status: 200 }, exchanges: [{}] })
  })

  test.concurrent('a time-out of the runtime’s own comes first where it is the shorter one, whatever ran before', async () => {
    const captures = await run([scenario('plain'), scenario('hang', virtual([{ hang: true }]))])
    // Node's `fetch` waits 300 s for header fields: https://undici.nodejs.org/#/docs/api/Client
    // And on top what really passes meanwhile, on a busy machine seconds: far from the client's own ten minutes.
    const expected = registry === 'npm' ? near(330_000, 30_000) : 600_000
    expect(exchangesOf(captures['hang'])[0]).toMatchObject({ gaveUpAfterMs: expected })
  })

  test.concurrent('a client without a time-out ends at once where no answer comes, and no other does', async () => {
    const captures = await run([
      scenario('silent', virtual([{ status: 500 }, { hang: true }]), 'endless'),
      scenario('answered', virtual([]), 'endless'),
      scenario('after', virtual([{ status: 429, headers: { 'retry-after': '60' } }])),
    ])
    expect(captures['silent']).toMatchObject({ outcome: { name: 'NoTimeout' }, exchanges: [{}, {}] })
    expect(captures['answered']).toMatchObject({ outcome: { status: 200 } })
    expect(exchangesOf(captures['after'])[1]).toMatchObject({ waited: { ms: 60_000 } })
  })

  test.concurrent('where nobody asked for virtual time a wait is a wait, beside one that is none', async () => {
    const first = [{ status: 429, headers: { 'retry-after-ms': '300' } }]
    const captures = await run([
      scenario('virtual', virtual([{ status: 429, headers: { 'retry-after': '60' } }])),
      scenario('real', { first }),
      scenario('hang', { first: [{ hang: true }], client: { ...scenario('hang').client, timeoutMs: 200 } }),
    ])
    expect(exchangesOf(captures['virtual'])[1]).toMatchObject({ waited: { ms: 60_000 } })
    expect(exchangesOf(captures['real']).map((one) => 'waited' in one)).toEqual([false, false])
    expect(exchangesOf(captures['hang']).map((one) => 'gaveUpAfterMs' in one)).toEqual([false, false])
  })
})

const virtual = (first: readonly Interlude[]): Pick<Scenario, 'first' | 'time'> => ({ first, time: 'virtual' })
const near = (ms: number, by: number): unknown => ({
  asymmetricMatch: (other: unknown) => typeof other === 'number' && Math.abs(other - ms) <= by,
})

const exchangesOf = (capture: Capture | undefined) => (capture?.status === 'measured' ? capture.exchanges : [])
