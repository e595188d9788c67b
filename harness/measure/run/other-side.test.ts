import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { http } from 'msw'
import { afterAll, describe, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { spawnDriver } from '../../edges/driver-process.ts'
import type { Capture } from '../../model/capture.ts'
import type { Installed } from '../../model/installed.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'
import { runtimes } from '../../testing/runtimes.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { startCapture } from '../capture/server.ts'
import { makeTrust } from '../capture/trust.ts'
import { measure, type ObserveOptions } from './measure.ts'

// What the other side does, met by a small SDK that asks again as the large ones do.

const trust = await makeTrust(new Date())
const fixtures = join(import.meta.dirname, '../../../fixtures/drivers')
const folder = mkdtempSync(join(tmpdir(), 'sdkdrift-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const packageDir = join(folder, 'npm', 'node_modules', 'openai')
mkdirSync(packageDir, { recursive: true })
mkdirSync(join(folder, 'pypi'))
copyFileSync(join(fixtures, 'patient.cjs'), join(packageDir, 'index.cjs'))
writeFileSync(join(packageDir, 'package.json'), '{ "name": "openai", "version": "6.0.0", "main": "index.cjs" }')
copyFileSync(join(fixtures, 'patient.py'), join(folder, 'pypi', 'openai.py'))

const installedFrom = (registry: Registry): ObserveOptions['installed'] => {
  const sdk = { id: 'fake', registry, package: 'openai', family: 'openai' }
  const target = { sdk, version: '6.0.0', publishedAt: null, source: { kind: 'registry' } } as const
  const runtime = runtimes[registry]
  const dir = join(folder, registry)
  return { state: 'ready', target, dir, runtime, dependencies: {}, reused: false } satisfies Installed
}

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
    expect(control).toEqual({ ok: true })
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
})

const exchangesOf = (capture: Capture | undefined) => (capture?.status === 'measured' ? capture.exchanges : [])
