import { http } from 'msw'
import { describe, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { pythonsHere } from '../../testing/pythons.ts'
import { runtimes } from '../../testing/runtimes.ts'
import { startCapture } from '../capture/server.ts'
import { makeTrust } from '../capture/trust.ts'
import { drivers, installedFrom, run, scenario, teller, told } from './measured-fake.fixture.ts'

const made = makeTrust(new Date())

describe.each(drivers)('a driver for $registry, variant "$variant",', (kind) => {
  const { registry, variant } = kind
  const tell = teller(kind)

  test.concurrent('a connection to the vendor is refused, ends the scenario at once, and is told', async () => {
    expect(await tell('elsewhere', 'plain')).toMatchObject({ elsewhere: 'egress api.openai.com:443', plain: '200' })
    const virtual = await tell(scenario('elsewhere', { time: 'virtual' }), 'plain')
    expect(virtual).toMatchObject({ elsewhere: 'egress api.openai.com:443', plain: '200' })
  })

  test.concurrent('a refusal that the SDK swallows is told all the same', async () => {
    const result = await tell('elsewhere-swallowed', 'other-port')
    expect(result).toMatchObject({
      'elsewhere-swallowed': 'egress telemetry.example:443',
      'other-port': 'egress 127.0.0.1:8',
    })
  })

  test.concurrent('a late attempt is not charged to the scenario that is then under way', async () => {
    expect(await tell('elsewhere-late', 'slow')).toMatchObject({ 'elsewhere-late': '200', slow: '200' })
  })

  test.concurrent('a host that is named arrives at the gateway, told to the scenario that asked it, late or not', async () => {
    const trust = await made
    const hosts = { patterns: ['api.openai.com'], trust }
    const strays: string[] = []
    const { captures } = await run(
      registry,
      ['asks-vendor', { ...scenario('asks-vendor'), id: 'again' }, 'asks-vendor-late', 'slow', 'elsewhere-swallowed'],
      {
        variant,
        hosts: { patterns: hosts.patterns, certificate: trust.certificate },
        startCapture: async () => {
          const capture = await startCapture({
            ...clock,
            hosts,
            handlersFor: () => [http.all('*', () => new Response('{}'))],
          })
          return {
            ...capture,
            close: async () => {
              strays.push(...capture.strays().map(({ target }) => target))
              await capture.close()
            },
          }
        },
      },
    )
    const asked = captures
      .slice(0, 4)
      .map((capture) =>
        capture.status === 'measured'
          ? capture.exchanges.map(({ host = 'gateway', target }) => `${host}${target}`)
          : capture.reason,
      )
    const plain = ['gateway/v1/chat/completions']
    expect(asked).toEqual([['https://api.openai.com/v1/models'], ['https://api.openai.com/v1/models'], plain, plain])
    // A refused connection ends its job at once: what that job still sends may come too late as well.
    expect(strays.filter((target) => target !== '/v1/chat/completions')).toEqual(['/v1/late'])
    expect(Object.values(told(captures)).at(-1)).toBe('egress telemetry.example:443')
  })

  test.concurrent('a refusal ends a scenario of several calls too, swallowed or not', async () => {
    const calls = [{ api: 'chat', times: 3 }] as const
    const { captures } = await tell(scenario('elsewhere', { calls }), scenario('elsewhere-swallowed', { calls }))
    for (const capture of captures) expect(capture).toMatchObject({ outcome: { kind: 'egress' } })
  })
})

test('npm: an address of one’s own for loopback is not taken, and no nameserver is asked, whatever the name', async () => {
  const { captures } = await run('npm', ['own-lookup', 'asks-nameserver'])
  expect(told(captures)).toEqual({ 'own-lookup': '200', 'asks-nameserver': 'egress localhost:0' })
})

test.each(
  pythonsHere(),
)('Python $minor: no other process or interpreter is started by ways that no audit hook sees', async ({ path }) => {
  const installed = { ...installedFrom('pypi'), runtime: { ...runtimes.pypi, path } }
  const { captures } = await run('pypi', ['spawn-python', 'spawn-interpreter'], { installed })
  expect(told(captures)).toEqual({ 'spawn-python': 'PermissionError', 'spawn-interpreter': 'PermissionError' })
})

test('PyPI: a thread that has the number of one that an earlier scenario left is not taken for it', async () => {
  const { captures } = await run('pypi', ['leaves-thread', 'elsewhere-in-thread'])
  expect(told(captures)).toEqual({ 'leaves-thread': '200', 'elsewhere-in-thread': 'egress telemetry.example:443' })
})
