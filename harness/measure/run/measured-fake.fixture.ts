import { http } from 'msw'
import { expect } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { spawnDriver } from '../../edges/driver-process.ts'
import type { Capture } from '../../model/capture.ts'
import type { Variant } from '../../model/cell.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { startCapture } from '../capture/server.ts'
import { installFake } from './fake-install.fixture.ts'
import { measure, type ObserveOptions } from './measure.ts'

// A fake SDK whose organization tells it how to behave, measured by real drivers.

const openai = shippedFamily('openai')

export const { folder, installedFrom } = installFake('openai')

/** A plain call by a client whose organization tells the fake SDK how to behave. */
export const scenario = (behaviour: string, over: Partial<Scenario> = {}): Scenario => ({
  id: behaviour,
  title: behaviour,
  client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' }, organization: behaviour },
  calls: [{ api: 'chat' }],
  behind: ['open'],
  file: 'test',
  ...over,
})

/** Measures these scenarios in the fake SDK. */
export const run = async (
  registry: Registry,
  scenarios: readonly (string | Scenario)[],
  {
    variant = '',
    gateways = ['open'],
    ...options
  }: Partial<ObserveOptions> & { readonly variant?: Variant; readonly gateways?: readonly string[] } = {},
) => {
  const cells = scenarios
    .map((one) => (typeof one === 'string' ? scenario(one) : one))
    .flatMap((one) => gateways.map((gateway) => ({ scenario: one, variant, id: one.id + variant, gateway })))
  return await measure({
    installed: installedFrom(registry),
    family: openai,
    cells,
    credentials: { of: (role) => role, provider: (role) => [role], roles: [], files: {}, minted: [] },
    allowPorts: [],
    startCapture: () => startCapture({ ...clock, handlersFor: () => [http.all('*', () => new Response('{}'))] }),
    timeoutMs: 3_000,
    spawn: spawnDriver,
    ...options,
  })
}

/** What became of each scenario, in a word or two. */
export const told = (captures: readonly Capture[]): Record<string, string> =>
  Object.fromEntries(
    captures.map((capture) => {
      if (capture.status !== 'measured') return [capture.scenario, capture.status]
      const { outcome } = capture
      if (outcome.kind === 'response') return [capture.scenario, `${outcome.status}`]
      return [capture.scenario, outcome.kind === 'error' ? outcome.name : `egress ${outcome.host}:${outcome.port}`]
    }),
  )

/** Why this one has no result. */
export const reasonOf = (captures: readonly Capture[], id: string): string => {
  const capture = captures.find((one) => one.scenario === id)
  return capture && capture.status !== 'measured' ? capture.reason : ''
}

/** Each kind of driver. */
export const drivers = [
  { registry: 'npm', variant: '' },
  { registry: 'pypi', variant: '' },
  { registry: 'pypi', variant: '.async' },
] as const

/** Runs scenarios in drivers of one kind, whose control has to go well, and says what became of each. */
export const teller =
  ({ registry, variant }: (typeof drivers)[number]) =>
  async (...scenarios: (string | Scenario)[]) => {
    const { control, captures } = await run(registry, scenarios, { variant })
    expect(control).toMatchObject({ ok: true })
    const short = captures.map((capture) => ({ ...capture, scenario: capture.scenario.replace('.async', '') }))
    return { captures: short, ...told(short) }
  }
