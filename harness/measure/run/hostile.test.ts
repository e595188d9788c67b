import { http } from 'msw'
import { describe, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { spawnDriver } from '../../edges/driver-process.ts'
import type { Capture } from '../../model/capture.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { startCapture } from '../capture/server.ts'
import { installFake } from './fake-install.fixture.ts'
import { measure, type ObserveOptions } from './measure.ts'

const openai = shippedFamily('openai')
const { installedFrom } = installFake('hostile')

const run = (
  registry: Registry,
  behaviours: readonly string[],
  over: Partial<ObserveOptions> = {},
  calls: Scenario['calls'] = [{ api: 'chat' }],
) =>
  measure({
    installed: installedFrom(registry),
    family: openai,
    cells: behaviours.map((behaviour, at) => ({
      scenario: {
        id: behaviour,
        title: behaviour,
        client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' }, organization: behaviour },
        calls,
        behind: ['open'],
        file: 'test',
      },
      variant: '',
      id: `${at} ${behaviour}`,
      gateway: 'open',
    })),
    credentials: { of: (role) => role, provider: (role) => [role], roles: [], files: {}, minted: [] },
    allowPorts: [],
    startCapture: () => startCapture({ ...clock, handlersFor: () => [http.all('*', () => new Response('{}'))] }),
    timeoutMs: 3_000,
    spawn: spawnDriver,
    ...over,
  })

/** Of each scenario how it ended, and how many requests were its own. */
const told = (captures: readonly Capture[]): Record<string, string> =>
  Object.fromEntries(
    captures.map((one) => {
      if (one.status !== 'measured') return [one.scenario, one.status]
      const end =
        one.outcome.kind === 'response'
          ? one.outcome.status
          : one.outcome.kind === 'error'
            ? one.outcome.message
            : 'egress'
      return [one.scenario, `${one.exchanges.length}: ${end}`]
    }),
  )

const NONE = '0: The call returned, but no request reached the gateway.'

describe.each([{ registry: 'npm' }, { registry: 'pypi' }] as const)('an SDK on $registry', ({ registry }) => {
  test.concurrent.each(
    ['forges-numbers', 'forges-garbage'].concat(registry === 'pypi' ? ['forges-own'] : []),
  )('that %s on the channel of the results is not measured: it does so again', async (forges) => {
    const { control, captures } = await run(registry, ['plain', forges, 'slow'])
    expect(control).toEqual({
      ok: false,
      reason: expect.stringMatching(/^Results were made up: .* when it was measured again; nothing of it is believed/),
    })
    expect(captures).toEqual([])
  })

  test.concurrent('whose channel is spoilt once is measured once more, and it is said', async () => {
    let drivers = 0
    const spawn: ObserveOptions['spawn'] = (commandFor, listeners) => {
      drivers += 1
      let ends = drivers > 1 ? 9 : 0
      const line = (text: string): void => {
        listeners.line(text)
        if (text.includes('"end"') && ++ends === 2) listeners.line('{"event":"over","job":"0"}')
      }
      return spawnDriver(commandFor, { ...listeners, line })
    }
    const { control, captures, remarks } = await run(registry, ['plain', 'slow'], { spawn })
    expect(control).toMatchObject({ ok: true })
    expect(told(captures)).toEqual({ '0 plain': '1: 200', '1 slow': '1: 200' })
    expect(remarks).toEqual([
      expect.stringMatching(/^Results were made up: .* told, 0 plain, 1 slow, was measured again in another one\.$/),
    ])
    expect(drivers).toBe(2)
  })

  test.concurrent('that goes when nothing is asked of it costs no other scenario its result', async () => {
    const { control, captures } = await run(registry, ['leaves', 'plain', 'leaves', 'plain', 'slow'])
    expect(control).toMatchObject({ ok: true })
    // Its own end it may or may not have lived to see.
    expect(captures).toHaveLength(5)
    expect(told(captures)).toMatchObject({ '1 plain': '1: 200', '3 plain': '1: 200', '4 slow': '1: 200' })
  })

  test.concurrent('that leaves processes running has it told', async () => {
    const spawn: ObserveOptions['spawn'] = async (commandFor, listeners) => {
      const driver = await spawnDriver(commandFor, listeners)
      return { ...driver, ended: driver.ended.then((end) => ({ ...end, strays: ['sh', 'sleep'] })) }
    }
    const { remarks } = await run(registry, ['plain'], { spawn })
    expect(remarks).toEqual(['It left 2 processes running (sh, sleep), which were ended.'])
  })

  test.concurrent('hears nothing of what the driver and the harness say, wherever it listens', async () => {
    const { captures } = await run(registry, ['listens'], {}, [{ api: 'chat', times: 2 }])
    expect(captures).toMatchObject([{ calls: [{ status: 200 }, { message: 'nothing' }] }])
  })

  test.concurrent('makes no request in the name of another scenario', async () => {
    const { captures } = await run(registry, ['plain', 'asks-neighbours', 'plain', 'slow'])
    expect(Object.values(told(captures))).toEqual(['1: 200', '1: 200', '1: 200', '1: 200'])
  })

  test.concurrent('that changes what requests are made by changes it for nobody else, and it is said', async () => {
    const { control, captures, remarks } = await run(registry, ['patches-fetch', 'plain', 'patches-http', 'slow'])
    expect(control).toMatchObject({ ok: true })
    expect(told(captures)).toMatchObject({ '0 patches-fetch': NONE, '1 plain': '1: 200', '3 slow': '1: 200' })
    const what =
      registry === 'npm'
        ? 'fetch and http\\.request'
        : 'http\\.client\\.HTTPConnection\\.request, .*socket\\.socket\\.connect'
    expect(remarks).toEqual([
      expect.stringMatching(new RegExp(`^While it was used it changed ${what}.* of its own process`)),
    ])
  })

  test.concurrent('what one scenario changes while the next is under way does not fall to that', async () => {
    const { captures } = await run(registry, ['patches-late', 'slow', 'plain'])
    expect(told(captures)).toEqual({ '0 patches-late': '1: 200', '1 slow': '1: 200', '2 plain': '1: 200' })
  })

  test.concurrent('that was another at the end has the plain call of both ends to show for it', async () => {
    const { control } = await run(registry, ['plain', 'wakes', 'slow'])
    const awake =
      control.ok &&
      control.plain &&
      [control.plain.first, control.plain.last].map((one) => JSON.stringify(one).includes('X-Awake'))
    expect(awake).toEqual([false, true])
  })
})
