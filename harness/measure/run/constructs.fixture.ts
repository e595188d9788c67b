import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { http } from 'msw'
import { afterAll, expect } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { spawnDriver } from '../../edges/driver-process.ts'
import type { ApiWords, ClientWords, Dictionary } from '../../model/dictionary.ts'
import type { SpeakingFamily } from '../../model/family.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'
import { runtimes } from '../../testing/runtimes.ts'
import { startCapture } from '../capture/server.ts'
import { sourceText } from '../sdks/source-text.ts'
import { spell } from '../sdks/spell.ts'
import { measure } from './measure.ts'

// A fake SDK of both registries that sends what it was given as its body.

const folder = mkdtempSync(join(tmpdir(), 'sdkdrift-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, text: string): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const drivers = join(import.meta.dirname, '../../../fixtures/drivers')
const copy = (name: string, path: string): void => write(path, readFileSync(join(drivers, name), 'utf8'))

for (const name of ['acme', 'other']) {
  copy(`${name}.cjs`, `npm/node_modules/${name}/index.js`)
  write(`npm/node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
}
for (const name of ['acme.py', 'acme_aio.py', 'other.py']) copy(name, `pypi/${name}`)
write('pypi/acme_less.py', 'Other = 1')
for (const name of ['httpx', 'httpx2'])
  write(`pypi/${name}.py`, `class Client:\n    def __init__(self): self.library = '${name}'`)
write('pypi/acme_late.py', 'import os\nos.environ["ACME_OWN"] = "set at the import"')
write('pypi/acme-1.0.0.dist-info/METADATA', 'Metadata-Version: 2.1\nName: acme\nVersion: 1.0.0\n')
write('pypi/acme-1.0.0.dist-info/RECORD', 'acme.py,,\nacme_aio.py,,\nacme_less.py,,\n')

type Construct = {
  readonly client?: Partial<ClientWords>
  readonly api?: Partial<ApiWords>
  readonly words?: Partial<Dictionary>
  readonly scenario?: Partial<Scenario>
}

/** What a call says unless it says otherwise. */
export const said = { model: 'm' }

const familyOf = (registry: Registry, { client, api, words }: Construct): SpeakingFamily => {
  const isNpm = registry === 'npm'
  const dictionary: Dictionary = {
    clients: {
      vendor: {
        names: { '': 'Acme', '.async': 'Acme' },
        options: { apiKey: isNpm ? 'apiKey' : 'api_key' },
        environment: {},
        address: { 'base-url': { option: isNpm ? 'baseURL' : 'base_url', path: '/v1' } },
        ...client,
      },
    },
    apis: { chat: { method: 'deep.create', body: said, stream: false, ...api } },
    request: { headers: 'headers', query: null },
    copy: null,
    noField: null,
    statusOf: 'status',
    timeoutUnit: 'ms',
    ...words,
  }
  const control: Scenario = {
    id: 'control',
    title: 'One plain call.',
    client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' } },
    calls: [{ api: 'chat' }],
    behind: ['open'],
    file: 'test',
  }
  return {
    id: 'acme',
    packages: { [registry]: ['acme'] },
    variants: { [registry]: [''] },
    samples: {},
    dictionaries: { [registry]: dictionary },
    credentialFields: [],
    telemetryFields: [],
    lacks: {},
    control,
  }
}

const credentials = { of: (role: string) => role, provider: (role: string) => [role], roles: [], files: {}, minted: [] }

/** What was sent, and the call as its source says it. */
export const run = async (registry: Registry, construct: Construct, variant: '' | '.async' = '') => {
  const family = familyOf(registry, construct)
  const scenario: Scenario = { ...family.control, id: 'it', ...construct.scenario }
  const target = {
    sdk: { id: 'acme', registry, package: 'acme', family: 'acme' },
    version: '1.0.0',
    publishedAt: null,
    source: { kind: 'registry' },
  } as const
  const { control, captures } = await measure({
    installed: {
      state: 'ready',
      target,
      dir: join(folder, registry),
      runtime: runtimes[registry],
      dependencies: {},
      reused: false,
    },
    family,
    cells: [{ scenario, variant, id: `it${variant}`, gateway: 'open' }],
    credentials,
    startCapture: () => startCapture({ ...clock, handlersFor: () => [http.all('*', () => new Response('{}'))] }),
    allowPorts: [],
    timeoutMs: 120_000,
    spawn: spawnDriver,
  })
  const [capture] = captures
  const spelled = spell(family, scenario, {
    registry,
    package: 'acme',
    version: '1.0.0',
    variant,
    gatewayUrl: 'http://gateway',
    otherOriginUrl: 'http://other',
    credential: credentials.of,
    provider: credentials.provider,
  })
  return {
    control,
    bodies:
      capture?.status === 'measured' ? capture.exchanges.map(({ body }) => JSON.parse(body.text ?? 'null')) : capture,
    outcomes: capture?.status === 'measured' ? (capture.calls ?? [capture.outcome]) : capture,
    headers: capture?.status === 'measured' ? capture.exchanges.flatMap(({ headers }) => headers) : [],
    source: spelled.kind === 'recipe' ? sourceText(spelled.recipe, registry) : spelled.reason,
  }
}

/** The address that a client is given. */
export const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/c\/\w+\/v1$/)
